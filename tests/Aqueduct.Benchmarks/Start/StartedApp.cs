using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Aqueduct.Benchmarks.Start;

/// <summary>A program of this source tree, published in one of three ways, that notes the moment at which its first line of a person's code runs.</summary>
sealed class StartedApp
{
    const string Stamp = "System.IO.File.WriteAllText(System.Environment.GetEnvironmentVariable(\"STARTED\")!, System.Diagnostics.Stopwatch.GetTimestamp().ToString(System.Globalization.CultureInfo.InvariantCulture))";

    readonly string _folder;
    readonly string _program;

    StartedApp(string folder, string code, bool usesAqueduct, string property) => (_folder, _program) = (folder, PublishedApp.Publish(folder, code, usesAqueduct, property));

    /// <summary>A program of one line.</summary>
    public static StartedApp Hello(string folder, string property) => new(folder, $"{Stamp};", usesAqueduct: false, property);

    /// <summary>A workflow of one operator.</summary>
    public static StartedApp Workflow(string folder, string property) => new(folder, $$"""
        using Aqueduct;

        public static partial class Started
        {
            [Operator]
            public static int First()
            {
                {{Stamp}};
                return 1;
            }

            [Workflow("Started")]
            public static void Run() => First();
        }
        """, usesAqueduct: true, property);

    /// <summary>A workflow of 1,000 operators that do nothing, in 10 layers of 100, each with three inputs of the layer before.</summary>
    public static StartedApp Layered(string folder, string property)
    {
        var body = new StringBuilder();
        for (var node = 0; node < 1000; node++)
        {
            var (layer, place) = (node / 100, node % 100);
            var inputs = layer == 0 ? "0, 0, 0" : string.Join(", ", Enumerable.Range(0, 3).Select(i => $"n{((layer - 1) * 100) + ((place + (i * 7)) % 100)}"));
            body.Append("        ").Append(layer == 9 ? "" : $"var n{node} = ").Append($"{(layer == 9 ? "Last" : "Sum")}({inputs});\n");
        }

        return new(folder, $$"""
            using Aqueduct;

            public static partial class Started
            {
                static int s_started;

                [Operator(Snapshot = false)]
                public static int Sum(int a, int b, int c)
                {
                    if (System.Threading.Interlocked.Exchange(ref s_started, 1) == 0)
                        {{Stamp}};
                    return a + b + c;
                }

                [Operator(Snapshot = false)]
                public static void Last(int a, int b, int c)
                {
                }

                [Workflow("Started")]
                public static void Run()
                {
            {{body}}
                }
            }
            """, usesAqueduct: true, property);
    }

    /// <summary>Starts it once, with an Aqueduct home that is there from the second time on.</summary>
    /// <returns>Milliseconds from before the process was started to the person's first line, and to its end.</returns>
    public (double First, double End) Start()
    {
        var stamp = Path.Combine(_folder, "stamp");
        var start = new ProcessStartInfo(_program) { WorkingDirectory = _folder, Environment = { ["STARTED"] = stamp, ["AQUEDUCT_HOME"] = Path.Combine(_folder, "home") } };
        var (started, took, _) = ChildProcess.Run(start);

        // Linux has one monotonic clock for all processes.
        return (Stopwatch.GetElapsedTime(started, long.Parse(File.ReadAllText(stamp), CultureInfo.InvariantCulture)).TotalMilliseconds, took.TotalMilliseconds);
    }
}
