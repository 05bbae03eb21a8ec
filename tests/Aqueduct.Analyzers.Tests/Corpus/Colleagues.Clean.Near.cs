namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Programs that come near to a mistake and make none.</summary>
static partial class Colleagues
{
    const string NearCron = """
        using Aqueduct;
        public static class Crons
        {
            [Operator] public static string Text(string of) => of;
            [Workflow("Last weekday", Schedule = "0 8 LW * *", TimeZone = "America/New_York")] public static string A() => Text("a");
            [Workflow("Third Friday", Schedule = "30 16 * * FRI#3")] public static string B() => Text("b");
            [Workflow("Leap day", Schedule = "0 0 29 2 *", Timeout = "20h")] public static string C() => Text("c");
            [Workflow("Office hours", Schedule = "*/10 8-17 * * MON-FRI", Timeout = "9m")] public static string D() => Text("d");
            [Workflow("Two o'clocks", Schedule = "0 2,14 * * *", Timeout = "11h", Overlap = Overlap.Queue)] public static string E() => Text("e");
            [Workflow("Long and side by side", Schedule = "@hourly", Timeout = "5h", Overlap = Overlap.Parallel)] public static string F() => Text("f");
        }
        """;

    const string NearQuantity = """
        using Aqueduct;
        public static class Amounts
        {
            [Operator(Memory = "512Mi", Cpu = 0.25)] public static int A(int n) => n + 1;
            [Operator(Memory = "1.5Gi", Cpu = 2.5)] public static int B(int n) => n + 2;
            [Operator(Memory = "4G", Gpu = 1, Image = "registry.example.org:5000/team/model:2026.1")] public static int C(int n) => n * 2;
            [Operator(Memory = "800M", Timeout = "1d", Retries = 0)] public static int D(int a, int b, int c) => a * b * c;
            [Workflow("Amounts", Timeout = "2d")] public static int Run(int n = 1) => D(A(n), B(n), C(n));
        }
        """;

    const string NearSql = """"
        using Aqueduct;
        public record Row(string Name, string Note, int Share);
        public static partial class Queries
        {
            const string From = " FROM accounts a ";
            [Sql("crm", "SELECT name, 'it''s @ home' AS note, 100 AS share" + From + "WHERE name LIKE '%' || @part || '%' -- and @no parameter")]
            public static partial Table<Row> Named(string part);
            [Sql("crm", """
                SELECT a.name AS name, COALESCE(a.plan, '{none}') AS note, CAST(COUNT(*) AS integer) AS share
                FROM accounts AS a LEFT JOIN invoices i USING (account_id)
                WHERE a.created_at::date >= @since AND a.name <> ''
                GROUP BY a.name, a.plan
                """)]
            public static partial Table<Row> Since(DateOnly since);
            [Operator] public static Table<Row> Both(Table<Row> a, Table<Row> b) => a.Concat(b);
            [Write("drop", "both.csv")] public static partial void Store(Table<Row> rows);
            [Workflow("Near SQL")] public static void Run(string part = "a", DateOnly since = default) => Store(Both(Named(part), Since(since)));
        }
        """";

    const string NearMutation = """
        using Aqueduct;
        public sealed class State { public int Count { get; set; } public List<int> Seen { get; } = []; }
        public static class Quiet
        {
            sealed class Tally { readonly Dictionary<string, int> _counts = []; public void Add(string word) => _counts[word] = _counts.GetValueOrDefault(word) + 1; public Dictionary<string, int> Done() => _counts; }
            [Operator] public static string[] Words(string text) => text.Split(' ');
            [Operator] public static Dictionary<string, int> Count(string[] words) { var tally = new Tally(); foreach (var word in words) tally.Add(word); return tally.Done(); }
            [Operator] public static State Last(Dictionary<string, int> counts) { var state = new State(); foreach (var (_, n) in counts) { state.Count += n; state.Seen.Add(n); } return state; }
            [Operator] public static string[] Upper(string[] words) { words = words.ToArray(); for (var i = 0; i < words.Length; i++) words[i] = words[i].ToUpperInvariant(); return words; }
            [Operator] public static List<int> Lengths(string[] words) { var lengths = new List<int>(); Array.ForEach(words, w => lengths.Add(w.Length)); lengths.RemoveAll(l => l == 0); return lengths; }
            [Operator] public static int[] Histogram(List<int> lengths) { var bins = new int[10]; foreach (var l in lengths) Interlocked.Increment(ref bins[l % 10]); ref var first = ref bins[0]; first = 0; return bins; }
            [Operator] public static string Next(string[] words, int[] bins) { var (best, at) = (0, 0); foreach (ref readonly var bin in bins.AsSpan()) { at++; if (bin > best) best = at; } words = [.. words, "end"]; words[0] = "start"; return words[best % words.Length]; }
            [Operator] public static string Sorted(string[] words) { Span<string> span = [.. words]; span.Sort(StringComparer.Ordinal); span.Reverse(); return string.Concat(span.ToArray()); }
            [Check] public static bool Some(State state) => state.Count > 0;
            [Workflow("Quiet")] public static string Run(string text = "a b")
            {
                var words = Words(text);
                Some(Last(Count(words)));
                var upper = Upper(words);
                var bins = Histogram(Lengths(words));
                _ = Sorted(upper);
                return Next(upper, bins);
            }
        }
        """;

