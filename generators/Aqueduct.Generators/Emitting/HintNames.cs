using System.Text;
using Aqueduct.Model;
using Aqueduct.Reading;

namespace Aqueduct.Generators.Emitting;

/// <summary>Names of generated files: readable, legal in every file system, and never the same twice.</summary>
static class HintNames
{
    public static string Of(WorkflowModel workflow) => Unique(workflow.Entry, workflow.Container.Type.Full + "." + workflow.ClassName) + ".Workflow.g.cs";

    public static string Of(MethodModel method, string kind)
    {
        var signature = new StringBuilder(method.Container.Type.Full).Append('.').Append(method.Name);
        foreach (var parameter in method.Parameters)
            signature.Append(',').Append(parameter.Type.Full);
        return Unique(method.Display, signature.ToString()) + "." + kind + ".g.cs";
    }

    public static string Of(RowModel row) => row.Identifier + ".Row.g.cs";

    public static string Of(JsonTypeModel type) => type.ClassName + ".g.cs";

    static string Unique(string readable, string identity)
    {
        var text = new StringBuilder(readable.Length + 9);
        foreach (var c in readable)
            text.Append(c is '.' or '_' || char.IsLetterOrDigit(c) ? c : '_');
        return text.Append('_').Append(TypeNames.Hash(identity)).ToString();
    }
}
