using System.Collections.Generic;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes a workflow's two classes: its definition, and the run with its slots, its graph and its switch from node to call.</summary>
static class WorkflowEmitter
{
    public static string Emit(WorkflowModel workflow)
    {
        var writer = new SourceWriter(
            workflow.Warnings,
            Allowed(workflow),
            $"Made by Aqueduct from the body of {workflow.Entry}: runs the workflow '{workflow.Name.Value}'.",
            "A field for each artifact, the graph as counters, and a switch from a node to its call.",
            "InputCounts[i] says for how many nodes node i waits; Dependents[Offsets[i]..Offsets[i + 1]] are those that wait for it.");
        int blocks;
        if (workflow.Container.IsPartial)
        {
            blocks = Text.Open(writer, workflow.Container);
        }
        else
        {
            writer.Open("namespace Aqueduct.Generated");
            blocks = 1;
        }

        writer.Open($"internal sealed class {workflow.ClassName} : global::Aqueduct.Runtime.Workflow");
        DefinitionEmitter.Write(writer, workflow);
        writer.Line();
        WriteCreate(writer, workflow);
        writer.Close();
        writer.Line();
        new RunEmitter(writer, workflow, new Slots(workflow), [workflow.Nodes]).Write();
        Text.Close(writer, blocks);
        return writer.Finish();
    }

    /// <summary>Warnings of what a person may write and the compiler has told them of.</summary>
    static IEnumerable<string> Allowed(WorkflowModel workflow)
    {
        var (usesCodecs, compares) = (false, false);
        foreach (var node in NodeWalk.All(workflow.Nodes))
        {
            foreach (var output in node.Outputs)
                usesCodecs |= output.Codec?.Contains("global::Aqueduct.Generated.") == true;
            foreach (var guard in node.Guards)
                compares |= Compares(guard.Condition);
        }

        if (workflow.Container.IsPartial)
            foreach (var name in Text.NameOf(workflow.Container))
                yield return name;
        if (usesCodecs)
            yield return Text.SameName;
        if (compares)
            yield return "CS0464, CS0472, CS0652, CS1718, CS8073 // conditions are asked as they were written, also those that are always true";
    }

    static bool Compares(ConditionModel condition) =>
        condition.Kind == ConditionKind.Compare || condition.Left is { } left && Compares(left) || condition.Right is { } right && Compares(right);

    static void WriteCreate(SourceWriter writer, WorkflowModel workflow)
    {
        writer.Line("public override global::Aqueduct.Runtime.WorkflowRun CreateRun(global::Aqueduct.Runtime.ParameterValues parameters, global::System.IServiceProvider services) =>");
        writer.Indent();
        if (workflow.Instance is not { } instance)
        {
            writer.Line($"new {workflow.ClassName}Run({(workflow.Parameters.Count > 0 ? "parameters" : "")});");
        }
        else
        {
            var services = new string[instance.Constructor.Count];
            for (var i = 0; i < services.Length; i++)
                services[i] = Service(instance.Constructor[i], i, workflow);
            writer.Call($"new {workflow.ClassName}Run({(workflow.Parameters.Count > 0 ? "parameters, " : "")}new {workflow.Container.Type.Full}", services, ");");
        }

        writer.Outdent();
    }

    static string Service(InstanceParameter parameter, int index, WorkflowModel workflow) => parameter.IsOptional
        ? $"services.GetService(typeof({parameter.Type.Full})) is {parameter.Type.Full.TrimEnd('?')} service{Text.Number(index)} ? service{Text.Number(index)} : {parameter.Default}"
        : $"global::Aqueduct.Runtime.WorkflowServices.Get<{parameter.Type.Full}>(services, {Text.Quote(parameter.Name)}, {Text.Quote(workflow.Container.Type.Display)})";
}
