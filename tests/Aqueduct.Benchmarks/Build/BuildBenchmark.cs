using System.Globalization;
using Aqueduct.Benchmarks.Generator;
using Aqueduct.Generators;

namespace Aqueduct.Benchmarks.Build;

/// <summary>What the generator and the analyzers cost a whole build, and what peers' generators cost theirs on as many targets.</summary>
/// <remarks>
/// A is built with them, B without: B's emitted files are plain files, so that both compile the same code. A and B take turns; every compiler is a fresh
/// process, whose JIT compiles the generator anew, as on a build server. On a desk, <c>dotnet build</c> keeps a compiler running: that is measured by itself.
/// </remarks>
static class BuildBenchmark
{
    const double Target = 2;

    /// <param name="targets">Operators, and targets of each peer.</param>
    /// <param name="rounds">Builds of A and of B.</param>
    /// <param name="peerRounds">Builds of each peer's project.</param>
    public static bool Print(int targets, int rounds, int peerRounds)
    {
        var root = Directory.CreateTempSubdirectory("aqueduct-build-").FullName;
        try
        {
            string[] ours = [typeof(WorkflowGenerator).Assembly.Location, typeof(Analyzers.FamilyAnalyzer).Assembly.Location];
            var with = new BuiltProject(Path.Combine(root, "a"), targets, AuthoredFiles.Workflow, ours);
            with.Build(emit: true);
            var without = new BuiltProject(Path.Combine(root, "b"), targets, AuthoredFiles.Workflow, [], with.Emitted);
            without.Build();
            List<BuildTimes> a = [], b = [];
            for (var round = 0; round < rounds; round++)
            {
                // Whoever comes second finds files in the cache of the one before.
                a.AddRange(round % 2 == 0 ? [with.Build()] : []);
                b.Add(without.Build());
                a.AddRange(round % 2 == 0 ? [] : [with.Build()]);
            }

            var generator = Times(a, t => t.Generators, "Aqueduct.Generators");
            var analyzers = Times(a, t => t.Analyzers, "Aqueduct.Analyzers");
            double[] sum = [.. generator.Zip(analyzers, (g, n) => g + n)];
            double[] cost = [.. a.Zip(b, (x, y) => x.Cpu - y.Cpu)];
            Console.WriteLine($"{targets} operators among {3 * targets} files, dotnet build, cold compiler process, N = {rounds}; seconds, median [min..max]");
            Row("with Aqueduct, wall", a.Select(t => t.Wall));
            Row("without, same code, wall", b.Select(t => t.Wall));
            Row("with Aqueduct, CPU", a.Select(t => t.Cpu));
            Row("without, same code, CPU", b.Select(t => t.Cpu));
            Row("difference of a pair, wall", a.Zip(b, (x, y) => x.Wall - y.Wall));
            Row("difference of a pair, CPU (target: at most 2)", cost);
            Row("Aqueduct's generator, by the compiler's clock", generator);
            Row("Aqueduct's analyzers, by the compiler's clock", analyzers);
            Row("both, by the compiler's clock (target: at most 2)", sum);
            Row(".NET's own analyzers in the same builds", a.Select(t => t.Analyzers.Where(p => p.Key.EndsWith("NetAnalyzers", StringComparison.Ordinal)).Sum(p => p.Value)));
            using var server = new CompilerServer(with.CompilerFolder);
            var warm = Warm(with, server, rounds);
            double[] warmSum = [.. warm.Select(t => t.Generators["Aqueduct.Generators"] + t.Analyzers["Aqueduct.Analyzers"])];
            Row("a compiler that runs already: our generator", Times(warm, t => t.Generators, "Aqueduct.Generators"));
            Row("a compiler that runs already: our analyzers", Times(warm, t => t.Analyzers, "Aqueduct.Analyzers"));
            Row("a compiler that runs already: both (target: 2)", warmSum);
            foreach (var (subject, peer) in Peer.All)
            {
                // .NET's own peers come with every build.
                string[] paths = subject is GeneratorBenchmark.Subject.Regex or GeneratorBenchmark.Subject.Json ? [] : peer.Paths;
                var project = new BuiltProject(Path.Combine(root, subject.ToString()), targets, peer.File, paths);
                project.Build();
                BuildTimes[] built = [.. Enumerable.Range(0, peerRounds).Select(_ => project.Build())];
                Row($"{subject}: build of {targets} targets, CPU (N = {peerRounds})", built.Select(t => t.Cpu));
                Row($"{subject}: its generator", Times(built, t => t.Generators, peer.Assembly));
                Row($"{subject}: its analyzers", built.Select(t => t.Analyzers.GetValueOrDefault(peer.Assembly)));
                Row($"{subject}: its generator, compiler runs already", Times(Warm(project, server, peerRounds), t => t.Generators, peer.Assembly));
            }

            Console.WriteLine(Verdict("CPU", cost) + Verdict("the compiler's clock in a fresh process", sum) + Verdict("the compiler's clock in one that runs already", warmSum));
            return true;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Builds by a server that has seen the project, and ours, a few times.</summary>
    static BuildTimes[] Warm(BuiltProject project, CompilerServer server, int rounds)
    {
        for (var i = 0; i < 3; i++)
            project.Build(server);
        return [.. Enumerable.Range(0, rounds).Select(_ => project.Build(server))];
    }

    /// <summary>An assembly that the compiler does not name did not run: that is no zero.</summary>
    static double[] Times(IEnumerable<BuildTimes> builds, Func<BuildTimes, IReadOnlyDictionary<string, double>> part, string assembly) =>
        [.. builds.Select(t => part(t).TryGetValue(assembly, out var time) ? time : throw new InvalidOperationException($"The compiler gave no time for {assembly}, only for {string.Join(", ", part(t).Keys)}."))];

    static string Verdict(string clock, double[] seconds) => $"The target is {(seconds.Median() <= Target ? "met" : "missed")} by {clock}: {seconds.Spread()} s of {Target} s. ";

    static void Row(string name, IEnumerable<double> values) => Console.WriteLine($"| {name,-52} | {values.Spread()} |");
}
