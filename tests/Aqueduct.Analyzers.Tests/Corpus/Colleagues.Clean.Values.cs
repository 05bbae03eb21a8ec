namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Programs whose values are no tables, and whose operators change only what is their own.</summary>
static partial class Colleagues
{
    const string Matrices = """
        using Aqueduct;

        public sealed record Layer(double[] Weights, double Bias);
        public sealed record Network(IReadOnlyList<Layer> Layers, string Activation);

        public static class Nets
        {
            [Operator] public static Network Initial(int inputs, int layers) =>
                new([.. Enumerable.Range(0, layers).Select(i => new Layer(Enumerable.Repeat(0.1 * i, inputs).ToArray(), 0))], "relu");

            [Operator]
            public static Network Normalised(Network network)
            {
                var layers = network.Layers.Select(l => l with { Weights = [.. l.Weights] }).ToList();
                foreach (var layer in layers)
                {
                    var norm = Math.Sqrt(layer.Weights.Sum(w => w * w));
                    var copy = layer.Weights.ToArray();
                    for (var i = 0; i < copy.Length; i++)
                        copy[i] /= norm + 1;
                }

                return network with { Layers = layers };
            }

            [Operator]
            public static double[] Sorted(double[] values)
            {
                var mine = (double[])values.Clone();
                Array.Sort(mine);
                Array.Reverse(mine);
                return mine;
            }

            [Operator] public static double[] Flat(Network network) => network.Layers.SelectMany(l => l.Weights).ToArray();
            [Metric] public static double Largest(double[] values) => values.Length == 0 ? 0 : values.Max();

            [Workflow("Network")]
            public static double[] Run(int inputs = 4, int layers = 3)
            {
                var network = Initial(inputs, layers);
                var flat = Flat(Normalised(network));
                var sorted = Sorted(flat);
                Largest(sorted);
                return sorted;
            }
        }
        """;

    const string Copies = """
        using Aqueduct;
        using System.Runtime.InteropServices;
        using System.Text;

        public sealed class Basket { public string Owner { get; set; } = ""; public List<string> Items { get; set; } = []; public Dictionary<string, double> Prices { get; set; } = new(); }

        public static class Baskets
        {
            [Operator] public static List<Basket> Load(int n) => [.. Enumerable.Range(0, n).Select(i => new Basket { Owner = $"o{i}", Items = { "tea" } })];
            [Operator] public static List<string> Names(List<Basket> baskets)
            {
                var names = new List<string>(baskets.Count);
                baskets.ForEach(b => names.Add(b.Owner));
                names.Sort(StringComparer.Ordinal);
                return names;
            }

            [Operator] public static List<Basket> Doubled(List<Basket> baskets)
            {
                var copies = baskets.Select(b => new Basket { Owner = b.Owner, Items = [.. b.Items], Prices = new(b.Prices) }).ToList();
                foreach (var copy in copies)
                {
                    copy.Items.Add("sugar");
                    copy.Prices["tea"] = 2;
                }
                return copies;
            }

            [Operator] public static Dictionary<string, List<string>> ByItem(List<Basket> baskets)
            {
                Dictionary<string, List<string>> owners = [];
                foreach (var basket in baskets)
                    foreach (var item in basket.Items)
                        (owners.TryGetValue(item, out var list) ? list : owners[item] = []).Add(basket.Owner);
                return owners;
            }

            [Operator] public static string Text(List<string> names)
            {
                var text = new StringBuilder();
                foreach (var name in names) text.Append(name).Append(';');
                text.Replace(";;", ";").Remove(0, 0);
                return text.ToString();
            }

            [Operator] public static List<string> Shuffled(List<string> names, RunContext? run = null)
            {
                var copy = names.ToList();
                (run ?? RunContext.Current).Random.Shuffle(CollectionsMarshal.AsSpan(copy));
                return copy;
            }

            [Check] public static bool Any(List<string> names) => names.Count > 0;

            [Workflow("Baskets")]
            public static string Run(int n = 3)
            {
                var baskets = Load(n);
                var doubled = Doubled(baskets);
                var names = Names(doubled);
                Any(names);
                _ = ByItem(baskets);
                return Text(Shuffled(names));
            }
        }
        """;

