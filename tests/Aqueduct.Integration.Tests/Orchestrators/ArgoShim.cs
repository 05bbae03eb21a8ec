using System.Text.RegularExpressions;
using Aqueduct.Integration.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;
using static Aqueduct.Integration.Tests.Orchestrators.RenderedYaml;

namespace Aqueduct.Integration.Tests.Orchestrators;

/// <summary>Runs what is rendered for Argo as Argo would, with processes in the place of pods: steps one after the other, tasks of a graph as soon as those before them have succeeded or were skipped, and the exit handler.</summary>
/// <param name="yaml">Text of argo.yaml.</param>
/// <param name="folder">The published app, in the place of the image's /app.</param>
/// <param name="dotnet">Starts processes, with the variables that a cluster's secrets and volumes stand for.</param>
sealed partial class ArgoShim(string yaml, string folder, DotNet dotnet)
{
    readonly List<YamlNode> _objects = [.. Documents(yaml)];
    readonly Dictionary<string, string> _global = new(StringComparer.Ordinal);

    /// <summary>What each pod said, by its template, in the order in which they ended.</summary>
    public List<(string Template, Output Output)> Pods { get; } = [];

    /// <summary>When Workflows are made.</summary>
    public string Now { get; set; } = "2026-11-27T03:00:00Z";

    /// <summary>The Workflows that templates have created.</summary>
    public List<YamlNode> Created { get; } = [];

    /// <summary>Changes what a pod is about to do; by default nothing. Returns the exit code of a pod that is not started; null where it is.</summary>
    public Func<string, int?> Before { get; init; } = _ => null;

    /// <summary>Submits a WorkflowTemplate, and waits for its end.</summary>
    /// <returns>Succeeded or Failed.</returns>
    public string Submit(string name, string uid, params (string Name, string Value)[] parameters)
    {
        var workflow = Object("WorkflowTemplate", name);
        return Submit(workflow, Text(workflow["spec"]["entrypoint"]), name, uid, parameters);
    }

    /// <summary>Takes up a Workflow that a template has created.</summary>
    public string TakeUp(YamlNode created, string uid)
    {
        var spec = created["spec"];
        var name = Text(spec["workflowTemplateRef"]["name"]);
        return Submit(Object("WorkflowTemplate", name), Text(spec["entrypoint"]), name, uid, [.. ((YamlSequenceNode)spec["arguments"]["parameters"]).Children.Select(p => (Text(p["name"]), Text(p["value"])))]);
    }

    string Submit(YamlNode workflow, string entrypoint, string name, string uid, (string Name, string Value)[] parameters)
    {
        (_global["workflow.name"], _global["workflow.uid"], _global["workflow.creationTimestamp.RFC3339"]) = ($"{name}-x7k2p", uid, Now);
        foreach (var parameter in Find(workflow, "spec", "arguments", "parameters") is YamlSequenceNode declared ? declared.Children : [])
            _global[$"workflow.parameters.{Text(parameter["name"])}"] = parameters.FirstOrDefault(p => p.Name == Text(parameter["name"])).Value ?? Text(parameter["value"]);
        Assert.Equal("false", Text(workflow["spec"]["automountServiceAccountToken"]));
        var succeeded = Run(workflow, entrypoint, []);
        _global["workflow.status"] = succeeded ? "Succeeded" : "Failed";
        Run(workflow, Text(workflow["spec"]["onExit"]), []);
        return _global["workflow.status"];
    }

    /// <summary>The tasks of a workflow with those before them, as the app lists its groups.</summary>
    public string TasksOf(string name, string slug)
    {
        var graph = ((YamlSequenceNode)Object("WorkflowTemplate", name)["spec"]["templates"]).Children.Single(t => Text(t["name"]) == "groups");
        return string.Join('\n', ((YamlSequenceNode)graph["dag"]["tasks"]).Children.Select(t => $"{slug}/{Text(t["name"])}{(Find(t, "dependencies") is { } before ? $"  after {string.Join(", ", Texts(before))}" : "")}"));
    }

