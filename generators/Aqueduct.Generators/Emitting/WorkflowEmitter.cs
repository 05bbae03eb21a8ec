using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes a workflow's two classes: its definition, and the run with its slots, its graph and its switch from node to call.</summary>
static class WorkflowEmitter
{
    public static string Emit(WorkflowModel workflow)
    {
        var writer = new SourceWriter(
            $"Runs the workflow '{workflow.Name.Value}', read from the body of {workflow.Entry}.",
            "One field for each artifact; the graph as counters (InputCounts, and in Dependents[Offsets[i]..Offsets[i + 1]] who waits for node i); a switch from node to call.");
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

    static void WriteCreate(SourceWriter writer, WorkflowModel workflow)
    {
        writer.Line("public override global::Aqueduct.Runtime.WorkflowRun CreateRun(global::Aqueduct.Runtime.ParameterValues parameters, global::System.IServiceProvider services) =>");
        writer.Indent();
        if (workflow.Instance is not { } instance)
        {
            writer.Line($"new {workflow.ClassName}Run(parameters);");
        }
        else
        {
            writer.Line($"new {workflow.ClassName}Run(parameters, new {workflow.Container.Type.Full}(");
            writer.Indent();
            for (var i = 0; i < instance.Constructor.Count; i++)
                writer.Line(Service(instance.Constructor[i], i, workflow) + (i + 1 < instance.Constructor.Count ? "," : "));"));
            if (instance.Constructor.Count == 0)
                writer.Line("));");
            writer.Outdent();
        }

        writer.Outdent();
    }

    static string Service(InstanceParameter parameter, int index, WorkflowModel workflow) => parameter.IsOptional
        ? $"services.GetService(typeof({parameter.Type.Full})) is {parameter.Type.Full.TrimEnd('?')} service{Text.Number(index)} ? service{Text.Number(index)} : {parameter.Default}"
        : $"global::Aqueduct.Runtime.WorkflowServices.Get<{parameter.Type.Full}>(services, {Text.Quote(parameter.Name)}, {Text.Quote(workflow.Container.Type.Display)})";
}
