using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>Compares every stored artifact with its hash.</summary>
static class VerifyCommand
{
    public static Command Create(HostEnvironment environment)
    {
        var json = CommandLines.Json();
        var command = new Command("verify", "Compare every stored artifact with its hash. Exit code 1 and a list when some are missing or corrupt.") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            var (objects, faults) = await VerifyAsync(environment, cancel).ConfigureAwait(false);
            if (parsed.GetValue(json))
                WriteJson(environment, objects, faults);
            else
                Write(environment, objects, faults);
            return faults.Count == 0 ? ExitCode.Succeeded : ExitCode.Failed;
        });
        return command;
    }

    static async Task<(int Objects, IReadOnlyList<(StoredObject Object, string Fault)> Faults)> VerifyAsync(HostEnvironment environment, CancellationToken cancel)
    {
        var artifacts = ArtifactStore.Open(environment.Home);
        var objects = await StoreCommands.ReadAsync(environment, q => q.StoredObjects(), []).ConfigureAwait(false);
        var faults = new List<(StoredObject, string)>();
        foreach (var stored in objects)
            if (await artifacts.VerifyAsync(stored.Hash, cancel).ConfigureAwait(false) is { } fault)
                faults.Add((stored, fault));
        return (objects.Count, faults);
    }

    static void Write(HostEnvironment environment, int objects, IReadOnlyList<(StoredObject Object, string Fault)> faults)
    {
        foreach (var (stored, fault) in faults)
            environment.Out.WriteLine($"{fault,-8} {stored.Hash}  {stored.Artifact} of run {stored.Run}");
        environment.Out.WriteLine(faults.Count == 0
            ? $"{Words.Count(objects)} stored artifacts, each as it was stored."
            : $"{Words.Count(faults.Count)} of {Words.Count(objects)} stored artifacts are missing or corrupt. A run that is resumed or continued makes what it needs of them again.");
    }

    static void WriteJson(HostEnvironment environment, int objects, IReadOnlyList<(StoredObject Object, string Fault)> faults) => CommandLines.WriteJson(environment, w =>
    {
        w.WriteStartObject();
        w.WriteNumber("objects", objects);
        w.WriteStartArray("faults");
        foreach (var (stored, fault) in faults)
        {
            w.WriteStartObject();
            w.WriteString("fault", fault);
            w.WriteString("hash", stored.Hash);
            w.WriteString("run", stored.Run);
            w.WriteString("artifact", stored.Artifact);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    });
}
