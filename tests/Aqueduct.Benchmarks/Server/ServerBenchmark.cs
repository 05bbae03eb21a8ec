using System.Globalization;

namespace Aqueduct.Benchmarks.Server;

/// <summary>Servers as whole processes: how soon they are ready, what memory they hold when nobody asks anything, and how long a line of a run's log takes to who follows it.</summary>
static class ServerBenchmark
{
    const double MostReady = 700, MostResident = 110;

    static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static bool Print(int rounds, int lines)
    {
        var folder = Directory.CreateTempSubdirectory("aqueduct-server-");
        try
        {
            (string What, string Program)[] apps =
            [
                ("limit: minimal ASP.NET Core with a SQLite file", ServedApps.PublishLimit(Path.Combine(folder.FullName, "limit"))),
                ("schedules and API", ServedApps.Publish(Path.Combine(folder.FullName, "server"), "Aqueduct.Server")),
                ("with the dashboard", ServedApps.Publish(Path.Combine(folder.FullName, "dashboard"), "Aqueduct.Dashboard")),
                ("with dashboard and OpenTelemetry", ServedApps.Publish(Path.Combine(folder.FullName, "all"), "Aqueduct.Dashboard", "Aqueduct.Observability")),
            ];
            return PrintStartsAsync(apps, rounds).GetAwaiter().GetResult() & PrintLagAsync(apps[^1].Program, lines).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<bool> PrintStartsAsync((string What, string Program)[] apps, int rounds)
    {
        using var client = new HttpClient();
        var taken = apps.Select(_ => (Ready: new List<double>(), Resident: new List<double>())).ToList();
        for (var round = -1; round < rounds; round++) // the first fills the caches of the machine, and makes the homes
            for (var i = 0; i < apps.Length; i++)
            {
                await using var server = await RunningServer.StartAsync(client, apps[i].Program, apps[i].Program + ".home");
                await Task.Delay(Idle);
                if (round < 0)
                    continue;
                taken[i].Ready.Add(server.Ready.TotalMilliseconds);
                taken[i].Resident.Add(server.Resident);
            }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nServers published as ReadyToRun: process start until ready, and resident memory after {Idle.TotalSeconds:0} s without a request, N = {rounds}, median [min..max]\n"));
        Console.WriteLine("| server | ready, ms | target | resident, MiB | target |\n| --- | --- | --- | --- | --- |");
        foreach (var (app, i) in apps.Select((a, i) => (a.What, i)))
            Console.WriteLine($"| {app} | {taken[i].Ready.Spread("F0")} | {MostReady:F0} | {taken[i].Resident.Spread("F0")} | {MostResident:F0} |");
        return taken.TrueForAll(t => t.Ready.Median() <= MostReady && t.Resident.Median() <= MostResident);
    }

    static async Task<bool> PrintLagAsync(string program, int lines)
    {
        using var client = new HttpClient();
        await using var server = await RunningServer.StartAsync(client, program, program + ".home");
        Console.WriteLine($"\nLive log: from the moment a node writes a line until who follows the run has it, ms, N = {lines}\n");
        var isMet = await LogLag.PrintAsync(client, server.Address, lines);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nresident after that: {server.Resident:F0} MiB"));
        return isMet;
    }
}
