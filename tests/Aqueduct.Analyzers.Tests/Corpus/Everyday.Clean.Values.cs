namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Programs about values of other kinds than tables: bytes, text, models, nested data.</summary>
static partial class Everyday
{
    const string Images = """
        using Aqueduct;

        public record struct Pixel(byte R, byte G, byte B);
        public sealed record Histogram(int[] Red, int[] Green, int[] Blue);

        public static partial class Images
        {
            [Read("lake", "images/{name}")]
            public static partial byte[] Load(string name);

            [Operator(Cache = true)]
            public static byte[] Gray(byte[] rgb)
            {
                var gray = new byte[rgb.Length / 3];
                for (int i = 0, j = 0; j < gray.Length; i += 3, j++)
                    gray[j] = (byte)(0.299 * rgb[i] + 0.587 * rgb[i + 1] + 0.114 * rgb[i + 2]);
                return gray;
            }

            [Operator]
            public static Histogram Count(ReadOnlyMemory<byte> rgb)
            {
                var counts = new[] { new int[256], new int[256], new int[256] };
                var span = rgb.Span;
                for (var i = 0; i < span.Length; i++)
                    counts[i % 3][span[i]]++;
                return new(counts[0], counts[1], counts[2]);
            }

            [Operator] public static ReadOnlyMemory<byte> Crop(byte[] rgb, int start, int length) => rgb.AsMemory(start, length);
            [Check] public static bool HasLight(Histogram histogram) => histogram.Red.Skip(128).Sum() > 0;

            [Write("lake", "gray/{name}.bin")]
            public static partial void Store(byte[] gray, string name);

            [Workflow("Images")]
            public static void Run(string name = "seattle.rgb", int length = 300)
            {
                var rgb = Load(name);
                var gray = Gray(rgb);
                var histogram = Count(Crop(rgb, 0, length));
                HasLight(histogram);
                Store(gray, name);
            }
        }
        """;

    const string Models = """
        using Aqueduct;
        using System.IO;

        [Codec(typeof(NetCodec))]
        public sealed class Net { public required float[] Weights { get; init; } public Func<float, float> Activation { get; init; } = MathF.Tanh; }

        public sealed class NetCodec : IArtifactCodec<Net>
        {
            public string MediaType => "application/x-net";

            public async ValueTask WriteAsync(Net value, Stream stream, CancellationToken cancel)
            {
                foreach (var weight in value.Weights)
                    await stream.WriteAsync(BitConverter.GetBytes(weight), cancel);
            }

            public async ValueTask<Net> ReadAsync(Stream stream, CancellationToken cancel)
            {
                using var buffer = new MemoryStream();
                await stream.CopyToAsync(buffer, cancel);
                var bytes = buffer.ToArray();
                return new Net { Weights = Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, 4 * i)).ToArray() };
            }
        }

        public record Row(int Id, float A, float B);
        public record Output(int Id, float Value);

        public static partial class Nets
        {
            [Read("lake", "train.parquet")] public static partial Table<Row> Training();
            [Operator(Cpu = 4, Memory = "8Gi", Gpu = 1, Image = "registry.example.com/team/train:1.4")]
            public static Net Train(Table<Row> rows, int epochs) => new() { Weights = [.. rows.Take(epochs).Select(r => r.A - r.B)] };
            [Operator] public static Table<Output> Infer(Net net, Table<Row> rows) => rows.Select(r => new Output(r.Id, net.Activation(net.Weights[0] * r.A)));
            [Metric, Bound(Above = -1), Bound(Below = 1)] public static double Average(Table<Output> outputs) => outputs.Average(o => o.Value);
            [Write("lake", "outputs.parquet")] public static partial void Store(Table<Output> outputs);

            [Workflow("Neural net")]
            public static Net Run(int epochs = 10)
            {
                var rows = Training();
                var net = Train(rows, epochs);
                var outputs = Infer(net, rows);
                Average(outputs);
                Measure.Duration(net);
                Store(outputs);
                return net;
            }
        }
        """;

