using Aqueduct.Generators.Versions;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes what operators, checks and metrics look like: cases of a switch, so that none of it is in memory until somebody asks.</summary>
static class SourcesEmitter
{
    public static void Emit(SourceWriter writer, EquatableArray<MethodSource> sources)
    {
        writer.Line();
        writer.Open("internal static class AqueductSources");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Line("internal static void Register() => global::Aqueduct.Runtime.CodeSources.Add(Of);");
        writer.Line();
        writer.Line("private static string? Of(string method) => method switch");
        writer.Open();
        foreach (var source in sources)
        {
            // More quotes than stand anywhere in it.
            var quotes = new string('"', 3);
            while (source.Text.Contains(quotes))
                quotes += '"';
            writer.Line($"\"{source.Method}\" =>");
            writer.Indent();
            writer.Line(quotes);
            writer.Line(source.Text);
            writer.Line(quotes + ",");
            writer.Outdent();
        }

        writer.Line("_ => null,");
        writer.Close(";");
        writer.Close();
    }
}