    const string NearDead = """
        using Aqueduct;
        public static class Used
        {
            [Operator] public static (int A, int B) Two(int n) => (n, n + 1);
            [Operator] public static int Sum(int a, int b) => a + b;
            [Operator] public static void Notify(int sum) => Console.WriteLine(sum);
            [Check] public static bool Even(int n) => n % 2 == 0;
            [Workflow("Part")] public static (int A, int B) Part(int n) { var (a, b) = Two(n); return (a, b); }
            [Workflow("Effects")] public static int Effects(int n) { Notify(n); return Sum(n, 1); }
            [Workflow("Used")] public static void Run(int n = 2)
            {
                var (a, _) = Part(n);
                var (_, b) = Two(a);
                var both = Two(b);
                _ = Effects(n);
                Notify(Sum(both.A, both.B));
                if (Even(a)) { var late = Sum(a, b); Notify(late); }
            }
        }
        """;

    const string NearDuplicate = """
        using Aqueduct;
        public record Row(int SensorId, string Day, double Mean);
        public static partial class A
        {
            [Read("drop", "a.csv")] public static partial Table<Row> Load();
            [Save("local", "daily", SaveMode.Append)] public static partial void Save(Table<Row> rows);
            [Workflow("Load a", Schedule = "@daily")] public static void Run() => Save(Load());
        }
        public static partial class B
        {
            [Read("drop", "b.csv")] public static partial Table<Row> Load();
            [Save("local", "daily_b", SaveMode.Replace)] public static partial void Save(Table<Row> rows);
            [Save("demo", "daily", SaveMode.Replace)] public static partial void Copy(Table<Row> rows);
            [Metric, Bound(AtLeast = 1, Severity = Severity.Error), Bound(AtLeast = 10, Severity = Severity.Warning)] public static int Rows(Table<Row> rows) => rows.Count;
            [Workflow("Load b", Schedule = "@daily")] public static void Run(bool copy = false) { var rows = Load(); Rows(rows); if (copy) Copy(rows); else Save(rows); }
        }
        """;

    const string NearResource = """
        using Aqueduct;
        public record Customer(int CustId, int NUsers);
        public static partial class Demo
        {
            const string Store = "local";
            [Sql("DEMO", "SELECT cust_id, n_users FROM customers")] public static partial Table<Customer> Customers();
            [Save(Store, "customers_" + "copy", SaveMode.Fail)] public static partial void Save(Table<Customer> customers);
            [Workflow("Copy")] public static void Run() => Save(Customers());
        }
        """;

    const string Records = """
        using Aqueduct;
        using System.Text.Json.Nodes;
        public abstract record Shape(string Name);
        public sealed record Circle(string Name, double Radius) : Shape(Name);
        public record struct Box(double Width, double Height);
        public record Config(string Name, Box Box, Circle? Circle, Dictionary<Guid, List<Box>> ByKey, int? Limit = null);
        public class Wrapper<T> { public T? Value { get; set; } public DateTime At { get; set; } }
        public static class Shapes
        {
            [Operator] public static Config Parse(string name) => new(name, new(1, 2), null, []);
            [Operator] public static Wrapper<Config> Wrap(Config config, RunContext? run = null) => new() { Value = config, At = (run ?? RunContext.Current).LogicalTime.UtcDateTime };
            [Operator] public static double Area(Wrapper<Config> config) => config.Value is { Box: var (w, h) } ? w * h : 0;
            [Metric] public static double Positive(double area) => area;
            [Workflow("Shapes")] public static double Run(string name = "x") { var area = Area(Wrap(Parse(name))); Positive(area); return area; }
        }
        """;

