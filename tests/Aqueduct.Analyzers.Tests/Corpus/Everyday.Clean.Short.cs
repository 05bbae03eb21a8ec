namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Short programs, each in a manner of its own, and the list of all.</summary>
static partial class Everyday
{
    const string Etl = """
        using Aqueduct;

        public record RawUser(long UserId, string? Email, DateTime SignedUp, string? Country, bool IsActive);
        public record CleanUser(long UserId, string Domain, int Days);

        public static partial class Etl
        {
            [Sql("shop", "select * from users where country in ('AT', 'DE', @country) order by user_id")]
            public static partial Table<RawUser> Extract(string country);

            [Operator]
            public static Table<CleanUser> Transform(Table<RawUser> users, RunContext run)
            {
                var today = run.LogicalTime.UtcDateTime;
                return users
                    .Where(u => u is { IsActive: true, Email: not null })
                    .Select(u => new CleanUser(u.UserId, u.Email!.Split('@')[^1], (today - u.SignedUp).Days));
            }

            [Save("mart", "clean_users", SaveMode.Replace)]
            public static partial void Load(Table<CleanUser> users);

            [Workflow("ETL", Schedule = "@daily", TimeZone = "UTC")]
            public static void Run(RunContext run, string country = "CH") => Load(Transform(Extract(country), run));
        }
        """;

    const string OneLine = """
        using static Flow;
        using Aqueduct;

        Console.WriteLine(Twice(Numbers(3)).Count);
        return await AqueductHost.RunAsync(args);

        static partial class Flow
        {
            [Operator] public static List<int> Numbers(int n) => Enumerable.Range(0, n).ToList();
            [Operator] public static List<int> Twice(List<int> numbers) => numbers.ConvertAll(n => 2 * n);
            [Workflow("Twice")] public static List<int> All(int n = 10) => Twice(Numbers(n));
        }
        """;

    const string Finance = """
        using Aqueduct;
        using Rates = System.Collections.Generic.Dictionary<string, decimal>;

        public record Invoice(string Number, string Currency, decimal Amount, DateOnly Due);
        public record Booked(string Number, decimal Euros, int DaysLate);

        public static partial class Invoices
        {
            [Read("lake", "invoices.csv")] public static partial Table<Invoice> Load();
            [Operator] public static Rates FetchRates(string source) => new() { ["EUR"] = 1m, ["USD"] = 0.9m, ["GBP"] = 1.2m + source.Length };
            [Operator] public static Table<Booked> Book(Table<Invoice> invoices, Rates rates, DateOnly today) =>
                invoices.Select(i => new Booked(i.Number, decimal.Round(i.Amount * rates[i.Currency], 2), Math.Max(0, today.DayNumber - i.Due.DayNumber)));
            [Metric, Bound(EqualTo = 0)] public static int Late(Table<Booked> booked) => booked.Count(b => b.DaysLate > 30);
            [Metric] public static decimal Total(Table<Booked> booked) => booked.Sum(b => b.Euros);
            [Check] public static bool Covers(decimal total, decimal least) => total >= least;
            [Write("lake", "booked-{source}.csv")] public static partial void Store(Table<Booked> booked, string source);

            [Workflow("Invoices", Schedule = "0 7 1 * *")]
            public static void Run(DateOnly today = default, decimal least = 100, string source = "ecb")
            {
                var rates = FetchRates(source);
                var booked = Book(Load(), rates, today);
                Late(booked);
                var total = Total(booked);
                Covers(total, least);
                Store(booked, source);
            }
        }
        """;

    const string Text = """
        using Aqueduct;
        using System.Text;
        using System.Text.RegularExpressions;

        public record Document(int Id, string Body);
        public record Term(int Id, string Word, double Weight);

        public static partial class TfIdf
        {
            static readonly Regex Word = new(@"\w+", RegexOptions.Compiled | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

            [Read("lake", "documents.json")] public static partial ValueTask<Table<Document>> Documents();

            [Operator]
            public static Table<Document> Normalise(Table<Document> documents)
            {
                var builder = new StringBuilder();
                return documents.Select(d =>
                {
                    builder.Clear();
                    foreach (var c in d.Body.Normalize(NormalizationForm.FormKD))
                        if (!char.IsPunctuation(c))
                            builder.Append(char.ToLowerInvariant(c));
                    return d with { Body = builder.ToString() };
                });
            }

            [Operator(Timeout = "10m")]
            public static Table<Term> Weigh(Table<Document> documents, CancellationToken cancel = default)
            {
                var inDocuments = new SortedDictionary<string, int>(StringComparer.Ordinal);
                var words = documents.Select(d => (d.Id, Words: Words(d.Body))).ToArray();
                foreach (var (_, set) in words)
                    foreach (var word in set.Distinct())
                        inDocuments[word] = inDocuments.TryGetValue(word, out var n) ? n + 1 : 1;
                cancel.ThrowIfCancellationRequested();
                return words.SelectMany(w => w.Words.GroupBy(x => x).Select(g => new Term(w.Id, g.Key, g.Count() * Math.Log((double)words.Length / inDocuments[g.Key])))).ToTable();
            }

            [Check(Severity.Error)] public static IReadOnlyList<bool> Finite(Table<Term> terms) => terms.Select(t => double.IsFinite(t.Weight)).ToArray();
            [Write("lake", "terms.parquet")] public static partial Task Store(Table<Term> terms);

            [Workflow("tf-idf")]
            public static async Task RunAsync()
            {
                var documents = await Documents();
                var terms = Weigh(Normalise(documents));
                Finite(terms);
                await Store(terms);
            }

            private static string[] Words(string text) => Word.Matches(text).Select(m => m.Value).ToArray();
        }
        """;

