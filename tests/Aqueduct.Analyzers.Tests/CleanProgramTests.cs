namespace Aqueduct.Analyzers.Tests;

/// <summary>A false alarm costs more than a miss: programs as people write them, in many styles, are free of diagnostics of every kind.</summary>
public class CleanProgramTests
{
    public static TheoryData<string, string> Programs => new()
    {
        { "LINQ over a table", "[Operator(Cache = true)] public static Table<Row> A(Table<Row> rows) => rows.Where(r => r.Value > 0).ToTable();" },
        { "a loop that collects", "[Operator] public static List<double> A(Table<Row> rows) { var found = new List<double>(); foreach (var row in rows) if (row.Value > 0) found.Add(row.Value); found.Sort(); return found; }" },
        { "an array of its own", "[Operator] public static double[] A(double[] x) { var y = new double[x.Length]; for (var i = 0; i < x.Length; i++) y[i] = x[i] * 2; Array.Sort(y); return y; }" },
        { "a copy that is sorted", "[Operator] public static double A(double[] x) { var copy = (double[])x.Clone(); Array.Sort(copy); return copy[copy.Length / 2]; }" },
        { "a dictionary that counts", "[Operator(Cache = true)] public static Dictionary<string, int> A(List<string> words) { var n = new Dictionary<string, int>(); foreach (var w in words) n[w] = n.GetValueOrDefault(w) + 1; return n; }" },
        { "a generic operator", "[Operator] public static Table<T> A<T>(Table<T> rows, int n) => rows.Take(n).ToTable();" },
        { "a recursive helper", "[Operator(Cache = true)] public static long A(int n) => Fib(n); static long Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);" },
        { "helpers that call each other", "[Operator(Cache = true)] public static bool A(int n) => Even(n); static bool Even(int n) => n == 0 || Odd(n - 1); static bool Odd(int n) => n != 0 && Even(n - 1);" },
        { "a seeded generator", "[Operator(Cache = true)] public static double A(int seed) { var random = new Random(seed); var sum = 0.0; for (var i = 0; i < 10; i++) sum += random.NextDouble(); return sum; }" },
        { "a stopwatch for the log", "[Operator(Cache = true)] public static double A(double x) { var watch = System.Diagnostics.Stopwatch.StartNew(); var y = Math.Sqrt(x); Console.WriteLine(watch.ElapsedMilliseconds); return y; }" },
        { "date arithmetic", "[Operator(Cache = true)] public static int A(DateTime from, DateTime to) => (to.Date - from.Date).Days + new DateTime(2024, 1, 1).DayOfYear;" },
        { "an await with its token", "[Operator(Timeout = \"90s\", Retries = 2)] public static async Task<int> A(int x, CancellationToken cancel = default) { await Task.Delay(1, cancel).ConfigureAwait(false); return x; }" },
        { "tasks that run together", "[Operator] public static async Task<int[]> A(List<int> xs) { var tasks = xs.Select(async x => { await Task.Yield(); return x; }).ToArray(); return await Task.WhenAll(tasks); }" },
        { "results after they were awaited", "[Operator] public static async Task<int> A(int x) { var a = Task.FromResult(x); var b = Task.FromResult(2); await Task.WhenAll(a, b); return a.Result + b.Result; }" },
        { "a ValueTask", "[Operator] public static ValueTask<double> A(double x) => new(x * 2);" },
        { "a parallel loop with places", "[Operator] public static double[] A(double[] x) { var y = new double[x.Length]; Parallel.For(0, x.Length, i => y[i] = x[i] * x[i]); return y; }" },
        { "a parallel sum with a lock", "[Operator] public static double A(double[] x) { var sum = 0.0; var gate = new object(); Parallel.ForEach(x, () => 0.0, (v, _, own) => own + v, own => { lock (gate) sum += own; }); return sum; }" },
        { "a concurrent collection", "[Operator] public static int A(int[] x) { var seen = new System.Collections.Concurrent.ConcurrentDictionary<int, int>(); Parallel.ForEach(x, v => seen.TryAdd(v, v)); return seen.Count; }" },
        { "constants and tables", "const int Limit = 3; static readonly double[] Weights = [1, 2, 3]; [Operator(Cache = true)] public static double A(int i) => Weights[Math.Min(i, Limit - 1)];" },
        { "a table made once", "static int[]? primes; [Operator(Cache = true)] public static int A(int i) { primes ??= [2, 3, 5]; return primes[i]; }" },
        { "records by with", "public record Model(double Bias, double Slope); [Operator] public static Model A(Model model) => model with { Bias = 0 };" },
        { "a class that is built up", "public class Fit { public double Bias { get; set; } public List<double> Weights { get; set; } = []; } [Operator] public static Fit A(Table<Row> rows) { var fit = new Fit { Bias = 1 }; fit.Weights.Add(rows.Count); fit.Bias += 1; return fit; }" },
        { "named outputs", "[Operator] public static (Table<Row> train, Table<Row> test) A(Table<Row> rows, double share) => (rows.Take((int)(rows.Count * share)).ToTable(), rows);" },
        { "text that is built", "[Operator(Cache = true)] public static string A(List<string> words) { var text = new System.Text.StringBuilder(); foreach (var word in words) text.Append(word).Append(' '); return text.ToString(); }" },
        { "a local function", "[Operator(Cache = true)] public static int A(int x) { return Twice(x) + Twice(1); static int Twice(int y) => y * 2; }" },
        { "files where nothing is cached", "[Operator] public static int A(string path) => System.IO.File.ReadAllLines(path).Length;" },
        { "checks and bounds", "[Check(Severity.Error)] public static bool A(Table<Row> rows) => rows.All(r => r.Value >= 0); [Metric, Bound(AtLeast = 1), Bound(Below = 100, Severity = Severity.Error)] public static int B(Table<Row> rows) => rows.Count;" },
        { "a chain of workflows", "[Workflow(\"Load\", Schedule = \"0 3 * * *\", TimeZone = \"Europe/Berlin\", Overlap = Overlap.Queue, Timeout = \"1h\", KeepRuns = 30)] public static void A() { var rows = Clean(Rows()); AreValid(rows); SaveRows(rows); } [Workflow(\"Score\", After = \"Load\")] public static void B(double by = 2) { var rows = Scale(Rows(), by); Mean(rows); SaveRows(rows); }" },
        { "logging with a run", "[Operator(Cache = true)] public static double A(double x, RunContext? run = null) { Console.WriteLine(run!.RunId + DateTime.UtcNow); return x * run.LogicalTime.Day; }" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public Task A_program_is_free_of_diagnostics(string style, string members)
    {
        Assert.NotEmpty(style);
        return Verify.WithoutStubs(members);
    }
}