    const string Async = """
        using Aqueduct;
        public record Tick(int Id, double Value);
        public static class Ticks
        {
            [Operator] public static async IAsyncEnumerable<int> Source(int n, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
            { for (var i = 0; i < n; i++) { await Task.Delay(1, cancel); yield return i; } }
            [Operator] public static async ValueTask<Table<Tick>> Collect(IReadOnlyList<int> ids) { await Task.Yield(); return ids.Select(i => new Tick(i, i)).ToTable(); }
            [Check] public static async Task<bool> Ok(Table<Tick> ticks) { await Task.CompletedTask; return ticks.Count > 0; }
            [Operator] public static int[] Ids(int n) => [.. Enumerable.Range(0, n)];
            [Operator(Timeout = "2s")] public static async Task<int> Twice(int id, CancellationToken cancel = default) { using var gate = new SemaphoreSlim(1); await gate.WaitAsync(cancel); try { return 2 * id; } finally { gate.Release(); } }
            [Workflow("Ticks")] public static async Task<Table<Tick>> Run(int n = 3)
            {
                var twice = await Map.EachAsync(Ids(n), id => Twice(id));
                var table = await Collect(twice);
                await Ok(table);
                return table;
            }
        }
        """;

    const string Loops = """
        using Aqueduct;
        public record Msg(string To, string Text);
        public sealed partial class Mailer(TimeProvider time)
        {
            [Operator] public static Dictionary<string, List<string>> Groups(string text) => text.Split(';').GroupBy(t => t[..1]).ToDictionary(g => g.Key, g => g.ToList());
            [Operator] public static List<Msg> Messages(Dictionary<string, List<string>> groups)
            {
                var messages = new List<Msg>();
                foreach (var (to, texts) in groups) { var sorted = texts.Order().ToList(); sorted.Insert(0, "Hello"); messages.Add(new Msg(to, string.Join(' ', sorted))); }
                return messages;
            }
            [Operator] public Msg Stamp(Msg message) => message with { Text = $"{time.GetUtcNow():O} {message.Text}" };
            [Operator] public static void Send(Msg message, int attempt) => Console.WriteLine((message.To, attempt));
            [Check] public static bool Short(Msg message) => message.Text.Length < 1000;
            [Workflow("Mail")] public void Run(string text = "a;b", int attempt = 1)
            {
                foreach (var message in Messages(Groups(text)))
                {
                    var stamped = Stamp(message);
                    if (!Short(stamped)) Send(stamped, attempt); else Send(message, 0);
                }
            }
        }
        """;

    public static IReadOnlyDictionary<string, string> Clean { get; } = new Dictionary<string, string>
    {
        [nameof(Overdue)] = Overdue,
        [nameof(Daily)] = Daily,
        [nameof(Csv)] = Csv,
        [nameof(Presets)] = Presets,
        [nameof(TwoSources)] = TwoSources,
        [nameof(Partials)] = Partials,
        [nameof(Matrices)] = Matrices,
        [nameof(Copies)] = Copies,
        [nameof(Bytes)] = Bytes,
        [nameof(Tuples)] = Tuples,
        [nameof(Local)] = Local,
        [nameof(Interfaces)] = Interfaces,
        [nameof(Sealed)] = Sealed,
        [nameof(Folds)] = Folds,
        [nameof(SubFlow)] = SubFlow,
        [nameof(Branches)] = Branches,
        [nameof(Generic)] = Generic,
        [nameof(Cached)] = Cached,
        [nameof(Chain)] = Chain,
        [nameof(Services)] = Services,
        [nameof(NearCron)] = NearCron,
        [nameof(NearQuantity)] = NearQuantity,
        [nameof(NearSql)] = NearSql,
        [nameof(NearMutation)] = NearMutation,
        [nameof(NearDead)] = NearDead,
        [nameof(NearDuplicate)] = NearDuplicate,
        [nameof(NearResource)] = NearResource,
        [nameof(Records)] = Records,
        [nameof(Async)] = Async,
        [nameof(Loops)] = Loops,
    };
}