    const string Bytes = """
        using Aqueduct;
        using System.Buffers.Binary;
        using System.Security.Cryptography;

        public static class Blobs
        {
            [Operator] public static byte[] Make(int size, RunContext? run = null) { var bytes = new byte[size]; (run ?? RunContext.Current).Random.NextBytes(bytes); return bytes; }
            [Operator] public static byte[] Masked(byte[] bytes, byte mask)
            {
                var copy = bytes.AsSpan().ToArray();
                var span = copy.AsSpan();
                for (var i = 0; i < span.Length; i++) span[i] ^= mask;
                span[..Math.Min(2, span.Length)].Clear();
                return copy;
            }
            [Operator] public static string Hash(byte[] bytes) { Span<byte> hash = stackalloc byte[32]; SHA256.HashData(bytes, hash); hash.Reverse(); return Convert.ToHexString(hash); }
            [Operator] public static int First(byte[] bytes) { ReadOnlySpan<byte> start = bytes; return start.Length < 4 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(start); }
            [Operator] public static byte[] Joined(byte[] a, byte[] b) { var all = new byte[a.Length + b.Length]; a.CopyTo(all, 0); Array.Copy(b, 0, all, a.Length, b.Length); Buffer.BlockCopy(b, 0, all, 0, Math.Min(1, b.Length)); return all; }
            [Metric] public static int Size(byte[] bytes) => bytes.Length;

            [Workflow("Blobs")]
            public static (string Hash, int First) Run(int size = 64, byte mask = 7)
            {
                var bytes = Make(size);
                var masked = Masked(bytes, mask);
                var all = Joined(bytes, masked);
                Size(all);
                var hash = Hash(all);
                var first = First(bytes);
                return (hash, first);
            }
        }
        """;

    const string Tuples = """
        using Aqueduct;

        public record Point(int Id, double X, double Y);

        public static partial class Halves
        {
            [Read("drop", "points.json")] public static partial Table<Point> Points();
            [Operator] public static (Table<Point> Left, Table<Point> Right, int Cut) Halve(Table<Point> points) { var cut = points.Count / 2; return (points.Take(cut), points.Skip(cut), cut); }
            [Operator] public static (double Slope, double Offset) Fit(Table<Point> points) => (points.Average(p => p.Y), 0);
            [Operator] public static Table<Point> Apply(Table<Point> points, double slope, double offset) => points.Select(p => p with { Y = slope * p.X + offset });
            [Metric] public static double Error(Table<Point> truth, Table<Point> guess) => truth.Zip(guess, (t, g) => new Point(t.Id, 0, Math.Abs(t.Y - g.Y))).Average(p => p.Y);
            [Write("drop", "guess.json")] public static partial void Store(Table<Point> points);

            [Workflow("Halves")]
            public static void Run()
            {
                var (left, right, _) = Halve(Points());
                var (slope, offset) = Fit(left);
                var guess = Apply(right, slope, offset);
                Error(right, guess);
                Store(guess);
            }
        }
        """;

    const string Local = """
        using Aqueduct;

        public class Node { public string Name { get; set; } = ""; public List<string> Links { get; set; } = []; }

        public static class Graphs
        {
            [Operator] public static List<Node> Build(string text)
            {
                var nodes = new Dictionary<string, Node>();
                Node Get(string name) { if (!nodes.TryGetValue(name, out var node)) nodes[name] = node = new Node { Name = name }; return node; }
                foreach (var pair in text.Split(',')) { var parts = pair.Split('-'); Get(parts[0]).Links.Add(parts[^1]); }
                return [.. nodes.Values.OrderBy(n => n.Name, StringComparer.Ordinal)];
            }

            [Operator] public static List<string> Order(List<Node> nodes)
            {
                var order = new List<string>();
                var seen = new HashSet<string>();
                var byName = nodes.ToDictionary(n => n.Name);
                void Visit(string name) { if (!seen.Add(name)) return; if (byName.TryGetValue(name, out var node)) foreach (var link in node.Links) Visit(link); order.Add(name); }
                foreach (var node in nodes) Visit(node.Name);
                order.Reverse();
                var queue = new Queue<string>(order);
                while (queue.Count > 0) queue.Dequeue();
                return order;
            }

            [Operator] public static Dictionary<string, int> Degrees(IReadOnlyList<Node> nodes)
            {
                var degrees = nodes.ToDictionary(n => n.Name, n => n.Links.Count);
                foreach (var node in nodes) foreach (var link in node.Links) degrees[link] = degrees.GetValueOrDefault(link) + 1;
                return degrees;
            }

            [Check(Severity.Warning)] public static bool Small(Dictionary<string, int> degrees) => degrees.Values.All(d => d < 100);

            [Workflow("Graph order")]
            public static List<string> Run(string text = "a-b,b-c")
            {
                var nodes = Build(text);
                Small(Degrees(nodes));
                return Order(nodes);
            }
        }
        """;

