using System.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Orchestrators;

/// <summary>The samples as they are published for an orchestrator: their operators ask, in turn, for two sizes of machines, and aqueduct.json names stores that pods have in common.</summary>
public sealed partial class DividedSamples : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("aqueduct-divided-").FullName;
    readonly DotNet _dotnet;

    public DividedSamples()
    {
        var samples = SecurityElement.Escape(Path.Combine(PackedFeed.Repository, "samples"));
        File.WriteAllText(At("Directory.Build.props"), $"<Project><Import Project=\"{samples}/Directory.Build.props\" /></Project>");
        File.WriteAllText(At("Directory.Build.targets"), $"<Project><Import Project=\"{samples}/Directory.Build.targets\" /></Project>");
        _dotnet = new(new Dictionary<string, string> { ["XDG_DATA_HOME"] = Directory.CreateDirectory(At("data")).FullName, ["AQUEDUCT_HOME"] = At("home") });
    }

    /// <summary>Publishes a sample when a test first asks; returns the folder.</summary>
    public string Publish(string sample)
    {
        if (Directory.Exists(At($"published/{sample}")))
            return At($"published/{sample}");
        var folder = Directory.CreateDirectory(At(sample)).FullName;
        var source = Directory.GetFiles(Path.Combine(PackedFeed.Repository, "samples", sample), "*.cs").Single();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(source)!, "*", SearchOption.AllDirectories).Where(f => !f.Split('/').Any(part => part is "bin" or "obj" or "out")))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Path.GetDirectoryName(source)!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var number = 0;
        return Publish(sample, folder, Path.GetFileName(source), Operator().Replace(File.ReadAllText(source), m => $"[Operator(Cpu = {1 + (number++ % 2)}{(m.Value[^1] == ']' ? ")]" : ", ")}"));
    }

    /// <summary>Publishes a program of one file; returns the folder.</summary>
    public string Publish(string name, string text) => Publish(name, Directory.CreateDirectory(At(name)).FullName, name + ".cs", text);

    string Publish(string name, string folder, string file, string text)
    {
        File.WriteAllText(Path.Combine(folder, file), text);
        var settings = Path.Combine(folder, "aqueduct.json");
        var json = File.Exists(settings) ? JsonNode.Parse(File.ReadAllText(settings))!.AsObject() : [];
        json["store"] = new JsonObject { ["type"] = "postgres" };
        json["artifacts"] = new JsonObject { ["type"] = "s3" };
        File.WriteAllText(settings, json.ToJsonString());
        var published = At($"published/{name}");
        _dotnet.Succeed(folder, "publish", file, "-o", published, "-v:q", "-nologo");
        // What a relative path in aqueduct.json names is mounted where the app is.
        if (Directory.Exists(Path.Combine(folder, "data")))
            Directory.Move(Path.Combine(folder, "data"), Path.Combine(published, "data"));
        return published;
    }

    /// <summary>The command line of pods and people with a home of its own: SQLite and files in it stand for the stores in common.</summary>
    public DotNet Machine(string home) => _dotnet.With(("AQUEDUCT_HOME", At(home)), ("AQUEDUCT_STORE__TYPE", "sqlite"), ("AQUEDUCT_ARTIFACTS__TYPE", "files"));

    /// <summary>What an app answers in JSON.</summary>
    public static JsonElement Json(DotNet machine, string folder, string sample, params string[] arguments)
    {
        var output = machine.Run(folder, [Path.Combine(folder, sample + ".dll"), .. arguments, "--json"]);
        Assert.True(output.Text.Contains('{', StringComparison.Ordinal), output.Text);
        return JsonDocument.Parse(output.Text[output.Text.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
    }

    string At(string path) => Path.Combine(_root, path);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [GeneratedRegex(@"(?m)(?<=^    )\[Operator[\](]")]
    private static partial Regex Operator();
}
