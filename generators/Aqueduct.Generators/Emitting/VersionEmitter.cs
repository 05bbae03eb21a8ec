using Aqueduct.Generators.Versions;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes the versions of the project's operators, checks and metrics, and their code: a text, so that it costs nothing until somebody asks.</summary>
static class VersionEmitter
{
    public const string Hint = "AqueductCodeVersions.g.cs";

    public static string Emit(CodeVersions versions, bool embeds)
    {
        var writer = new SourceWriter([], [], "Made by Aqueduct: versions of the code of operators, checks and metrics: another one where a token of the method, or of anything it uses in this project, is another. And the methods as they are written, unless AqueductEmbedSources is false.");
        writer.Open("namespace Aqueduct.Generated");
        writer.Open("internal static class AqueductCodeVersions");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Line("internal static void Register() => global::Aqueduct.Runtime.CodeVersions.Add(");
        writer.Indent();
        writer.Line("\"\"\"");
        foreach (var version in versions.Methods)
            writer.Line($"{version.Method} {version.Hash}{(version.UsesLibraries ? " libraries" : "")}{(version.UsesRun ? " run" : "")}");
        writer.Line("\"\"\",");
        if (versions.Libraries.Count == 0)
        {
            writer.Line("static () => []);");
        }
        else
        {
            writer.Line("static () =>");
            writer.Line("[");
            writer.Indent();
            foreach (var type in versions.Libraries)
                writer.Line($"typeof({type}).Module,");
            writer.Outdent();
            writer.Line("]);");
        }

        writer.Outdent();
        writer.Close();
        if (embeds)
            SourcesEmitter.Emit(writer, versions.Sources);
        writer.Close();
        return writer.Finish();
    }
}