    const string Interfaces = """
        using Aqueduct;
        using System.Collections.Immutable;

        public enum Kind { Low, High }
        public sealed record Limits(ImmutableArray<double> Steps, IReadOnlyDictionary<string, double> ByName, HashSet<Kind> Kinds, DateTimeOffset From, TimeSpan Length, Uri? Source);

        public static class Setup
        {
            [Operator] public static Limits Read(string name) => new([1, 2, 3], new Dictionary<string, double> { [name] = 1 }, [Kind.Low], DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), null);
            [Operator] public static IReadOnlyCollection<string> Names(Limits limits) => [.. limits.ByName.Keys.Order(StringComparer.Ordinal)];
            [Operator] public static HashSet<string> Distinct(IReadOnlyCollection<string> names) => [.. names];
            [Operator] public static IList<int> Lengths(IReadOnlyCollection<string> names) => names.Select(n => n.Length).ToList();
            [Operator] public static int[][] Grid(IList<int> lengths) => [.. lengths.Select(l => new int[l])];
            [Operator] public static List<(string Name, int Length)> Pairs(IReadOnlyCollection<string> names) => [.. names.Select(n => (n, n.Length))];
            [Check] public static bool Some(HashSet<string> names) => names.Count > 0;
            [Metric] public static int Longest(List<(string Name, int Length)> pairs) => pairs.Max(p => p.Length);

            [Workflow("Set-up")]
            public static int[][] Run(string name = "main")
            {
                var names = Names(Read(name));
                Some(Distinct(names));
                Longest(Pairs(names));
                return Grid(Lengths(names));
            }
        }
        """;

    const string Sealed = """
        using Aqueduct;
        using Microsoft.Extensions.Logging;

        public sealed record Quote(string Pair, decimal Bid, decimal Ask);

        public sealed partial class Quotes(HttpClient http, ILogger<Quotes> log)
        {
            private readonly Dictionary<string, string> _names = new() { ["EURUSD"] = "Euro" };

            [Operator(Retries = 4, Timeout = "20s")]
            public async Task<Quote> Get(string pair, CancellationToken cancel = default)
            {
                var text = await http.GetStringAsync("https://example.org/" + pair, cancel);
                log.LogInformation("{Name}", _names.GetValueOrDefault(pair, pair));
                var parts = text.Split('/');
                return new Quote(pair, decimal.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
            }

            [Operator] public static decimal Spread(Quote quote) => quote.Ask - quote.Bid;
            [Check(Severity.Error)] public bool Sane(Quote quote) => quote.Bid <= quote.Ask && _names.Count > 0;
            [Operator] public static Table<Quote> Row(Quote a, Quote b) => Table.Of(a, b);
            [Save("local", "quotes", SaveMode.Append)] public static partial Task Save(Table<Quote> quotes);

            [Workflow("Quotes", Schedule = "*/15 * * * *", Timeout = "5m", Overlap = Overlap.Skip)]
            public async Task Run()
            {
                var euro = await Get("EURUSD");
                var pound = await Get("GBPUSD");
                Sane(euro);
                Sane(pound);
                await Save(Row(euro, pound));
            }
        }
        """;
}
