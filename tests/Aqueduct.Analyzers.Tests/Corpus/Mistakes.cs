namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>A mistake planted in a clean program.</summary>
/// <param name="Kind">One of the fifteen kinds.</param>
/// <param name="Name">What was done.</param>
/// <param name="Source">The program with it.</param>
/// <param name="Expected">The ids of which one must be reported.</param>
/// <param name="Target">The target that aqueduct.json names, if any.</param>
sealed record Mistake(string Kind, string Name, string Source, string[] Expected, string? Target = null);

static partial class Mistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        .. Types(), .. UnboundInputs(), .. DeadNodes(), .. Cycles(), .. Crons(), .. Duplicates(), .. Resources(), .. SqlColumns(),
        .. AbsentColumns(), .. Unstorable(), .. Timeouts(), .. Quantities(), .. Capabilities(), .. Injections(), .. SharedMutations(),
    ];

    static Mistake In(string kind, string program, string before, string after, params string[] expected)
    {
        Assert.True(program.Contains(before, StringComparison.Ordinal), $"{kind}: the program holds no '{before}'.");
        return new(kind, $"'{before}' -> '{after}'", program.Replace(before, after), expected);
    }

    static IEnumerable<Mistake> Types()
    {
        const string kind = "types";
        yield return In(kind, Programs.Churn, "Predict(features)", "Predict(customers)", "CS1503");
        yield return In(kind, Programs.Churn, "AreProbabilities(churn);", "AreProbabilities(features);", "CS1503");
        yield return In(kind, Programs.Churn, "SavePredictions(churn);", "SavePredictions(features);", "CS1503");
        yield return In(kind, Programs.Churn, "Customers(minimumSize)", "Customers(\"0\")", "CS1503");
        yield return In(kind, Programs.Churn, "public static bool AreProbabilities(Table<Prediction> churn) => churn.All(p => p.Churn is >= 0 and <= 1)", "public static string AreProbabilities(Table<Prediction> churn) => \"yes\"", "AQ2001");
        yield return In(kind, Programs.Churn, "public static double AverageChurn(Table<Prediction> churn) => churn.Average(p => p.Churn)", "public static string AverageChurn(Table<Prediction> churn) => \"\"", "AQ2002");
        yield return In(kind, Programs.Orders, "private static int Customers(Table<CustomerTotal> totals) => totals.Count", "private static int? Customers(Table<CustomerTotal> totals) => totals.Count", "AQ2002");
        yield return In(kind, Programs.Orders, "int CustomerId, double Amount", "int CustomerId, int Amount", "AQ4013");
        yield return In(kind, Programs.Orders, "string? Note", "string Note", "AQ4014");
        yield return In(kind, Programs.Segments, "WriteSummaries(Gather(summaries), day)", "WriteSummaries(summaries, day)", "CS1503");
    }

    static IEnumerable<Mistake> UnboundInputs()
    {
        const string kind = "unbound input";
        yield return In(kind, Programs.Churn, "Customers(minimumSize)", "Customers()", "CS7036");
        yield return In(kind, Programs.Churn, "var features = LogFeatures(customers);", "", "CS0103");
        yield return In(kind, Programs.Churn, ">= @minimumSize", ">= @minimum", "AQ4002");
        yield return In(kind, Programs.Churn, "Run(double minimumSize = 0)", "Run(double minimumSize)", "AQ3004");
        yield return In(kind, Programs.Churn, "var features = LogFeatures(customers);", "Table<Features> features;", "CS0165", "AQ0001");
        yield return In(kind, Programs.Orders, ">= @since", ">= :from AND placed_on >= @form", "AQ4002");
        yield return In(kind, Programs.Orders, "RunAsync(DateOnly since = default)", "RunAsync(DateOnly since)", "AQ3004");
        yield return In(kind, Programs.Segments, "readings/{day}.csv", "readings/{date}.csv", "AQ4031");
        yield return In(kind, Programs.Segments, "summaries/{day}.parquet", "summaries/{today}.parquet", "AQ4031");
        yield return In(kind, Programs.Segments, "    [Services]\n    public static void Add(IServiceCollection services) => services.AddSingleton<IThresholds, Thresholds>();\n", "", "AQ0025");
    }

    static IEnumerable<Mistake> DeadNodes()
    {
        const string kind = "dead node";
        yield return In(kind, Programs.Churn, "        AreProbabilities(churn);", "        Predict(features);\n        AreProbabilities(churn);", "AQ0003");
        yield return In(kind, Programs.Churn, "        AreProbabilities(churn);", "        var again = LogFeatures(customers);\n        AreProbabilities(churn);", "AQ0003");
        yield return In(kind, Programs.Churn, "        AreProbabilities(churn);", "        var all = Customers(0);\n        AreProbabilities(churn);", "AQ0003");
        yield return In(kind, Programs.Churn, "SavePredictions(churn);\n", "\n", "AQ2007");
        yield return In(kind, Programs.Orders, "        Customers(totals);\n        SaveTotals(totals);", "", "AQ0003");
        yield return In(kind, Programs.Orders, "        var shares = Shares(totals);\n        SumToOne(shares);\n        return shares;", "        var shares = Shares(totals);\n        return new();", "AQ0001", "AQ0003");
        yield return In(kind, Programs.Segments, "WriteSummaries(Gather(summaries), day);", "", "AQ0003", "AQ2007");
        yield return In(kind, Programs.Segments, "WriteSummaries(Gather(summaries), day);", "Gather(summaries);", "AQ0003");
        yield return In(kind, Programs.Segments, "if (HasRows(readings) && missing < most)", "if (false)", "AQ0023");
        yield return In(kind, Programs.Churn, "        var customers = Customers(minimumSize);\n        var features = LogFeatures(customers);\n        var churn = Predict(features);\n        AreProbabilities(churn);\n        AverageChurn(churn);\n        SavePredictions(churn);", "", "AQ0004");
    }

    static IEnumerable<Mistake> Cycles()
    {
        const string kind = "cycle between workflows";
        yield return In(kind, Programs.Orders, "Schedule = \"30 2 * * 1-5\", TimeZone = \"Europe/Berlin\"", "After = \"Country shares\"", "AQ0014");
        yield return In(kind, Programs.Orders, "After = \"Nightly totals\"", "After = \"Country shares\"", "AQ0014");
        yield return In(kind, Programs.Churn, "Schedule = \"@daily\"", "After = \"Customer churn\"", "AQ0014");
        yield return In(kind, Programs.Churn, "        AreProbabilities(churn);", "        AreProbabilities(churn);\n        Run(minimumSize);", "AQ0013");
        yield return In(kind, Programs.Orders, "        SumToOne(shares);", "        SumToOne(shares);\n        _ = Countries();", "AQ0013");
        yield return In(kind, Programs.Orders, "        Customers(totals);", "        Customers(totals);\n        await RunAsync(since);", "AQ0013");
        yield return In(kind, Programs.Segments, "[Workflow(\"Stations\")]", "[Workflow(\"Stations\", After = \"stations\")]", "AQ0014", "AQ3009");
        yield return In(kind, Programs.Segments, "        var missing =", "        Run(day);\n        var missing =", "AQ0013");
        yield return In(kind, Programs.Churn, "    [Workflow(\"Customer churn\", Schedule = \"@daily\"", "    [Workflow(\"Two\", After = \"Customer churn\")] public static void Two() => AverageChurn(Predict(LogFeatures(Customers(1))));\n    [Workflow(\"Customer churn\", After = \"Two\"", "AQ0014");
        yield return In(kind, Programs.Churn, "    [Workflow(\"Customer churn\", Schedule = \"@daily\"", "    [Workflow(\"Two\", After = \"Customer churn\")] public static void Two() => AverageChurn(Predict(LogFeatures(Customers(1))));\n    [Workflow(\"Three\", After = \"Two\")] public static void Three() => AverageChurn(Predict(LogFeatures(Customers(2))));\n    [Workflow(\"Customer churn\", After = \"Three\"", "AQ0014");
    }

    static IEnumerable<Mistake> Crons()
    {
        foreach (var wrong in new[] { "61 * * * *", "0 25 * * *", "0 0 0 * * *", "@dayly", "* * * *", "0 0 31 2 *", "every day", "0 0 * 13 *", "5-1/0 * * * *" })
            yield return In("cron", Programs.Churn, "@daily", wrong, "AQ3001", "AQ3002");
        yield return In("cron", Programs.Orders, "30 2 * * 1-5", "30 2 * * Mo-Fr", "AQ3001");
    }

    static IEnumerable<Mistake> Duplicates()
    {
        const string kind = "duplicate";
        yield return In(kind, Programs.Orders, "[Workflow(\"Country shares\"", "[Workflow(\"Nightly totals\"", "AQ0005");
        yield return In(kind, Programs.Orders, "[Workflow(\"Country shares\", After = \"Nightly totals\")", "[Workflow(\"Nightly-Totals\")", "AQ0005");
        yield return In(kind, Programs.Churn, "SavePredictions(churn);\n    }", "SavePredictions(churn);\n        SavePredictions(churn);\n    }", "AQ0009");
        yield return In(kind, Programs.Churn, "[Bound(Below = 0.4, Severity = Severity.Error)]", "[Bound(Below = 0.3, Severity = Severity.Warning)]", "AQ2005");
        yield return In(kind, Programs.Churn, "    [Metric]\n", "    [Metric]\n    [Check]\n", "AQ0011");
        yield return In(kind, Programs.Churn, "    [Operator]\n", "    [Operator]\n    [Operator]\n", "CS0579");
        yield return In(kind, Programs.Churn, "var churn = Predict(features);", "var features = Predict(features);", "CS0128", "CS0136", "CS0841");
        yield return In(kind, Programs.Churn, "int NUsers, int CompanySize", "int NUsers, [property: Column(\"n_users\")] int CompanySize", "AQ1006", "AQ4022");
        yield return In(kind, Programs.Orders, "        SaveTotals(totals);", "        SaveTotals(totals);\n        SaveTotals(totals);", "AQ0009");
        yield return In(kind, Programs.Churn, "Schedule = \"@daily\"", "Schedule = \"@daily\", Schedule = \"@hourly\"", "CS0643");
    }

    static IEnumerable<Mistake> Resources()
    {
        const string kind = "resource name";
        yield return In(kind, Programs.Churn, "[Sql(\"demo\"", "[Sql(\"demmo\"", "AQ4001");
        yield return In(kind, Programs.Churn, "[Save(\"demo\"", "[Save(\"\"", "AQ4001");
        yield return In(kind, Programs.Churn, "[Save(\"demo\"", "[Save(\"wherehouse\"", "AQ4001");
        yield return In(kind, Programs.Orders, "[Sql(\"warehouse\", \"SELECT id", "[Sql(\"warehous\", \"SELECT id", "AQ4001");
        yield return In(kind, Programs.Orders, "[Sql(\"warehouse\", \"SELECT COALESCE", "[Sql(\"dwh\", \"SELECT COALESCE", "AQ4001");
        yield return In(kind, Programs.Orders, "[Save(\"warehouse\"", "[Save(\"totals\"", "AQ4001");
        yield return In(kind, Programs.Segments, "[Read(\"lake\"", "[Read(\"like\"", "AQ4001");
        yield return In(kind, Programs.Segments, "[Write(\"lake\"", "[Write(\"lakes\"", "AQ4001");
        yield return In(kind, Programs.Segments, "[Read(\"lake\"", "[Read(\"warehouse\"", "AQ4034");
        yield return In(kind, Programs.Orders, "[Save(\"warehouse\"", "[Save(\"lake\"", "AQ4034");
    }

    static IEnumerable<Mistake> SqlColumns()
    {
        const string kind = "SQL column";
        yield return In(kind, Programs.Churn, "WHERE company_size", "WHERE companysize", "AQ4011");
        yield return In(kind, Programs.Churn, "int CompanySize", "int CompanySizes", "AQ4012");
        yield return In(kind, Programs.Churn, "SELECT * FROM customers", "SELECT cust_id, n_rows FROM customers", "AQ4012");
        yield return In(kind, Programs.Churn, "FROM customers", "FROM customer", "AQ4010");
        yield return In(kind, Programs.Orders, "SELECT id, customer_id, amount,", "SELECT id, customer_id, amout,", "AQ4011");
        yield return In(kind, Programs.Orders, "amount, placed_on, note FROM", "amount, placed_on FROM", "AQ4012");
        yield return In(kind, Programs.Orders, "SUM(o.amount) AS total, COUNT", "SUM(o.total) AS total, COUNT", "AQ4011");
        yield return In(kind, Programs.Orders, "SUM(o.amount) AS total, COUNT", "SUM(x.amount) AS total, COUNT", "AQ4011", "AQ4010");
        yield return In(kind, Programs.Orders, "COUNT(*) AS orders", "COUNT(*) AS n", "AQ4012");
        yield return In(kind, Programs.Orders, "record CustomerTotal(int CustomerId, double Total)", "record CustomerTotal(int CustomerId, double Total, int Extra = 0)", "AQ4015");
    }

    static IEnumerable<Mistake> AbsentColumns()
    {
        const string kind = "check on an absent column";
        yield return In(kind, Programs.Churn, "churn.All(p => p.Churn is", "churn.All(p => p.Chrn is", "CS1061");
        yield return In(kind, Programs.Churn, "churn.Average(p => p.Churn)", "churn.Average(p => p.Score)", "CS1061");
        yield return In(kind, Programs.Segments, "Measure.Missing(readings, r => r.Celsius)", "Measure.Missing(readings, r => r.Celcius)", "CS1061");
        yield return In(kind, Programs.Segments, "Expect.NotNull(readings, r => r.Station", "Expect.NotNull(readings, r => r.Name", "CS1061");
        yield return In(kind, Programs.Segments, "Expect.NotNull(readings, r => r.Station", "Expect.NotNull(readings, r => r.Station + \"x\"", "AQ2011");
        yield return In(kind, Programs.Segments, "Expect.NotNull(readings, r => r.Station", "Expect.NotNull(readings, r => day", "AQ2011");
        yield return In(kind, Programs.Orders, "totals.Sum(t => t.Total)", "totals.Sum(t => t.Amount)", "CS1061");
        yield return In(kind, Programs.Orders, "shares.Values.Sum()", "shares.Columns.Sum()", "CS1061", "CS9286");
        yield return In(kind, Programs.Churn, "churn.Average(p => p.Churn)", "churn.Columns.Score[0]", "CS1061", "CS9286");
        yield return In(kind, Programs.Orders, "Key = \"customer_id\"", "Key = \"customer\"", "AQ4006");
    }

    static IEnumerable<Mistake> Unstorable()
    {
        const string kind = "unserialisable output";
        yield return In(kind, Programs.Churn, "double Users);", "double Users, object Tag = null!);", "AQ1002");
        yield return In(kind, Programs.Churn, "double Users);", "double Users, int[]? Parts = null);", "AQ1002");
        yield return In(kind, Programs.Churn, "double Users);", "double Users, Action? Then = null);", "AQ1002");
        yield return In(kind, Programs.Orders, "private static Dictionary<string, double> Shares(Table<CountryTotal> totals)\n    {", "private static System.IO.Stream Raw(Table<CountryTotal> totals) => System.IO.Stream.Null;\n    [Operator]\n    private static Dictionary<string, double> Shares(Table<CountryTotal> totals)\n    {", "AQ1001");
        yield return In(kind, Programs.Segments, "public static IReadOnlyList<Segment> Split", "public static IEnumerable<Segment> Split", "AQ1003");
        yield return In(kind, Programs.Segments, "public static IReadOnlyList<Segment> Split(Table<Reading> readings) =>\n        [.. readings", "public static IQueryable<Segment> Split(Table<Reading> readings) =>\n        System.Linq.Queryable.AsQueryable(readings", "AQ1003").With("new Segment(g.Key, g.ToTable()))];", "new Segment(g.Key, g.ToTable())));");
        yield return In(kind, Programs.Churn, "[Metric]", "[Operator] public static Func<double> Lazy(Table<Prediction> churn) => () => churn.Count;\n    [Metric]", "AQ1001");
        yield return In(kind, Programs.Churn, "[Metric]", "[Operator] public static Task<Thread> Worker(Table<Prediction> churn) => Task.FromResult(Thread.CurrentThread);\n    [Metric]", "AQ1001");
        yield return In(kind, Programs.Churn, "[Metric]", "public class Node { public Node? Next { get; set; } public IntPtr Handle { get; set; } }\n    [Operator] public static Node Link(Table<Prediction> churn) => new();\n    [Metric]", "AQ1001");
        yield return In(kind, Programs.Churn, "[Metric]", "[Operator] public static Dictionary<Prediction, int> Count(Table<Prediction> churn) => [];\n    [Metric]", "AQ1001");
    }

    static IEnumerable<Mistake> Timeouts()
    {
        const string kind = "time-out longer than the schedule";
        yield return In(kind, Programs.Churn, "Timeout = \"02:00:00\"", "Timeout = \"2d\"", "AQ3007");
        yield return In(kind, Programs.Churn, "Schedule = \"@daily\"", "Schedule = \"@hourly\"", "AQ3007");
        yield return In(kind, Programs.Churn, "Schedule = \"@daily\"", "Schedule = \"*/5 * * * *\"", "AQ3007");
        yield return In(kind, Programs.Churn, "Schedule = \"@daily\"", "Schedule = \"0,30 * * * *\"", "AQ3007");
        yield return In(kind, Programs.Churn, "Timeout = \"02:00:00\"", "Timeout = \"25:00\"", "AQ3005", "AQ3007");
        yield return In(kind, Programs.Churn, "Timeout = \"02:00:00\"", "Timeout = \"1.00:00:01\"", "AQ3007");
        yield return In(kind, Programs.Orders, "Overlap = Overlap.Queue", "Timeout = \"36h\", Overlap = Overlap.Queue", "AQ3007");
        yield return In(kind, Programs.Churn, "[Operator(Retries = 2, Timeout = \"00:05:00\"", "[Operator(Retries = 2, Timeout = \"03:00:00\"", "AQ3014");
        yield return In(kind, Programs.Churn, "[Operator(Retries = 2, Timeout = \"00:05:00\"", "[Operator(Retries = 30, Timeout = \"00:05:00\"", "AQ3014");
        yield return In(kind, Programs.Churn, "Schedule = \"@daily\"", "Schedule = \"0 0,1 * * *\"", "AQ3007");
    }

    static IEnumerable<Mistake> Quantities()
    {
        const string kind = "bad quantity";
        foreach (var wrong in new[] { "4GB", "4096", "4 Gi", "four", "-1Gi", "4gib", "" })
            yield return In(kind, Programs.Churn, "Memory = \"4Gi\"", $"Memory = \"{wrong}\"", "AQ5001");
        yield return In(kind, Programs.Churn, "Cpu = 2", "Cpu = -2", "AQ5002");
        yield return In(kind, Programs.Churn, "Retries = 2", "Retries = -1", "AQ5002");
        yield return In(kind, Programs.Churn, "Cpu = 2", "Gpu = -1", "AQ5002");
    }

    static IEnumerable<Mistake> Capabilities()
    {
        yield return On("lambda", Programs.Churn, "Cpu = 2", "Gpu = 1");
        yield return On("lambda", Programs.Churn, "Cpu = 2", "Cpu = 16");
        yield return On("lambda", Programs.Churn, "Memory = \"4Gi\"", "Memory = \"16Gi\"");
        yield return On("lambda", Programs.Churn, "Timeout = \"00:05:00\"", "Timeout = \"20m\"");
        yield return On("lambda", Programs.Orders, "CatchUp = CatchUp.None", "Timeout = \"1h\"");
        yield return On("kubernetes", Programs.Churn, "Schedule = \"@daily\"", "Schedule = \"@daily\", Overlap = Overlap.Queue");
        yield return On("kubernetes", Programs.Churn, "Schedule = \"@daily\"", "Schedule = \"@daily\", CatchUp = CatchUp.All");
        yield return On("lambda", Programs.Churn, "Memory = \"4Gi\"", "Memory = \"12Gi\"");
        yield return On("argo", Programs.Churn, "Schedule = \"@daily\"", "Schedule = \"@daily\", CatchUp = CatchUp.All");
        yield return On("kubernets", Programs.Churn, "Cpu = 2", "Cpu = 1");

        static Mistake On(string target, string program, string before, string after) =>
            In("target capability", program, before, after, "AQ5003", "AQ5007") with { Target = target };
    }

    static IEnumerable<Mistake> Injections()
    {
        const string kind = "injection-prone SQL";
        string[] operators =
        [
            "command.CommandText = $\"DELETE FROM t WHERE name = '{name}'\";",
            "command.CommandText = \"DELETE FROM t WHERE name = '\" + name + \"'\";",
            "command.CommandText = string.Format(\"DELETE FROM t WHERE name = '{0}'\", name);",
            "command.CommandText = string.Concat(\"DELETE FROM t WHERE name = '\", name, \"'\");",
            "var text = \"DELETE FROM t WHERE name = '\" + name + \"'\"; command.CommandText = text;",
            "var text = new System.Text.StringBuilder(\"DELETE FROM t WHERE name = '\").Append(name).Append(\"'\"); command.CommandText = text.ToString();",
            "command.CommandText = \"DELETE FROM t WHERE name = '%'\".Replace(\"%\", name);",
            "command.CommandText += name;",
        ];
        foreach (var code in operators)
            yield return In(kind, Programs.Churn, "[Metric]", "[Operator] public static int Delete(System.Data.Common.DbCommand command, string name) { " + code + " return command.ExecuteNonQuery(); }\n    [Metric]", "AQ4016");
        yield return In(kind, Programs.Orders, ">= @since\"", ">= '@since'\"", "AQ4021");
        yield return In(kind, Programs.Churn, "[Sql(\"demo\", \"SELECT * FROM customers WHERE company_size >= @minimumSize\")]", "[Sql(\"demo\", $\"SELECT * FROM customers WHERE company_size >= {minimumSize}\")]", "CS0120", "CS0103", "CS0182");
    }

    static IEnumerable<Mistake> SharedMutations()
    {
        const string kind = "shared mutation";
        foreach (var code in new[] { "shares.Clear();", "shares[\"x\"] = 1;", "shares.Remove(\"x\");", "var same = shares; same.Add(\"x\", 1);" })
            yield return In(kind, Programs.Orders, "=> Math.Abs(shares.Values.Sum() - 1) < 1e-9;", "{ " + code + " return Math.Abs(shares.Values.Sum() - 1) < 1e-9; }", "AQ1005");
        const string list = "[Operator] public static double Total(List<double> values, double[] weights) { ";
        foreach (var code in new[] { "values.Sort();", "values.Add(1);", "weights[0] = 2;", "Array.Sort(weights);" })
            yield return In(kind, Programs.Churn, "[Metric]", list + code + " return values.Sum() + weights.Sum(); }\n    [Metric]", "AQ1005");
        yield return In(kind, Programs.Churn, "        cancel.ThrowIf", "        _calls++;\n        cancel.ThrowIf", "AQ6004").With("    [Check(Severity.Error)]", "    static int _calls;\n    [Check(Severity.Error)]");
        yield return In(kind, Programs.Churn, "        cancel.ThrowIf", "        Seen.Add(features.Count);\n        cancel.ThrowIf", "AQ6004").With("    [Check(Severity.Error)]", "    static readonly List<int> Seen = [];\n    [Check(Severity.Error)]");
    }

    static Mistake With(this Mistake mistake, string before, string after)
    {
        Assert.True(mistake.Source.Contains(before, StringComparison.Ordinal), $"{mistake.Name}: the program holds no '{before}'.");
        return mistake with { Source = mistake.Source.Replace(before, after) };
    }
}
