using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>How a run class names its parameters and artifacts, where their own names are taken by the class itself.</summary>
sealed class Slots
{
    static readonly HashSet<string> Members = ["InputCounts", "Offsets", "Dependents", "InvokeAsync", "IsOpen", "Items", "StoreAsync", "Equals", "GetHashCode", "GetType", "ToString", "Finalize", "MemberwiseClone", "ReferenceEquals"];
    static readonly HashSet<string> Locals = ["run", "node", "sink", "parameters"];

    readonly HashSet<string> _names = [];
    readonly string _runClass;

    public Slots(WorkflowModel workflow)
    {
        _runClass = workflow.ClassName + "Run";
        foreach (var parameter in workflow.Parameters)
            _names.Add(parameter.Name);
        foreach (var node in workflow.Nodes)
            foreach (var output in node.Outputs)
                if (output.HasSlot)
                    _names.Add(output.Name);
    }

    /// <summary>The field as it is declared.</summary>
    public string Field(string name) => Members.Contains(name) || name == _runClass ? name + "_" : Text.Identifier(name);

    /// <summary>The field as a method of the run class uses it.</summary>
    public string Use(string name) => Locals.Contains(name) ? "this." + name : Field(name);

    /// <summary>Whether a method of this name can be called by it alone from inside the run class.</summary>
    public bool IsFree(string method) => !_names.Contains(method) && !Members.Contains(method) && !(method.EndsWith("Async", System.StringComparison.Ordinal) && (method.StartsWith("Node", System.StringComparison.Ordinal) || method.StartsWith("Store", System.StringComparison.Ordinal)));
}
