namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>What is done wrong: the program, what stands there, what was written instead, and the rule that must say so.</summary>
static partial class Everyday
{
    public sealed record Mistake(string Kind, string Name, string Source, string Expected, (string Path, string Text)[] Files);

    public static IReadOnlyList<Mistake> Mistakes =>
    [
        .. Of("types",
            In(Funnel, "text for a number", "CS0029", ".Select(s => s.Rate).FirstOrDefault();", ".Select(s => s.Step.ToString()).First();"),
            In(Funnel, "table of the step before", "CS1503", "Shrinks(funnel);", "Shrinks(events);"),
            In(AbTest, "row of the wrong table", "CS1503", "var verdict = Decide(arms, z: z);", "var verdict = Decide(Exposures(experiment), z: z);"),
            In(AbTest, "decimal mean into double", "CS0266", "rows.Average(r => (double)r.Revenue)", "rows.Average(r => r.Revenue)"),
            In(Survey, "nullable mean into double", "CS1503", "g.Average(a => a.Score) ?? double.NaN", "g.Average(a => a.Score)"),
            In(Forecasts, "list where the item belongs", "CS1503", "var model = Fit(one, alpha);", "var model = Fit(series, alpha);"),
            In(Sessions, "task not awaited", "CS1503", "var lengths = await Lengths(sessions, cancel: cancel);", "var lengths = Lengths(sessions, cancel: cancel);"),
            In(Parts, "double literal for float", "CS1503", "Score(users, 0.2f)", "Score(users, 0.2)"),
            In(Tuples, "three outputs taken as two", "CS8132", "(var train, var test, var seed) = Split(Rows());", "(var train, var test) = Split(Rows()); var seed = 3;"),
            In(Quality, "preset on text", "CS0453", "Expect.Positive(trades, t => t.Close);", "Expect.Positive(trades, t => t.Symbol);"),
            In(Streams, "awaits a sequence", "CS1061", "var ticks = Read(count);", "var ticks = await Read(count);"),
            In(Finance, "double for decimal", "CS0664", "[\"USD\"] = 0.9m", "[\"USD\"] = 0.9"),
            In(Images, "memory for bytes", "CS1503", "var gray = Gray(rgb);", "var gray = Gray(Crop(rgb, 0, length));")),
        .. Of("unbound input",
            In(Funnel, "argument forgotten", "CS7036", "var events = await Events(from, until);", "var events = await Events(from);"),
            In(AbTest, "renamed in SQL only", "AQ4002", "x.experiment = @experiment", "x.experiment = @name"),
            In(Joined, "renamed in the method only", "AQ4002", "Load(string arm, int least);", "Load(string group, int least);"),
            In(Sessions, "file asks for another name", "AQ4002", "Of(DateTimeOffset day, DateTimeOffset next);", "Of(DateTimeOffset day, DateTimeOffset until);"),
            In(Prices, "placeholder without parameter", "AQ4031", "\"risk_{model}\"", "\"risk_{version}\""),
            In(Loop, "path without parameter", "AQ4031", "totals/{region}.csv", "totals/{month}/{region}.csv"),
            In(Etl, "local used before its node", "CS0841", "=> Load(Transform(Extract(country), run));", "{ Load(users); var users = Transform(Extract(country), run); }"),
            In(Etl, "local of a branch used outside", "CS0103", "=> Load(Transform(Extract(country), run));", "{ if (country == \"CH\") { var users = Transform(Extract(country), run); } Load(users); }"),
            In(Reviews, "scheduled with a required parameter", "AQ3004", "int shortest = 20)", "int shortest)"),
            In(Forecasts, "scheduled instance with a required parameter", "AQ3004", "double alpha = 0.3, int days = 7", "double alpha, int days = 7"),
            In(Quality, "one of three parameters is missing", "AQ4002", "BETWEEN @first AND @last", "BETWEEN @first AND @until"),
            In(Cohorts, "SQL parameter in capitals of another word", "AQ4002", "@since", "@Since_date"),
            In(Slow, "a declared local without value", "AQ0001", "var clean = Clean(Rows());", "Table<Row> clean;\n        clean = Clean(Rows());")),
        .. Of("dead node",
            In(Funnel, "save forgotten", "AQ0003", "        Keep(funnel);\n", "", "        Shrinks(funnel);\n        Conversion(funnel);\n", "        _ = 0;\n"),
            In(AbTest, "result neither used nor returned", "AQ0003", "return verdict;", "return null;", "        Lift(verdict);\n", ""),
            In(Forecasts, "model of the map forgotten", "AQ0003", "return Project(model, days);", "return Project(Fit(one, 0.5), days);"),
            In(Stations, "call without taking its result", "AQ0003", "var young = Recent(stations, year);", "Recent(stations, year);\n            var young = stations;"),
            In(Tuples, "else branch keeps its result", "AQ0003", "_ = Train(test, seed);", "var again = Train(test, seed);"),
            In(Grid, "trials computed, others searched", "AQ0003", "var best = Choose(trials);", "var best = Choose(Map.Each(Values(), r => Try(samples, r)));"),
            In(Finance, "rates fetched twice", "AQ0003", "var rates = FetchRates(source);", "var rates = FetchRates(source);\n        var others = FetchRates(\"fed\");"),
            In(Quantiles, "headline made, not stored", "AQ0003", "=> StoreText(Headline(Judge(Load(day), 250)));", "{ var slos = Judge(Load(day), 250); Headline(slos); }"),
            In(Loop, "totals of a loop never stored", "AQ0003", "                Store(totals, name);\n", ""),
            In(Nested, "index built, not used", "AQ0003", "Save(Count(Index(contacts)));", "var index = Index(contacts);"),
            In(AsyncMap, "pages fetched, links of none", "AQ0001", "var links = Links(pages);", "var links = Links([]);")),
        .. Of("cycle",
            In(Quantiles, "two workflows after each other", "AQ0014", "[Workflow(\"SLO\", Schedule = \"0 1 * * *\")]", "[Workflow(\"SLO\", After = \"SLO headline\")]"),
            In(Cohorts, "after each other, with a schedule", "AQ0014", "[Workflow(\"Users refreshed\", Schedule = \"@daily\")]", "[Workflow(\"Users refreshed\", After = \"Cohorts\")]"),
            In(Etl, "after itself", "AQ0014", "[Workflow(\"ETL\", Schedule = \"@daily\", TimeZone = \"UTC\")]", "[Workflow(\"ETL\", After = \"ETL\")]"),
            In(OneLine, "calls itself", "AQ0013", "=> Twice(Numbers(n));", "=> Twice(All(n));"),
            In(Parts, "part calls the whole", "AQ0013", "var prior = Operators.Baseline(users);", "Compare();\n            var prior = Operators.Baseline(users);"),
            In(Cohorts, "each calls the other", "AQ0013", "=> Load(since);", "{ Run(since); return Load(since); }", "var rates = Rates(Load(since));", "var rates = Rates(Refreshed(since));"),
            In(Quantiles, "three in a ring", "AQ0014", "[Workflow(\"SLO\", Schedule = \"0 1 * * *\")]", "[Workflow(\"Third\", After = \"SLO headline\")]\n    public static void Third() => StoreText(Headline(Judge(Load(\"x\"), 1)));\n    [Workflow(\"SLO\", After = \"Third\")]"),
            In(Quantiles, "after a workflow of another name", "AQ3009", "After = \"SLO\"", "After = \"SLOs\""),
            In(Cohorts, "after a method's name", "AQ3009", "After = \"Users refreshed\"", "After = nameof(Refreshed)"),
            In(AsyncMap, "awaits itself", "AQ0013", "await SaveAsync(links);", "await SaveAsync(links);\n        await RunAsync(site);"),
            In(Forecasts, "calls itself in a map", "AQ0013", "Save(Collect(forecasts));", "Save(Collect(forecasts));\n        Run(alpha, days);")),
        .. Of("cron",
            In(Funnel, "hour 25", "AQ3001", "15 5 * * *", "15 25 * * *"),
            In(Funnel, "AM and PM", "AQ3001", "15 5 * * *", "5:15"),
            In(Prices, "four fields", "AQ3001", "0 18 * * 1-5", "0 18 * *"),
            In(Prices, "seconds first", "AQ3001", "0 18 * * 1-5", "0 0 18 * * 1-5"),
            In(Reviews, "misspelt macro", "AQ3001", "@weekly", "@weeekly"),
            In(Reviews, "macro without at", "AQ3001", "@weekly", "weekly"),
            In(Parts, "German weekday", "AQ3001", "30 6 * * MON", "30 6 * * MO"),
            In(Finance, "31 February", "AQ3002", "0 7 1 * *", "0 7 31 2 *"),
            In(Finance, "30 February by name", "AQ3002", "0 7 1 * *", "0 7 30 FEB *"),
            In(AsyncMap, "step of nothing", "AQ3001", "*/30 * * * *", "*/0 * * * *"),
            In(AsyncMap, "range the wrong way", "AQ3001", "*/30 * * * *", "50-60 * * * *"),
            In(Own, "a rate", "AQ3001", "*/5 * * * *", "rate(5 minutes)"),
            In(Own, "empty", "AQ3001", "*/5 * * * *", ""),
            In(Prices, "zone by abbreviation", "AQ3003", "America/New_York", "New York"),
            In(Funnel, "misspelt zone", "AQ3003", "Europe/Vienna", "Europe/Wien")),
        .. Of("duplicate",
            In(Quantiles, "two workflows of one name", "AQ0005", "[Workflow(\"SLO headline\", After = \"SLO\")]", "[Workflow(\"SLO\")]"),
            In(Quantiles, "names that differ in punctuation", "AQ0005", "[Workflow(\"SLO headline\", After = \"SLO\")]", "[Workflow(\"slo!\")]"),
            In(Survey, "two saves to one table", "AQ0009", "\"rejected_answers\", SaveMode.Append", "\"items\", SaveMode.Append"),
            In(Survey, "one save called twice", "AQ0009", "SaveItems(Items(valid));", "SaveItems(Items(valid));\n        SaveItems(Items(rejected));"),
            In(Tuples, "the same bound twice", "AQ2005", "Bound(AtLeast = 0.6)", "Bound(Above = 0.5, Severity = Severity.Error)"),
            In(Models, "bounds that exclude each other", "AQ2004", "Bound(Above = -1), Bound(Below = 1)", "Bound(Above = 1), Bound(Below = -1)"),
            In(Etl, "two members of one column", "AQ1006", "public record CleanUser(long UserId, string Domain, int Days);", "public record CleanUser(long UserId, string Domain, int Days) { public long User_Id { get; init; } }"),
            In(Quantiles, "one file written twice", "AQ0009", "Store(slos);\n    }", "Store(slos);\n        Store(Judge(Load(day), 500));\n    }"),
            In(OneLine, "operator and check at once", "AQ0011", "[Operator] public static List<int> Twice", "[Operator, Metric] public static List<int> Twice"),
            In(Nested, "a method twice", "CS0111", "[Check] public static bool Any(int contacts) => contacts > 0;", "[Check] public static bool Any(int contacts) => contacts > 0;\n    [Check] public static bool Any(int count) => count > 1;"),
            In(Finance, "attribute twice", "CS0579", "[Metric] public static decimal Total", "[Metric, Metric] public static decimal Total"),
            In(Stations, "a local twice", "CS0128", "var stations = Stations();", "var stations = Stations();\n        var stations = Recent(Stations(), year);")),
        .. Of("resource name",
            In(Funnel, "misspelt in a query", "AQ4001", "[Sql(\"shop\"", "[Sql(\"shpo\""),
            In(Funnel, "misspelt in a save", "AQ4001", "[Save(\"mart\"", "[Save(\"marts\""),
            In(Loop, "misspelt in a read", "AQ4001", "[Read(\"lake\"", "[Read(\"lakes\""),
            In(Sessions, "misspelt for a query file", "AQ4001", "[SqlFile(\"shop\"", "[SqlFile(\"shop-prod\""),
            In(Reviews, "demonstration data", "AQ4001", "[Sql(\"demo\"", "[Sql(\"demos\""),
            In(Etl, "database for a file", "AQ4034", "[Sql(\"shop\"", "[Sql(\"lake\""),
            In(Gate, "file in a database", "AQ4034", "[Read(\"lake\"", "[Read(\"mart\""),
            In(Images, "write into a database", "AQ4034", "[Write(\"lake\", \"gray/{name}.bin\"", "[Write(\"shop\", \"gray/{name}.bin\""),
            In(Survey, "save into a folder", "AQ4034", "[Save(\"mart\", \"items\"", "[Save(\"lake\", \"items\""),
            In(Sessions, "query file that is not there", "AQ4030", "sql/sessions.sql", "sql/session.sql"),
            In(Etl, "empty", "AQ4001", "[Sql(\"shop\"", "[Sql(\"\""),
            In(Etl, "connection string in place of a name", "AQ4001", "[Save(\"mart\"", "[Save(\"Data Source=mart.db\"")),
        .. Of("SQL column",
            In(Funnel, "misspelt in the list", "AQ4011", "SELECT event_id, user_id, kind", "SELECT event_id, userid, kind"),
            In(Funnel, "misspelt in the condition", "AQ4011", "WHERE at >= @from", "WHERE time >= @from"),
            In(AbTest, "alias of the other table", "AQ4011", "x.arm, COALESCE", "s.arm, COALESCE"),
            In(AbTest, "misspelt in the CTE", "AQ4011", "COALESCE(SUM(revenue), 0) AS revenue", "COALESCE(SUM(revenues), 0) AS revenue"),
            In(AbTest, "left join without COALESCE", "AQ4014", "COALESCE(s.revenue, 0) AS revenue", "s.revenue AS revenue"),
            In(Survey, "nullable score into int", "AQ4014", "public int? Score", "public int Score"),
            In(Prices, "alias forgotten in the row", "AQ4012", "SELECT symbol, day, close, volume FROM (", "SELECT symbol, day, close AS last, volume FROM ("),
            In(Prices, "text into a number", "AQ4013", "record struct Price(string Symbol, DateOnly Day, double Close", "record struct Price(int Symbol, DateOnly Day, double Close"),
            In(Joined, "wrong table of two", "AQ4011", "max(e.at)", "max(u.at)"),
            In(Joined, "ambiguous", "AQ4022", "SELECT u.user_id, u.email", "SELECT user_id, u.email"),
            In(Joined, "unknown table", "AQ4010", "LEFT JOIN events e", "LEFT JOIN event e"),
            In(Cohorts, "alias and member differ", "AQ4012", "COUNT(*) AS users", "COUNT(*) AS n_users"),
            In(Window, "LAG into a number that cannot be missing", "AQ4014", "double? Before", "double Before"),
            In(Window, "misspelt in PARTITION BY", "AQ4011", "LAG(close) OVER (PARTITION BY symbol", "LAG(close) OVER (PARTITION BY ticker"),
            In(Stations, "alias that only the row knows", "AQ4011", "SELECT station AS name, lat", "SELECT name, lat"),
            In(Reviews, "column of another table", "AQ4011", "SELECT hotel_name, review_date", "SELECT hotel, review_date"),
            In(Sessions, "member the file does not give", "AQ4012", "DateTimeOffset LastAt);", "DateTimeOffset LastAt, string Kind);"),
            In(Etl, "boolean into a number", "AQ4013", "string? Country, bool IsActive);", "string? Country, DateTime IsActive);", "IsActive: true, ", ""),
            In(Etl, "ordered by what is not there", "AQ4011", "order by user_id", "order by id"),
            In(Quality, "union of unequal width", "AQ4009", "UNION SELECT station FROM", "UNION SELECT station, lat FROM")),
        .. Of("check on an absent column",
            In(Survey, "misspelt in a preset", "CS1061", "Expect.InSet(valid, a => a.Question", "Expect.InSet(valid, a => a.Questions"),
            In(Survey, "column of the table made later", "CS1061", "Expect.Between(valid, a => a.Score", "Expect.Between(valid, a => a.Mean"),
            In(Funnel, "column of the source", "CS1061", "funnel[i].Users > funnel", "funnel[i].UserId > funnel"),
            In(AbTest, "member of the summary", "CS1061", "verdict.Lift;", "verdict.Uplift;"),
            In(Stations, "preset on another table", "CS1061", "Expect.Between(stations, s => s.Lat", "Expect.Between(stations, s => s.Kilometres"),
            In(Quality, "measure of an absent column", "CS1061", "Measure.Missing(trades, t => t.Volume)", "Measure.Missing(trades, t => t.Volumes)"),
            In(Quality, "reference to an absent column", "CS1061", "s => s.Symbol, Severity.Error", "s => s.Station, Severity.Error"),
            In(Streams, "case of a name", "CS1061", "w => w.From", "w => w.from"),
            In(Quality, "computed in place of a column", "AQ2011", "Expect.Positive(trades, t => t.Close)", "Expect.Positive(trades, t => t.Close * 2)"),
            In(Stations, "two columns at once", "AQ2011", "Expect.Between(stations, s => s.Lat, -90, 90, Severity.Error);", "Expect.Between(stations, s => s.Lat + s.Lon, -90, 90, Severity.Error);"),
            In(Own, "property of the row in a pattern", "CS0117", "{ Faulty: not true }", "{ Fault: not true }"),
            In(Joined, "upsert of an absent key", "AQ4006", "[Check] public static bool BelowHalf", "[Save(\"mart\", \"spent\", SaveMode.Upsert, Key = \"user\")] public static partial void Save(Table<Spent> spent);\n    [Check] public static bool BelowHalf"),
            In(Reviews, "key that is no column", "AQ4006", "Key = \"hotel_name\"", "Key = \"hotel\"")),
        .. Of("output that cannot be stored",
            In(Streams, "lazy sequence", "AQ1003", "public static async Task<Table<Window>> Windows(IAsyncEnumerable<Tick> ticks, int size)\n    {", "public static IEnumerable<int> Lazy(int size) => Enumerable.Range(0, size);\n    [Operator]\n    public static async Task<Table<Window>> Windows(IAsyncEnumerable<Tick> ticks, int size)\n    {"),
            In(OneLine, "lazy sequence of a one-liner", "AQ1003", "public static List<int> Twice(List<int> numbers) => numbers.ConvertAll(n => 2 * n);", "public static IEnumerable<int> Twice(List<int> numbers) => numbers.Select(n => 2 * n);", "[Workflow(\"Twice\")] public static List<int> All", "[Workflow(\"Twice\")] public static IEnumerable<int> All", "Console.WriteLine(Twice(Numbers(3)).Count);", ""),
            In(Images, "stream", "AQ1001", "public static byte[] Gray(byte[] rgb)\n    {", "public static System.IO.Stream Open(byte[] rgb) => new System.IO.MemoryStream(rgb);\n    [Operator]\n    public static byte[] Gray(byte[] rgb)\n    {"),
            In(Models, "codec forgotten", "AQ1001", "[Codec(typeof(NetCodec))]\n", ""),
            In(Finance, "rows in a tuple of functions", "AQ1001", "public static Rates FetchRates(string source)", "public static Func<string, decimal> Lookup(Rates rates) => c => rates[c];\n    [Operator] public static Rates FetchRates(string source)"),
            In(Nested, "list in a row", "AQ1002", "public record Tag(string Name, int Contacts);", "public record Tag(string Name, List<Contact> Contacts);", "new Tag(p.Key, p.Value.Count)", "new Tag(p.Key, p.Value)"),
            In(Nested, "type that holds itself", "AQ1001", "public string? Referrer", "public Contact? Referrer"),
            In(Nested, "dictionary with a key of a record", "AQ1001", "Dictionary<Channel, int> Calls", "Dictionary<Tag, int> Calls"),
            In(Tuples, "row with an array", "AQ1002", "public record Row(int Id, double X, int Label);", "public record Row(int Id, double X, int Label, double[] Inputs);"),
            In(Tuples, "matrix", "AQ1001", "[Operator] public static double[] Train(", "[Operator] public static double[,] Matrix(Table<Row> rows) => new double[1, 1];\n    [Operator] public static double[] Train("),
            In(Struct, "interface", "AQ1001", "public static ValueTask<Stats> Describe", "public static ISource Source(int count) => throw new NotSupportedException();\n    [Operator]\n    public static ValueTask<Stats> Describe"),
            In(Struct, "object", "AQ1001", "public static ValueTask<Stats> Describe", "public static object Any(int count) => count;\n    [Operator]\n    public static ValueTask<Stats> Describe"),
            In(Text, "regex as a result", "AQ1001", "[Operator(Timeout = \"10m\")]", "[Operator] public static Regex Pattern(Table<Document> documents) => Word;\n    [Operator(Timeout = \"10m\")]"),
            In(Prices, "grouping", "AQ1003", "[Operator(Cpu = 0.5, Memory = \"512Mi\")]", "[Operator] public static IEnumerable<IGrouping<string, Price>> Groups(Table<Price> prices) => prices.GroupBy(p => p.Symbol);\n    [Operator(Cpu = 0.5, Memory = \"512Mi\")]"),
            In(Crawler, "response of a server", "AQ1001", "public static IReadOnlyList<string> Seeds", "public static HttpResponseMessage Answer(string url) => new();\n    [Operator] public static IReadOnlyList<string> Seeds"),
            In(Gate, "ref parameter", "AQ1004", "public static Table<Row> Predict(Table<Row> points, Fit fit)", "public static Table<Row> Grow(ref int count, Table<Row> points) => points;\n    [Operator]\n    public static Table<Row> Predict(Table<Row> points, Fit fit)")),
        .. Running,
    ];

    public static string SlowText => Slow;

    const string Crawler = AsyncMap;

    /// <summary>A small program to spoil.</summary>
    const string Slow = """
        using Aqueduct;

        public record Row(int Id, double Value);

        public static partial class Slow
        {
            [Read("lake", "rows.csv")] public static partial Table<Row> Rows();
            [Operator] public static Table<Row> Clean(Table<Row> rows) => rows.Where(r => r.Value > 0);
            [Save("mart", "clean", SaveMode.Replace)] public static partial void Save(Table<Row> rows);

            [Workflow("Slow")]
            public static void Run()
            {
                var clean = Clean(Rows());
                Save(clean);
            }
        }
        """;

    static IEnumerable<Mistake> Of(string kind, params Mistake[] mistakes) => mistakes.Select(m => m with { Kind = kind });

    static Mistake In(string program, string name, string expected, params string[] changes)
    {
        for (var i = 0; i < changes.Length; i += 2)
        {
            if (!program.Contains(changes[i], StringComparison.Ordinal))
                program = $"#error nothing to change in '{name}', number {i / 2}\n" + program;
            program = program.Replace(changes[i], changes[i + 1], StringComparison.Ordinal);
        }

        return new Mistake("", name, program, expected, Files);
    }
}
