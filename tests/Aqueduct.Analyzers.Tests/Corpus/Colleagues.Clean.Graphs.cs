namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Programs with loops, branches, parts and generics.</summary>
static partial class Colleagues
{
    const string Folds = """
        using Aqueduct;

        public record Row(int Id, double X, double Y);
        public record Fold(int Number, Table<Row> Train, Table<Row> Test);
        public record Score(int Fold, double Loss);

        public static partial class CrossValidation
        {
            [Read("drop", "rows.parquet")] public static partial Table<Row> Rows();
            [Operator] public static List<Fold> Folds(Table<Row> rows, int k) => [.. Enumerable.Range(0, k).Select(i => new Fold(i, rows.Where(r => r.Id % k != i), rows.Where(r => r.Id % k == i)))];
            [Operator] public static double Train(Fold fold, double ridge) => fold.Train.Sum(r => r.X * r.Y) / (fold.Train.Sum(r => r.X * r.X) + ridge);
            [Operator] public static Score Test(Fold fold, double slope) => new(fold.Number, fold.Test.Average(r => Math.Pow(r.Y - slope * r.X, 2)));
            [Operator] public static Table<Score> Gather(IReadOnlyList<IReadOnlyList<Score>> scores) => scores.SelectMany(s => s).ToTable();
            [Operator] public static double[] Ridges() => [0.1, 1, 10];
            [Save("local", "scores", SaveMode.Replace)] public static partial void Save(Table<Score> scores);

            [Workflow("Cross-validation")]
            public static void Run(int k = 5)
            {
                var folds = Folds(Rows(), k);
                var scores = Map.Each(Ridges(), ridge => Map.Each(folds, fold => Test(fold, Train(fold, ridge)), maxParallel: 2));
                Save(Gather(scores));
            }
        }
        """;

    const string SubFlow = """
        using Aqueduct;

        public record Item(int Id, string Text);
        public record Token(int Id, string Word);

        public static partial class Tokens
        {
            [Operator] public static Table<Token> Split(Table<Item> items) => items.SelectMany(i => i.Text.Split(' ').Select(w => new Token(i.Id, w))).ToTable();
            [Operator] public static Table<Token> Lower(Table<Token> tokens) => tokens.Select(t => t with { Word = t.Word.ToLowerInvariant() });

            [Workflow("Tokenise")]
            public static Table<Token> Tokenise(Table<Item> items) => Lower(Split(items));
        }

        public static partial class Main1
        {
            [Read("drop", "items.csv")] public static partial Table<Item> Items();
            [Save("local", "tokens", SaveMode.Replace)] public static partial void Save(Table<Token> tokens);
            [Metric] public static int Words(Table<Token> tokens) => tokens.Select(t => t.Word).ToArray().Distinct().Count();

            [Workflow("Tokens", Schedule = "@hourly")]
            public static void Run(bool store = true)
            {
                var tokens = Tokens.Tokenise(Items());
                if (Words(tokens) > 0 && store)
                    Save(tokens);
            }

            [Workflow("Token statistics", After = "Tokens")]
            public static int Count()
            {
                var items = Items();
                var tokens = Tokens.Tokenise(items);
                return Largest(tokens);
            }

            [Operator] public static int Largest(Table<Token> tokens) => tokens.Max(t => t.Word.Length);
        }
        """;

    const string Branches = """
        using Aqueduct;

        public record Sale(string Shop, double Amount);

        public static partial class Shops
        {
            [Read("drop", "sales.csv")] public static partial Table<Sale> Sales();
            [Operator] public static string[] Names(Table<Sale> sales) => sales.Select(s => s.Shop).ToArray().Distinct().Order(StringComparer.Ordinal).ToArray();
            [Operator] public static Table<Sale> Of(Table<Sale> sales, string shop) => sales.Where(s => s.Shop == shop);
            [Check] public static bool Enough(Table<Sale> sales, int least) => sales.Count >= least;
            [Metric] public static double Total(Table<Sale> sales) => sales.Sum(s => s.Amount);
            [Write("drop", "shops/{shop}.csv")] public static partial void Store(Table<Sale> sales, string shop);
            [Write("drop", "small/{shop}.csv")] public static partial void Small(Table<Sale> sales, string shop);

            [Workflow("Shops")]
            public static void Run(int least = 10, double big = 1e4)
            {
                var sales = Sales();
                foreach (var shop in Names(sales))
                {
                    var mine = Of(sales, shop);
                    var total = Total(mine);
                    if (Enough(mine, least) || total > big)
                        Store(mine, shop);
                    else if (total > 0)
                        Small(mine, shop);
                }
            }
        }
        """;

