using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Benchmarks.Generator;

/// <summary>A project as people write it: a file for every ten operators and the workflow over them, and one file with no workflow in it.</summary>
sealed class AuthoredProject
{
    const int OperatorsInFile = 10;
    static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);
    static readonly ImmutableArray<MetadataReference> References = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(OperatorAttribute).Assembly.Location)];
    static readonly SyntaxTree Usings = Parse("Usings.cs", "global using System; global using System.Linq; global using Aqueduct;");

    readonly SyntaxTree[] _files;
    readonly SyntaxTree _unrelated = Parse("Unrelated.cs", Unrelated("first"));

    public AuthoredProject(int operators) => _files = [.. Enumerable.Range(0, operators / OperatorsInFile).Select(i => Parse($"File{i}.cs", Workflow(i, "+ 1")))];

    public static CSharpParseOptions ParseOptions => Options;

    /// <summary>The project as a compilation nobody has asked anything of yet.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "Authored", [Usings, .. _files, _unrelated], References, new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The project after an edit of the file without a workflow.</summary>
    public CSharpCompilation AfterUnrelatedEdit() => Compile().ReplaceSyntaxTree(_unrelated, Parse("Unrelated.cs", Unrelated("second")));

    /// <summary>The project after an edit inside the body of one operator.</summary>
    public CSharpCompilation AfterBodyEdit() => Compile().ReplaceSyntaxTree(_files[0], Parse("File0.cs", Workflow(0, "+ 2")));

    static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Options, path, Encoding.UTF8);

    static string Unrelated(string text) => $$"""
        static class Unrelated
        {
            public static string Text() => "{{text}}";
        }
        """;

    static string Workflow(int file, string change)
    {
        var text = new StringBuilder($$"""
            public sealed record Row{{file}}(int Id, double Value);

            public static partial class Flow{{file}}
            {
                [Sql("demo", "SELECT cust_id AS id, n_rows AS value FROM customers")]
                public static partial Table<Row{{file}}> Rows();


            """);
        for (var i = 0; i < OperatorsInFile; i++)
            text.Append($"    [Operator] public static Table<Row{file}> Step{i}(Table<Row{file}> rows) => rows.Select(r => r with {{ Value = r.Value {change} }});\n");
        text.Append($$"""

                [Metric, Bound(Below = 100)]
                public static double Mean(Table<Row{{file}}> rows) => rows.Average(r => r.Value);

                [Save("demo", "rows_{{file}}", SaveMode.Replace)]
                public static partial void Keep(Table<Row{{file}}> rows);

                [Workflow("Flow {{file}}")]
                public static void Run()
                {
                    var step = Rows();

            """);
        for (var i = 0; i < OperatorsInFile; i++)
            text.Append($"        var step{i} = Step{i}({(i == 0 ? "step" : $"step{i - 1}")});\n");
        return text.Append($"        Mean(step{OperatorsInFile - 1});\n        Keep(step{OperatorsInFile - 1});\n    }}\n}}\n").ToString();
    }
}