    const string Window = """
        using Aqueduct;

        public record Move(string Symbol, string Day, double Close, double? Before, double Average);

        public static partial class Windows
        {
            const string Query = "SELECT symbol, day, close, LAG(close) OVER (PARTITION BY symbol ORDER BY day) AS before, "
                + "AVG(close) OVER (PARTITION BY symbol ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS average FROM prices";

            [Sql("mart", Query)]
            public static partial Table<Move> Moves();

            [Operator] public static Table<Move> Large(Table<Move> moves, double share) => moves.Where(m => m.Before is { } b && Math.Abs(m.Close / b - 1) > share);

            [Save("mart", "moves", SaveMode.Append)] public static partial void Save(Table<Move> moves);

            [Workflow("Moves")]
            public static void Run(double share = 0.05) { Save(Large(Moves(), share)); }
        }
        """;

    const string Joined = """
        using Aqueduct;

        public record Spent(long UserId, string? Email, string Country, decimal? Revenue, DateTime? LastAt);

        public static partial class Joined
        {
            [Sql("shop", @"SELECT u.user_id, u.email, coalesce(u.country, 'XX') country, sum(e.revenue) revenue, max(e.at)::timestamp last_at
                FROM users u
                LEFT JOIN events e ON e.user_id = u.user_id AND e.kind = 'purchase'
                WHERE NOT EXISTS (SELECT 1 FROM experiments x WHERE x.user_id = u.user_id AND x.arm = @arm)
                GROUP BY u.user_id, u.email, u.country
                HAVING count(*) > @least")]
            public static partial Task<Table<Spent>> Load(string arm, int least);

            [Operator] public static Dictionary<string, decimal> ByCountry(Table<Spent> spent) => spent.GroupBy(s => s.Country).ToDictionary(g => g.Key, g => g.Sum(s => s.Revenue ?? 0));
            [Operator] public static decimal Largest(Dictionary<string, decimal> shares) => shares.Values.DefaultIfEmpty().Max();
            [Check] public static bool BelowHalf(decimal largest, Dictionary<string, decimal> shares) => largest <= shares.Values.Sum() / 2;

            [Workflow("Revenue by country", Timeout = "2h", KeepRuns = 10)]
            public static async Task<Dictionary<string, decimal>> Run(string arm = "b", int least = 0)
            {
                var shares = ByCountry(await Load(arm, least));
                BelowHalf(Largest(shares), shares);
                return shares;
            }
        }
        """;

    const string Struct = """
        using Aqueduct;

        public struct Sample { public int Id { get; init; } public float Value { get; init; } public override readonly string ToString() => $"{Id}: {Value}"; }
        public record Stats(float Mean, float Max, int Count);

        public interface ISource { Table<Sample> Read(); }

        public sealed class Lab(string name)
        {
            public string Name { get; } = name;

            [Operator]
            public static Table<Sample> Simulate(int count, RunContext? run = null) =>
                Enumerable.Range(0, count).Select(i => new Sample { Id = i, Value = (run ?? RunContext.Current).Random.NextSingle() }).ToTable();

            [Operator]
            public static ValueTask<Stats> Describe(Table<Sample> samples) =>
                ValueTask.FromResult(new Stats(samples.Average(s => s.Value), samples.Max(s => s.Value), samples.Count));

            [Check] public static bool Enough(Stats stats) => stats.Count > 10;

            [Workflow("Laboratory")]
            public static async ValueTask<Stats> Run(int count = 1_000)
            {
                var samples = Simulate(count);
                var stats = await Describe(samples);
                Enough(stats);
                return stats;
            }
        }
        """;