    const string Streams = """
        using Aqueduct;
        using System.Runtime.CompilerServices;

        public record Tick(long At, double Value);
        public record Window(long From, double Mean);

        public static partial class Ticks
        {
            [Operator]
            public static async IAsyncEnumerable<Tick> Read(int count, [EnumeratorCancellation] CancellationToken cancel = default)
            {
                for (var i = 0; i < count; i++)
                {
                    await Task.Delay(1, cancel);
                    yield return new Tick(i, Math.Sin(i));
                }
            }

            [Operator]
            public static async Task<Table<Window>> Windows(IAsyncEnumerable<Tick> ticks, int size)
            {
                var windows = new List<Window>();
                var (from, sum, n) = (0L, 0.0, 0);
                await foreach (var tick in ticks)
                {
                    sum += tick.Value;
                    if (++n == size)
                    {
                        windows.Add(new Window(from, sum / n));
                        (from, sum, n) = (tick.At + 1, 0, 0);
                    }
                }

                return windows.ToTable();
            }

            [Save("demo", "windows", SaveMode.Replace)]
            public static partial void Save(Table<Window> windows);

            [Workflow("Ticks")]
            public static async Task Run(int count = 100, int size = 10)
            {
                var ticks = Read(count);
                var windows = await Windows(ticks, size);
                Expect.Increasing(windows, w => w.From, strictly: true, severity: Severity.Error);
                Save(windows);
            }
        }
        """;

    const string Nested = """
        #nullable enable
        using Aqueduct;

        public enum Channel { Mail, Phone, Web }

        public class Contact
        {
            public int Id { get; set; }
            public Channel Channel { get; set; }
            public List<string> Tags { get; set; } = new();
            public Dictionary<Channel, int> Calls { get; set; } = new();
            public string? Referrer { get; set; }
        }

        public record Tag(string Name, int Contacts);

        public static partial class Crm
        {
            [Operator] public static Contact[] Parse(string text) => text.Split(';').Select((part, i) => new Contact { Id = i, Tags = { part } }).ToArray();
            [Operator] public static Dictionary<string, List<Contact>> Index(IReadOnlyList<Contact> contacts)
            {
                var index = new Dictionary<string, List<Contact>>();
                foreach (var contact in contacts)
                    foreach (var tag in contact.Tags)
                    {
                        if (!index.TryGetValue(tag, out var list))
                            index.Add(tag, list = []);
                        list.Add(contact);
                    }
                return index;
            }

            [Operator] public static Table<Tag> Count(IReadOnlyDictionary<string, List<Contact>> index) => index.Select(p => new Tag(p.Key, p.Value.Count)).OrderBy(t => t.Name).ToTable();
            [Operator] public static (int Contacts, Channel Most, TimeSpan Took) Summary(Contact[] contacts) => (contacts.Length, contacts.Length > 0 ? contacts[0].Channel : Channel.Web, TimeSpan.Zero);
            [Check] public static bool Any(int contacts) => contacts > 0;
            [Save("mart", "tags", SaveMode.Replace)] public static partial void Save(Table<Tag> tags);

            [Workflow("CRM tags", Description = "How many contacts a tag has")]
            public static void Run(string text = "a;b;c")
            {
                var contacts = Parse(text);
                var (count, _, _) = Summary(contacts);
                Any(count);
                Save(Count(Index(contacts)));
            }
        }
        """;

