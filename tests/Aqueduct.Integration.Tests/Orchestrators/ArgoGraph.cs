using System.Text.Json;
using YamlDotNet.RepresentationModel;
using static Aqueduct.Integration.Tests.Orchestrators.RenderedYaml;

namespace Aqueduct.Integration.Tests.Orchestrators;

/// <summary>How Argo says that a task of a graph has ended.</summary>
enum ArgoPhase
{
    Succeeded,
    Failed,

    /// <summary>Its condition does not hold, or its list is empty.</summary>
    Skipped,

    /// <summary>What it waits for did not go as it must.</summary>
    Omitted,
}

/// <summary>The tasks of one graph, as Argo runs them with failFast off.</summary>
/// <remarks>
/// <c>dependencies</c> asks of each task before that it has succeeded or was skipped. Then <c>when</c> is asked, and <c>withParam</c> makes the task once for each element of a JSON list. What a task gave out
/// can be used by those that come after it, at whatever distance; of one that was not run it has no value, and what asks for it goes wrong.
/// </remarks>
/// <param name="tasks">The tasks.</param>
/// <param name="call">Runs a task's template with the values known; takes what it gives out.</param>
sealed class ArgoGraph(YamlSequenceNode tasks, Func<YamlNode, Dictionary<string, string>, Dictionary<string, string>, bool> call)
{
    readonly Dictionary<string, Task<ArgoPhase>> _runs = new(StringComparer.Ordinal);
    readonly Dictionary<string, HashSet<string>> _before = new(StringComparer.Ordinal);
    readonly Dictionary<string, Dictionary<string, string>> _given = new(StringComparer.Ordinal);

    /// <summary>Runs all tasks; returns whether none has failed.</summary>
    /// <param name="inputs">The values that the graph is given.</param>
    /// <param name="substitute">Replaces variables by values.</param>
    public bool Run(Dictionary<string, string> inputs, Func<string, Dictionary<string, string>, string> substitute)
    {
        foreach (var task in tasks.Children)
        {
            var name = Text(task["name"]);
            // A name that is not there yet would be a cycle, or a task that Argo does not know.
            string[] direct = ArgoShim.Find(task, "dependencies") is { } names ? [.. Texts(names)] : [];
            _before[name] = [.. direct, .. direct.SelectMany(d => _before[d])];
            var waits = direct.Select(d => _runs[d]).ToList();
            _given[name] = new(StringComparer.Ordinal);
            _runs.Add(name, Task.Run(async () => (await Task.WhenAll(waits)).All(p => p is ArgoPhase.Succeeded or ArgoPhase.Skipped) ? Start(name, task, inputs, substitute) : ArgoPhase.Omitted));
        }

        return !Task.WhenAll(_runs.Values).GetAwaiter().GetResult().Contains(ArgoPhase.Failed);
    }

    /// <summary>What a condition says, its variables replaced.</summary>
    public static bool Holds(string when) => when.Split(' ') switch
    {
        [var left, "==", var right] => left == right,
        [var left, "!=", var right] => left != right,
        _ => throw new InvalidOperationException(when),
    };

    ArgoPhase Start(string name, YamlNode task, Dictionary<string, string> inputs, Func<string, Dictionary<string, string>, string> substitute)
    {
        var known = new Dictionary<string, string>(inputs, StringComparer.Ordinal);
        foreach (var before in _before[name])
            lock (_given[before])
                foreach (var (parameter, value) in _given[before])
                    known[$"tasks.{before}.outputs.parameters.{parameter}"] = value;
        // Argo reads the list whether or not the condition holds.
        var items = ArgoShim.Find(task, "withParam") is YamlScalarNode list ? JsonSerializer.Deserialize<JsonElement[]>(substitute(list.Value!, known)) : null;
        if (items is { Length: 0 } || (ArgoShim.Find(task, "when") is YamlScalarNode when && !Holds(substitute(when.Value!, known))))
            return ArgoPhase.Skipped;
        if (items is null)
            return call(task, known, _given[name]) ? ArgoPhase.Succeeded : ArgoPhase.Failed;
        // What several pods give out is a list to those that come next, which nothing here asks for.
        var all = items.Select(i => Task.Run(() => call(task, new(known, StringComparer.Ordinal) { ["item"] = i.ValueKind == JsonValueKind.String ? i.GetString()! : i.GetRawText() }, new(StringComparer.Ordinal)))).ToArray();
        return Task.WhenAll(all).GetAwaiter().GetResult().All(succeeded => succeeded) ? ArgoPhase.Succeeded : ArgoPhase.Failed;
    }
}