    const string Tuples = """
        using Aqueduct;

        public record Row(int Id, double X, int Label);
        public record Scored(int Id, double Score, int Label);

        public static partial class Learn
        {
            [Read("lake", "rows.csv")] public static partial Table<Row> Rows();
            [Operator] public static (Table<Row> Train, Table<Row> Test, int Seed) Split(Table<Row> rows) => (rows.Take(rows.Count / 2), rows.Skip(rows.Count / 2), 1);
            [Operator] public static double[] Train(Table<Row> rows, int seed) { var w = new double[2]; w[0] = seed; w[1] = rows.Count; return w; }
            [Operator] public static Table<Scored> Score(double[] weights, Table<Row> rows) => rows.Select(r => new Scored(r.Id, weights[0] + weights[1] * r.X, r.Label));

            [Metric, Bound(Above = 0.5, Severity = Severity.Error), Bound(AtLeast = 0.6)]
            public static double Auc(Table<Scored> scored)
            {
                var ranked = scored.OrderBy(s => s.Score).ToArray();
                double rank = 0, positives = 0;
                for (var i = 0; i < ranked.Length; i++)
                {
                    if (ranked[i].Label != 1) continue;
                    rank += i + 1;
                    positives++;
                }

                return positives == 0 ? 0.5 : (rank - positives * (positives + 1) / 2) / (positives * Math.Max(1, ranked.Length - positives));
            }

            [Save("mart", "scored", SaveMode.Replace)] public static partial void Save(Table<Scored> scored);

            [Workflow("Learn")]
            public static void Run(double gate = 0.7)
            {
                (var train, var test, var seed) = Split(Rows());
                double[] weights = Train(train, seed);
                Table<Scored> scored = Score(rows: test, weights: weights);
                var auc = Auc(scored);
                if (auc > gate) Save(scored); else { _ = Train(test, seed); }
            }
        }
        """;

    const string Quantiles = """
        using Aqueduct;

        public record Latency(string Service, double Millis);
        public record Slo(string Service, double P99, bool Met);

        /// <summary>Two workflows over one source, the second after the first.</summary>
        public static partial class Slos
        {
            [Read("lake", "latency-{day}.csv")]
            public static partial Table<Latency> Load(string day);

            [Operator(Description = "99th percentile of each service")]
            public static Table<Slo> Judge(Table<Latency> latencies, double limit) =>
                (from l in latencies
                 group l.Millis by l.Service into g
                 let sorted = g.Order().ToArray()
                 let p99 = sorted[(int)(0.99 * (sorted.Length - 1))]
                 orderby g.Key
                 select new Slo(g.Key, p99, p99 <= limit)).ToTable();

            [Operator] public static string Headline(Table<Slo> slos) => slos.All(s => s.Met) ? "all met" : "missed: " + string.Join(", ", slos.Where(s => !s.Met).Select(s => s.Service));
            [Write("lake", "slo.json")] public static partial void Store(Table<Slo> slos);
            [Write("lake", "headline.txt")] public static partial void StoreText(string text);

            [Workflow("SLO", Schedule = "0 1 * * *")]
            public static void Run(string day = "yesterday", double limit = 250)
            {
                var slos = Judge(Load(day), limit);
                Store(slos);
            }

            [Workflow("SLO headline", After = "SLO")]
            public static void Tell(string day = "yesterday") => StoreText(Headline(Judge(Load(day), 250)));
        }
        """;

    /// <summary>Thirty programs about which nobody may complain.</summary>
    public static IReadOnlyDictionary<string, string> Clean { get; } = new Dictionary<string, string>
    {
        ["funnel"] = Funnel,
        ["A/B test"] = AbTest,
        ["survey"] = Survey,
        ["prices"] = Prices,
        ["sessions"] = Sessions,
        ["reviews"] = Reviews,
        ["cohorts"] = Cohorts,
        ["forecasts"] = Forecasts,
        ["stations"] = Stations,
        ["parts"] = Parts,
        ["gate"] = Gate,
        ["loop"] = Loop,
        ["grid search"] = Grid,
        ["asynchronous map"] = AsyncMap,
        ["images"] = Images,
        ["models"] = Models,
        ["streams"] = Streams,
        ["nested data"] = Nested,
        ["generic library"] = Library,
        ["Main of its own"] = Own,
        ["quality"] = Quality,
        ["ETL"] = Etl,
        ["one line"] = OneLine,
        ["finance"] = Finance,
        ["text"] = Text,
        ["window functions"] = Window,
        ["joins"] = Joined,
        ["struct rows"] = Struct,
        ["tuples"] = Tuples,
        ["query syntax"] = Quantiles,
    };
}