    const string Library = """
        using Aqueduct;

        namespace Company.Pipelines.Common;

        public static class Frame
        {
            /// <summary>A sample without putting back, the same in every attempt of a run.</summary>
            [Operator]
            public static Table<T> Sample<T>(Table<T> rows, double share, RunContext? run = null)
            {
                var random = (run ?? RunContext.Current).Random;
                return rows.Where(_ => random.NextDouble() < share);
            }

            [Operator]
            public static (Table<T> Train, Table<T> Test) Split<T>(Table<T> rows, double share) where T : notnull =>
                (rows.Take((int)(rows.Count * share)), rows.Skip((int)(rows.Count * share)));

            [Operator]
            public static Table<T> Union<T>(params Table<T>[] tables) => tables.SelectMany(t => t).ToTable();

            [Check(Severity.Error)]
            public static bool SameSize<TLeft, TRight>(Table<TLeft> left, Table<TRight> right) => left.Count == right.Count;
        }

        public sealed record Point(double X, double Y);

        public static partial class Demo
        {
            [Read("lake", "points.csv")]
            internal static partial Table<Point> Points();

            [Write("lake", "sample.csv")]
            internal static partial void Store(Table<Point> points);

            [Workflow("Library demo")]
            internal static void Run(double share = 0.8)
            {
                var points = Points();
                var (train, test) = Frame.Split(points, share);
                var all = Frame.Union(train, test);
                Frame.SameSize(all, points);
                Store(Frame.Sample<Point>(all, 0.1));
            }
        }
        """;

    const string Own = """
        using Aqueduct;

        // A program with a Main of its own.
        return await AqueductHost.RunAsync(args);

        public record Reading(int Sensor, DateTime At, double Value, bool? Faulty, TimeOnly? Noon, Guid Batch, byte[] Raw);
        public record Alarm(int Sensor, DateTime At);

        public static partial class Sensors
        {
            private static readonly Lock Gate = new();
            private const double Limit = 3.0;

            [Read("lake", "readings.parquet")]
            public static partial Table<Reading> Readings();

            [Operator]
            public static Table<Alarm> Alarms(Table<Reading> readings, double limit = Limit)
            {
                var result = new List<Alarm>();
                Parallel.ForEach(readings.GroupBy(r => r.Sensor), sensor =>
                {
                    var high = sensor.Where(r => r is { Faulty: not true } && r.Value > limit).Select(r => new Alarm(r.Sensor, r.At)).ToList();
                    lock (Gate)
                        result.AddRange(high);
                });
                return result.OrderBy(a => a.At).ToTable();
            }

            [Check(Severity.Warning)] public static bool Few(Table<Alarm> alarms, int most) => alarms.Count <= most;
            [Save("demo", "alarms", SaveMode.Append)] public static partial void Save(Table<Alarm> alarms);

            [Workflow("Sensor alarms", Schedule = "*/5 * * * *", Timeout = "4m", Snapshots = false)]
            public static void Watch(int most = 100)
            {
                var readings = Readings();
                var alarms = Alarms(readings);
                Few(alarms, most);
                Save(alarms);
            }
        }
        """;

    const string Quality = """"
        using Aqueduct;

        public record Trade(string Symbol, DateOnly Day, double Close, long? Volume);
        public record Ref(string Symbol);

        public static partial class Quality
        {
            [Sql("mart", """SELECT symbol, day, close, volume FROM prices WHERE symbol LIKE @pattern || '%' AND day BETWEEN @first AND @last""")]
            public static partial Table<Trade> Trades(string pattern, DateOnly first, DateOnly last);

            [Sql("mart", "SELECT DISTINCT symbol FROM prices UNION SELECT station FROM stations")]
            public static partial Table<Ref> Symbols();

            [Save("mart", "checked", SaveMode.Replace)]
            public static partial void Save(Table<Trade> trades);

            [Workflow("Quality")]
            public static void Run(string pattern = "A", DateOnly first = default, DateOnly last = default, double missing = 0.1)
            {
                var trades = Trades(pattern, first, last);
                Expect.RowCount(trades, 1, 1_000_000, Severity.Error);
                Expect.NotNull(trades, t => t.Symbol);
                Expect.Positive(trades, t => t.Close);
                Expect.MissingRate(trades, t => t.Volume, 0.05);
                Expect.References(trades, t => t.Symbol, Symbols(), s => s.Symbol, Severity.Error);
                Expect.MeanBetween(trades, t => t.Close, 0, 1e6);
                Expect.Length(trades, t => t.Symbol, 1, 5);
                var max = Measure.Max(trades, t => t.Close);
                var min = Measure.Min(trades, t => t.Close);
                if (max > min && Measure.Missing(trades, t => t.Volume) < missing)
                    Save(trades);
            }
        }
        """";
}
