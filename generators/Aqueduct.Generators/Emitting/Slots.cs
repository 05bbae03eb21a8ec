using System;
using System.Collections.Generic;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>How the run classes of a workflow name their parameters, items and artifacts, where their own names are taken by the classes themselves.</summary>
/// <remarks>Names are unique in a workflow, so that one table serves its run class and those of its maps, which lie inside it.</remarks>
sealed class Slots
{
    static readonly string[] Members = ["InputCounts", "Offsets", "Dependents", "InvokeAsync", "IsOpen", "Items", "StoreAsync", "RestoreAsync", "KeyOf", "DisposeAsync", "Equals", "GetHashCode", "GetType", "ToString", "Finalize", "MemberwiseClone", "ReferenceEquals", "self", "outer"];
    static readonly HashSet<string> Locals = ["run", "node", "sink", "source", "parameters", "item", "runs"];

    readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    readonly Dictionary<NodeModel, string> _maps = [];
    readonly HashSet<string> _taken = new(Members, StringComparer.Ordinal);

    public Slots(WorkflowModel workflow)
    {
        _taken.Add(workflow.ClassName + "Run");
        var nodes = new List<NodeModel>(NodeWalk.All(workflow.Nodes));
        foreach (var node in nodes)
        {
            _taken.Add($"Node{Text.Number(node.Id)}Async");
            _taken.Add($"Store{Text.Number(node.Id)}Async");
        }

        foreach (var node in nodes)
            if (node.Map is { } map)
                _maps[node] = Take("Each" + char.ToUpperInvariant(map.Item[0]) + map.Item.Substring(1));
        foreach (var parameter in workflow.Parameters)
            Add(parameter.Name);
        foreach (var node in nodes)
        {
            if (node.Map is { } map)
                Add(map.Item);
            foreach (var output in node.Outputs)
                if (output.HasSlot)
                    Add(output.Name);
        }
    }

    void Add(string name) => _fields[name] = Take(name);

    string Take(string wanted)
    {
        while (!_taken.Add(wanted))
            wanted += "_";
        return wanted;
    }

    /// <summary>The class of a map's runs.</summary>
    public string ClassOf(NodeModel map) => _maps[map];

    /// <summary>The field as it is declared.</summary>
    public string Field(string name) => Text.Identifier(_fields[name]);

    /// <summary>The field as a method of a run class uses it: of its own run, or of one so many graphs further out.</summary>
    public string Use(string name, int depth = 0) => depth > 0 ? Outer(depth) + Field(name) : Locals.Contains(_fields[name]) ? "this." + _fields[name] : Field(name);

    /// <summary>The way from the run of an inner graph to one further out.</summary>
    public static string Outer(int depth)
    {
        var path = "";
        for (; depth > 0; depth--)
            path += "outer.";
        return path;
    }

    /// <summary>Whether a method of this name can be called by it alone from inside the run classes.</summary>
    public bool IsFree(string method) => !_taken.Contains(method) && !Locals.Contains(method);
}