    const string Generic = """
        using Aqueduct;

        public static class Frames<TRow> where TRow : notnull
        {
            [Operator] public static Table<TRow> Head(Table<TRow> rows, int count = 10) => rows.Take(count);
            [Check(Severity.Error)] public static bool NotEmpty(Table<TRow> rows) => rows.Count > 0;
        }

        public static class Lists
        {
            [Operator] public static IReadOnlyList<Table<T>> Chunks<T>(Table<T> rows, int size) => [.. rows.Chunk(size).Select(c => c.ToTable())];
            [Operator] public static Table<T> Union<T>(IReadOnlyList<Table<T>> parts) => parts.SelectMany(p => p).ToTable();
            [Metric] public static int Rows<T>(Table<T> rows) => rows.Count;
        }

        public record Event(Guid Id, DateTimeOffset At, string Kind);

        public static partial class Events
        {
            [Read("drop", "events.json")] public static partial Table<Event> Load();
            [Operator] public static Table<Event> Kind(Table<Event> events, string kind) => events.Where(e => string.Equals(e.Kind, kind, StringComparison.OrdinalIgnoreCase));
            [Write("drop", "events.out.json")] public static partial void Store(Table<Event> events);

            [Workflow("Events")]
            public static void Run(string kind = "click", int size = 1000)
            {
                var events = Load();
                Frames<Event>.NotEmpty(events);
                var parts = Map.Each(Lists.Chunks(events, size), part => Kind(part, kind));
                var all = Lists.Union(parts);
                Lists.Rows(all);
                Store(Frames<Event>.Head(all));
            }
        }
        """;

    const string Cached = """
        using Aqueduct;

        public record Doc(int Id, string Body);
        public record Vector(int Id, float[] Values);

        public static class Embeddings
        {
            private static readonly char[] Separators = [' ', ',', '.'];
            private const int Dimensions = 16;

            [Operator] public static List<Doc> Docs(int count) => [.. Enumerable.Range(0, count).Select(i => new Doc(i, $"text {i}"))];

            [Operator(Cache = true, Timeout = "1m", Cpu = 2, Memory = "2Gi", Gpu = 0)]
            public static List<Vector> Embed(List<Doc> docs, RunContext? run = null)
            {
                var context = run ?? RunContext.Current;
                var vectors = new List<Vector>();
                foreach (var doc in docs)
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    var values = new float[Dimensions];
                    foreach (var word in doc.Body.Split(Separators))
                        values[word.Length % Dimensions] += 1f;
                    vectors.Add(new Vector(doc.Id, values));
                }
                return vectors;
            }

            [Operator] public static float[] Centre(List<Vector> vectors)
            {
                var centre = new float[Dimensions];
                foreach (var vector in vectors)
                    for (var i = 0; i < centre.Length; i++)
                        centre[i] += vector.Values[i] / vectors.Count;
                return centre;
            }

            [Metric, Bound(AtLeast = 0)] public static double Norm(float[] centre) => Math.Sqrt(centre.Sum(c => c * c));

            [Workflow("Embeddings")]
            public static float[] Run(int count = 10) { var centre = Centre(Embed(Docs(count))); Norm(centre); return centre; }
        }
        """;

    const string Chain = """
        using Aqueduct;

        public record Load(int Id, double Value);

        public static partial class Nightly
        {
            [Read("drop", "loads.csv")] public static partial Table<Load> Loads();
            [Operator] public static Table<Load> Clean(Table<Load> loads) => loads.Where(l => double.IsFinite(l.Value)).DistinctBy(l => l.Id);
            [Save("local", "loads", SaveMode.Replace)] public static partial void Save(Table<Load> loads);
            [Sql("local", "SELECT sensor_id AS id, AVG(value) AS value FROM readings WHERE value IS NOT NULL GROUP BY sensor_id HAVING COUNT(*) > 1")] public static partial Table<Averaged> Saved();
            [Save("local", "top", SaveMode.Replace)] public static partial void SaveTop(Table<Averaged> loads);

            [Workflow("Nightly load", Schedule = "0 2 * * *", Timeout = "3h")]
            public static void First() => Save(Clean(Loads()));

            [Workflow("Nightly top", After = "Nightly load")]
            public static void Second() { var saved = Saved(); SaveTop(saved); }

            [Workflow("Nightly check", After = "Nightly top", Timeout = "10m")]
            public static void Third() { var saved = Saved(); Expect.NotNull(saved, s => s.Value, Severity.Warning); }
        }

        public record Averaged(int Id, double? Value);
        """;

    const string Services = """
        using Aqueduct;
        using Microsoft.Extensions.DependencyInjection;

        public interface IRates { decimal Of(string currency); }
        internal sealed class FixedRates : IRates { public decimal Of(string currency) => currency == "EUR" ? 1m : 1.1m; }
        public record Amount(string Currency, decimal Value);

        public sealed partial class Converter(IRates rates)
        {
            [Services] internal static void Add(IServiceCollection services) => services.AddSingleton<IRates, FixedRates>();
            [Operator] public static List<Amount> Amounts(int n) => Enumerable.Range(1, n).Select(i => new Amount("USD", i)).ToList();
            [Operator] public List<Amount> Convert(List<Amount> amounts) => amounts.ConvertAll(a => new Amount("EUR", a.Value * rates.Of(a.Currency)));
            [Operator] public static decimal Sum(List<Amount> amounts) { var total = 0m; amounts.ForEach(a => total += a.Value); return total; }
            [Workflow("Convert")] public decimal Run(int n = 10) => Sum(Convert(Amounts(n)));
        }
        """;
}
