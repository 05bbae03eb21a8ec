using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Aqueduct.Integration.Tests.Publishing;

/// <summary>Starts a service of a rendered compose.yaml as a process, with the environment and the command that a container would get: everything but the container.</summary>
/// <param name="yaml">The file.</param>
/// <param name="folder">The publish folder, which the image holds as /app.</param>
/// <param name="variables">The environment of <c>docker compose</c>.</param>
/// <param name="hosts">What the network of the services would answer: a text of the file, and what it is here.</param>
sealed partial class ComposeShim(string yaml, string folder, IReadOnlyDictionary<string, string> variables, IReadOnlyList<(string Name, string Here)> hosts)
{
    YamlMappingNode Services
    {
        get
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return (YamlMappingNode)stream.Documents.Single().RootNode["services"];
        }
    }

    /// <summary>The process of a service.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="home">Stands for the volume.</param>
    /// <param name="instead">A command in place of the file's, as behind <c>docker compose run</c>.</param>
    public Process Start(string service, string home, params string[] instead)
    {
        var node = (YamlMappingNode)Services[service];
        string[] command = instead.Length > 0 ? instead : [.. ((YamlSequenceNode)node["command"]).Select(c => Interpolate(((YamlScalarNode)c).Value!))];
        var start = new ProcessStartInfo("dotnet", [.. Entrypoint(), .. command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("AQUEDUCT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["AQUEDUCT_HOME"] = home; // of the image
        if (node.Children.TryGetValue("environment", out var environment))
            foreach (var (name, value) in (YamlMappingNode)environment)
                start.Environment[((YamlScalarNode)name).Value!] = hosts.Aggregate(Interpolate(((YamlScalarNode)value).Value!), (text, host) => text.Replace(host.Name, host.Here, StringComparison.Ordinal));
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public (int ExitCode, string Output) Run(string service, string home, params string[] command)
    {
        using var process = Start(service, home, command);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.Result + error.Result);
    }

    /// <summary>The Dockerfile's entrypoint behind <c>dotnet</c>, in the publish folder instead of /app.</summary>
    IEnumerable<string> Entrypoint()
    {
        var line = File.ReadLines(Path.Combine(folder, "aqueduct", "Dockerfile")).Single(l => l.StartsWith("ENTRYPOINT ", StringComparison.Ordinal));
        var words = System.Text.Json.JsonSerializer.Deserialize<string[]>(line["ENTRYPOINT ".Length..])!;
        return words[0] == "dotnet" ? words[1..].Select(w => w.Replace("/app/", folder + "/", StringComparison.Ordinal)) : throw new InvalidOperationException(line);
    }

    /// <summary>As Compose does: <c>${NAME:?why}</c> ends it where the variable is not set, <c>$$</c> is one dollar.</summary>
    string Interpolate(string text) => Reference().Replace(text, match =>
        match.Value == "$$" ? "$"
        : variables.TryGetValue(match.Groups["name"].Value, out var value) && value.Length > 0 ? value
        : throw new InvalidOperationException($"required variable {match.Groups["name"].Value} is missing a value: {match.Groups["why"].Value}"));

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*):\?(?<why>[^}]*)\}")]
    private static partial Regex Reference();
}
