using System.Globalization;

namespace Aqueduct.Benchmarks.Start;

/// <summary>Whole processes, from their start to the first line of a person's code: a workflow's first operator beside a program of one line.</summary>
static class StartBenchmark
{
    static readonly (string Name, string Property, double Target)[] Ways = [("JIT", "", 100), ("ReadyToRun", "PublishReadyToRun", 100), ("native AOT", "PublishAot", 20)];

    public static bool Print(int rounds)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("The start benchmark compares clocks of two processes; run it on Linux.");
        var folder = Directory.CreateTempSubdirectory("aqueduct-start-");
        try
        {
            var apps = Ways.Select(w => (Way: w, Hello: StartedApp.Hello(Path.Combine(folder.FullName, $"hello {w.Name}"), w.Property), Workflow: StartedApp.Workflow(Path.Combine(folder.FullName, $"workflow {w.Name}"), w.Property), Layered: StartedApp.Layered(Path.Combine(folder.FullName, $"layered {w.Name}"), w.Property))).ToList();
            var taken = apps.Select(_ => (Hello: new List<(double First, double End)>(), Workflow: new List<(double First, double End)>(), Layered: new List<(double First, double End)>())).ToList();
            for (var round = -1; round < rounds; round++) // the first fills the caches of the machine, and makes the homes
                for (var i = 0; i < apps.Count; i++)
                {
                    var (hello, workflow, layered) = (apps[i].Hello.Start(), apps[i].Workflow.Start(), apps[i].Layered.Start());
                    if (round < 0)
                        continue;
                    taken[i].Hello.Add(hello);
                    taken[i].Workflow.Add(workflow);
                    taken[i].Layered.Add(layered);
                }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nProcess start to the first line of a person's code, ms, N = {rounds}, median [min..max]\n"));
            Console.WriteLine("| published as | hello | first operator | more than hello | target | end of the run | end of a run of 1,000 operators |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
            for (var i = 0; i < apps.Count; i++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {apps[i].Way.Name} | {taken[i].Hello.Select(t => t.First).Spread("F1")} | {taken[i].Workflow.Select(t => t.First).Spread("F1")} | {taken[i].Workflow.Select(t => t.First).Median() - taken[i].Hello.Select(t => t.First).Median():F1} | {apps[i].Way.Target:F0} | {taken[i].Workflow.Select(t => t.End).Spread("F1")} | {taken[i].Layered.Select(t => t.End).Spread("F1")} |"));
            return true;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
