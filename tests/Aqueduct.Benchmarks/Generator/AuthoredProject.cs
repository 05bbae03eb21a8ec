using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Logging;
using Riok.Mapperly.Abstractions;

namespace Aqueduct.Benchmarks.Generator;

/// <summary>A project as people write it: files of ten marked methods each, among three times as many files as there are marked methods.</summary>
/// <param name="methods">Number of marked methods, a multiple of ten.</param>
/// <param name="file">Text of a file, from its number and the expression that a body edit changes.</param>
sealed class AuthoredProject(int methods, Func<int, string, string> file)
{
    public const int MethodsInFile = 10;
    public const string GlobalUsings = "global using System; global using System.Linq; global using System.Text.Json.Serialization; global using System.Text.RegularExpressions; global using Aqueduct; global using Microsoft.Extensions.Logging; global using Riok.Mapperly.Abstractions;";
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);
    static readonly CSharpCompilationOptions Options = new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
    static readonly ImmutableArray<MetadataReference> References =
        [.. Net100.References.All, .. new[] { typeof(OperatorAttribute), typeof(ILogger), typeof(MapperAttribute) }.Select(t => MetadataReference.CreateFromFile(t.Assembly.Location))];
    static readonly SyntaxTree Usings = Parse("Usings.cs", GlobalUsings);

    readonly SyntaxTree[] _files = [.. Enumerable.Range(0, methods / MethodsInFile).Select(i => Parse($"File{i}.cs", file(i, "+ 1")))];
    readonly SyntaxTree[] _plain = [.. Enumerable.Range(0, (3 * methods) - (methods / MethodsInFile)).Select(i => Parse($"Plain{i}.cs", Plain(i)))];
    readonly SyntaxTree _unrelated = Parse("Unrelated.cs", """static class Unrelated { public static string Text() => "before"; }""");

    /// <summary>The project as a compilation nobody has asked anything of yet.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create("Authored", [Usings, .. _files, .. _plain, _unrelated], References, Options);

    /// <summary>The project after an edit of the file that concerns no generator. As in an editor, an edit keeps the bound references and no bound source.</summary>
    public CSharpCompilation AfterUnrelatedEdit(CSharpCompilation before) =>
        before.ReplaceSyntaxTree(_unrelated, Parse("Unrelated.cs", """static class Unrelated { public static string Text() => "after"; }"""));

    /// <summary>The project after an edit inside the body of one method.</summary>
    public CSharpCompilation AfterBodyEdit(CSharpCompilation before) => before.ReplaceSyntaxTree(_files[0], Parse("File0.cs", file(0, "+ 2")));

    /// <summary>A file that concerns no generator.</summary>
    public static string Plain(int number) => $"static class Plain{number} {{ public static int Twice(int value) => 2 * value; public static string Text() => \"{number}\"; }}";

    static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path, Encoding.UTF8);
}