    bool Run(YamlNode workflow, string template, Dictionary<string, string> inputs, Dictionary<string, string>? outputs = null)
    {
        var definition = ((YamlSequenceNode)workflow["spec"]["templates"]).Children.Single(t => Text(t["name"]) == template);
        if (Find(definition, "steps") is YamlSequenceNode steps)
            return steps.Children.All(group => ((YamlSequenceNode)group).Children.All(step => !IsWanted(step, inputs) || Call(workflow, step, inputs)));
        if (Find(definition, "resource") is { } resource)
        {
            Assert.Equal("create", Text(resource["action"]));
            Created.AddRange(Documents(Substitute(Text(resource["manifest"]), inputs)));
            return true;
        }

        return Find(definition, "dag", "tasks") is YamlSequenceNode tasks ? RunGraph(workflow, tasks, inputs) : RunPod(template, definition, inputs, outputs);
    }

    bool RunGraph(YamlNode workflow, YamlSequenceNode tasks, Dictionary<string, string> inputs) =>
        new ArgoGraph(tasks, (task, known, outputs) => Call(workflow, task, known, outputs)).Run(inputs, Substitute);

    bool Call(YamlNode workflow, YamlNode task, Dictionary<string, string> inputs, Dictionary<string, string>? outputs = null)
    {
        var given = ((YamlSequenceNode)task["arguments"]["parameters"]).Children.ToDictionary(p => $"inputs.parameters.{Text(p["name"])}", p => Substitute(Text(p["value"]), inputs));
        return Find(task, "templateRef") is { } other ? Run(Object("WorkflowTemplate", Text(other["name"])), Text(other["template"]), given, outputs) : Run(workflow, Text(task["template"]), given, outputs);
    }

    bool IsWanted(YamlNode step, Dictionary<string, string> inputs) => Find(step, "when") is not YamlScalarNode when || ArgoGraph.Holds(Substitute(when.Value!, inputs));

    bool RunPod(string template, YamlNode definition, Dictionary<string, string> inputs, Dictionary<string, string>? outputs)
    {
        if (Before(template) is { } code)
            return code == 0;
        // What a template declares as its input is given to it, and nothing else.
        Assert.Equal(((YamlSequenceNode)definition["inputs"]["parameters"]).Children.Select(p => $"inputs.parameters.{Text(p["name"])}").Order(StringComparer.Ordinal), inputs.Keys.Order(StringComparer.Ordinal));
        var container = definition["container"];
        var temporary = Directory.CreateTempSubdirectory("aqueduct-pod-").FullName;
        string[] command = [.. Texts(container["command"]).Select(c => c.Replace("/app/", folder + "/", StringComparison.Ordinal)), .. Texts(container["args"]).Select(a => InPod(Substitute(a, inputs), temporary))];
        foreach (var variable in ((YamlSequenceNode)container["env"]).Children)
            Assert.True(dotnet.Environment.ContainsKey(Text(variable["name"])), $"{Text(variable["name"])} is given to the pod from nowhere");
        var output = dotnet.Start(folder, command[0], command[1..]);
        foreach (var parameter in Find(definition, "outputs", "parameters") is YamlSequenceNode declared ? declared.Children : [])
        {
            var (file, fallback) = (InPod(Text(parameter["valueFrom"]["path"]), temporary), Find(parameter, "valueFrom", "default"));
            outputs?.Add(Text(parameter["name"]), File.Exists(file) ? File.ReadAllText(file) : Text(fallback!));
        }

        Directory.Delete(temporary, recursive: true);
        lock (Pods)
            Pods.Add((template, output));
        return output.ExitCode == 0;
    }

    /// <summary>A path of the pod's temporary folder, where it is in this test.</summary>
    static string InPod(string path, string temporary) => path.StartsWith("/tmp/", StringComparison.Ordinal) ? temporary + path[4..] : path;

    string Substitute(string text, Dictionary<string, string> inputs) => Variable().Replace(text, m =>
        inputs.TryGetValue(m.Groups[1].Value, out var input) ? input : _global.TryGetValue(m.Groups[1].Value, out var value) ? value : throw new InvalidOperationException($"{m.Value} has no value"));

    YamlNode Object(string kind, string name) => _objects.Single(o => Text(o["kind"]) == kind && Text(o["metadata"]["name"]) == name);

    internal static YamlNode? Find(YamlNode node, params string[] path) => path.Aggregate((YamlNode?)node, (n, key) => n is YamlMappingNode m && m.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null);

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Variable();
}
