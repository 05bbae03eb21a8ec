using System.Collections.Generic;
using Aqueduct.Graph;
using Aqueduct.Model;
using Aqueduct.Reading;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes what an app has once: the module initializer, the entry point, the carrier of the model.</summary>
static class AppEmitter
{
    public const string InitializerHint = "AqueductRegistration.g.cs";
    public const string WorkflowsHint = "AqueductRegistration.Workflows.g.cs";
    public const string MainHint = "AqueductProgram.g.cs";
    public const string CarrierHint = "AqueductModelCarrier.g.cs";

    /// <summary>Registers row types, services, and what the app's references add; workflows join in another file, which may be absent while the person is typing.</summary>
    public static string Initializer(EquatableArray<RowModel> rows, EquatableArray<ServicesModel> services, EquatableArray<string> connectors, EquatableArray<EndpointModel> endpoints)
    {
        var warnings = new SortedSet<string>(System.StringComparer.Ordinal);
        foreach (var row in rows)
            warnings.UnionWith(row.Warnings.AsSpan().ToArray());
        foreach (var method in services)
            warnings.UnionWith(method.Warnings.AsSpan().ToArray());
        foreach (var endpoint in endpoints)
            warnings.UnionWith(endpoint.Method.Warnings.AsSpan().ToArray());
        var writer = new SourceWriter(Warnings.ToEquatable(warnings), [Text.SameName], "Made by Aqueduct: registers what was generated, before anything of this assembly runs.");
        writer.Open("namespace Aqueduct.Generated");
        writer.Open("internal static partial class AqueductRegistration");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Open("internal static void Register()");
        foreach (var connector in connectors)
            writer.Line($"{connector}.Register();");
        foreach (var row in rows)
            writer.Line($"global::Aqueduct.Runtime.RowType<{row.Type.Full}>.Register(new {row.Identifier}Row());");
        foreach (var method in services)
            writer.Line($"global::Aqueduct.Runtime.WorkflowCatalog.AddServices(static services => {method.Call}(services));");
        foreach (var endpoint in endpoints)
            EndpointEmitter.Write(writer, endpoint);
        writer.Line("RegisterWorkflows();");
        writer.Close();
        writer.Line();
        writer.Line("static partial void RegisterWorkflows();");
        writer.Close();
        writer.Close();
        return writer.Finish();
    }

    public static string Workflows(IReadOnlyList<WorkflowModel> workflows)
    {
        var warnings = new SortedSet<string>(System.StringComparer.Ordinal);
        foreach (var workflow in workflows)
            warnings.UnionWith(workflow.Warnings.AsSpan().ToArray());
        var writer = new SourceWriter(Warnings.ToEquatable(warnings), [Text.SameName], "Made by Aqueduct: registers the workflows of this app.");
        writer.Open("namespace Aqueduct.Generated");
        writer.Open("internal static partial class AqueductRegistration");
        writer.Open("static partial void RegisterWorkflows()");
        foreach (var workflow in workflows)
            writer.Line($"global::Aqueduct.Runtime.WorkflowCatalog.Add(static () => new {(workflow.Container.IsPartial ? workflow.Container.Type.Full : "global::Aqueduct.Generated")}.{workflow.ClassName}());");
        writer.Close();
        writer.Close();
        writer.Close();
        return writer.Finish();
    }

    public static string Main()
    {
        var writer = new SourceWriter([], [], "Made by Aqueduct: the entry point of an app that has none of its own.");
        writer.Open("namespace Aqueduct.Generated");
        writer.Open("internal static class AqueductProgram");
        writer.Line("static global::System.Threading.Tasks.Task<int> Main(string[] args) => global::Aqueduct.AqueductHost.RunAsync(args);");
        writer.Close();
        writer.Close();
        return writer.Finish();
    }

    /// <summary>On a private method: there the attribute is no part of the reference assembly, and trimming drops it.</summary>
    public static string Carrier(IReadOnlyList<WorkflowModel> workflows)
    {
        var writer = new SourceWriter([], [], "Made by Aqueduct: carries the model to the build tasks, which read it from the compiled assembly.");
        writer.Open("namespace Aqueduct.Generated");
        writer.Open("internal static class AqueductModelCarrier");
        writer.Line("[global::Aqueduct.Runtime.AqueductModel(");
        writer.Indent();
        var json = ModelJson.Of(workflows);
        for (var start = 0; start < json.Length;)
        {
            // A constant of many short pieces: nobody reads, and no editor shows, a line of a hundred thousand letters.
            var end = start + 100 < json.Length ? json.IndexOf(',', start + 100) + 1 : json.Length;
            if (end == 0)
                end = json.Length;
            writer.Line(Text.Quote(json.Substring(start, end - start)) + (end < json.Length ? " +" : ")]"));
            start = end;
        }

        writer.Outdent();
        writer.Open("static void Model()");
        writer.Close();
        writer.Close();
        writer.Close();
        return writer.Finish();
    }
}
