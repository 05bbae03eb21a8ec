using Aqueduct.Analyzers.Tests.Corpus;
using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Generators.Tests;

/// <summary>Emitted code gives no warning of its own at the highest level, nullable and documentation warnings included: there is no file-wide pragma that would hide one.</summary>
public class WarningTests
{
    static void Compiles(string members, string types = "") => App.Complete(App.Compilation($$"""
        {{types}}
        public record Row(int Id, string? Name);
        public static partial class Flow
        {
            [Sql("demo", "SELECT 1 AS id")] public static partial Table<Row> Rows();
            [Operator] public static string? Find(Table<Row> rows) => rows[0].Name;
            [Check] public static bool IsShort(string text) => text.Length < 9;
            {{members}}
        }
        """));

    [Fact]
    public void No_file_switches_all_warnings_off() =>
        Assert.All(App.Generate(Source.Churn, Source.Segments.Replace("Customer", "Client")).GeneratedSources, source =>
            Assert.DoesNotContain("#pragma warning disable\n", source.SourceText.ToString()));

    public static TheoryData<string> Programs => [.. Everyday.Clean.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Nor_does_what_is_generated_for_a_program_of_a_working_day(string program)
    {
        var compilation = App.Compilation(OutputKind.ConsoleApplication, Everyday.Clean[program]);
        compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.First()).AddSyntaxTrees(App.Tree(Source.Usings.Replace("global using Aqueduct;", "global using System.Net.Http;"), "Usings.cs"));
        IEnumerable<AdditionalText> files = Everyday.Files.Select(f => new TextFile(f.Path, f.Text));
        App.Driver().AddAdditionalTexts([.. files]).RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(complete.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !compilation.ContainsSyntaxTree(d.Location.SourceTree!)));
        Assert.NotEqual(compilation.SyntaxTrees.Length, complete.SyntaxTrees.Count());
    }

    [Theory]
    [InlineData("churn.cs")]
    [InlineData("files.cs")]
    [InlineData("segments.cs")]
    public void Nor_for_a_sample(string sample)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, sample)).Where(l => !l.StartsWith("#:", StringComparison.Ordinal) && l != "using Aqueduct;");
        App.Complete(App.Compilation(OutputKind.ConsoleApplication, string.Join("\n", lines)));
    }

    sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => Microsoft.CodeAnalysis.Text.SourceText.From(text);
    }

    [Theory]
    [InlineData("[Obsolete] ", "CS0612")]
    [InlineData("[Obsolete(\"Use another.\")] ", "CS0618")]
    [InlineData("[Obsolete(\"Use another.\", DiagnosticId = \"OLD1\")] ", "OLD1")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")] ", "NEW1")]
    public void An_operator_may_be_obsolete_or_experimental(string attribute, string id)
    {
        var source = $$"""
            #pragma warning disable {{id}}
            public static partial class Flow
            {
                {{attribute}}[Operator] public static int One() => 1;
                [Metric] public static int Two(int one) => one;
                [Workflow("Go")] public static void Go() => Two(One());
            }
            """;
        App.Complete(App.Compilation(source));
        Assert.Contains($"#pragma warning disable {id} // ", App.Generate(source).File(".Workflow.g.cs"));
    }

    [Theory]
    [InlineData("{0} public record Thing(int Id);")]
    [InlineData("public class Thing {{ {0} public int Id {{ get; set; }} }}")]
    [InlineData("public static class Around {{ }} public record Thing(Kind Id); public enum Kind {{ [Obsolete] None, {0} Some }}")]
    public void So_may_types_and_their_members(string type)
    {
        foreach (var (attribute, ids) in new[] { ("[Obsolete(\"Use another.\")]", "CS0618, CS0612"), ("[System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")]", "NEW1, CS0612") })
            App.Complete(App.Compilation($$"""
                #pragma warning disable {{ids}}
                {{string.Format(System.Globalization.CultureInfo.InvariantCulture, type, attribute)}}
                public static partial class Flow
                {
                    [Sql("demo", "SELECT 1 AS id")] public static partial Table<Thing> Rows();
                    [Operator] public static List<Thing> All(Table<Thing> rows) => rows.ToList();
                    [Operator] public static Thing First(List<Thing> rows) => rows[0];
                    [Save("demo", "things", SaveMode.Replace)] static partial void Keep(Table<Thing> rows);
                    [Workflow("Go")] public static void Go() { var rows = Rows(); First(All(rows)); Keep(rows); }
                }
                """));
    }

    [Fact]
    public void So_may_services_codecs_constants_and_the_workflow_s_own_type() => App.Complete(App.Compilation("""
        #pragma warning disable CS0618, NEW1, OLD2
        public enum Kind { [Obsolete("Use Next.", DiagnosticId = "OLD2")] Old, Next }
        public sealed class Clock { public int Now => 1; [Operator] public int Read(Kind kind) => Now; }
        public record Model(int Weight);
        [System.Diagnostics.CodeAnalysis.Experimental("NEW1")]
        public sealed class ModelCodec : Aqueduct.Runtime.JsonCodec<Model>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Model value) => writer.WriteNumberValue(value.Weight);
            public override Model Read(System.Text.Json.JsonElement element) => new(element.GetInt32());
        }
        [Obsolete("Use Flow2.")]
        public sealed partial class Flow([System.Diagnostics.CodeAnalysis.AllowNull] string? name = null)
        {
            [Obsolete("Use another.")] readonly Clock _clock = new();
            public string? Name => name;
            [Services] public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            [Operator, Codec(typeof(ModelCodec))] public static Model Fit(int now) => new(now);
            [Check] public static bool Any(Model model) => true;
            [Workflow("Go")] public void Go() => Any(Fit(_clock.Read(Kind.Old)));
        }
        """));

    [Fact]
    public void Code_that_nobody_uses_by_hand_disables_nothing() =>
        Assert.All(App.Generate(Source.Churn).GeneratedSources, source => Assert.DoesNotContain("CS061", source.SourceText.ToString()));

    [Theory]
    [InlineData("[Workflow(\"Go\")] public static void Go() => IsShort(Find(Rows())!);")]
    [InlineData("[Workflow(\"Go\")] public static void Go() { var found = Find(Rows())!; IsShort(found); }")]
    [InlineData("[Workflow(\"Go\")] public static void Go(string? text = null, string other = null!) { IsShort(text!); IsShort(other); }")]
    [InlineData("[Workflow(\"Go\")] public static void Go() => IsShort(null!);")]
    [InlineData("[Operator] public static int Count(string text = null!, int times = 1) => times; [Workflow(\"Go\")] public static int Go() => Count(times: 2);")]
    [InlineData("[Operator] public static List<string>? Words() => null; [Workflow(\"Go\")] public static void Go() { foreach (var word in Words()!) IsShort(word); }")]
    [InlineData("[Operator] public static List<string?> Words() => []; [Operator] public static int Count(List<string> words) => 1; [Workflow(\"Go\")] public static int Go() => Count(Words()!);")]
    [InlineData("[Operator] public static Row? One() => null; [Operator] public static Table<Row>? Some() => null; [Operator] public static Dictionary<string, Row?>? Map() => null; [Operator] public static int All(Row? a, Table<Row>? b, Dictionary<string, Row?>? c) => 1; [Workflow(\"Go\")] public static int Go() => All(One(), Some(), Map());")]
    [InlineData("[Workflow(\"Part\")] public static void Part(string text) => IsShort(text); [Workflow(\"Go\")] public static void Go() => Part(Find(Rows())!);")]
    public void What_a_body_knows_not_to_be_null_is_not_null_in_the_run_class(string members) => Compiles(members);

    [Theory]
    [InlineData("n != null")]
    [InlineData("n < 5000000000L")]
    [InlineData("n == n")]
    [InlineData("day == null || d > 1")]
    public void A_condition_that_is_always_true_is_asked_as_it_was_written(string condition) => Compiles($$"""
        #pragma warning disable CS0472, CS0652, CS1718, CS8073
        [Workflow("Go")] public static void Go(int n = 1, double d = 2, DayOfWeek day = DayOfWeek.Friday)
        {
            if ({{condition}}) IsShort("a");
        }
        """);

    [Fact]
    public void A_column_may_hide_what_every_type_has() => App.Complete(App.Compilation("""
        public class Thing { public new int GetType { get; set; } public new int MemberwiseClone { get; set; } public int Finalize { get; set; } public int table { get; set; } }
        public static partial class Flow
        {
            [Sql("demo", "SELECT 1 AS id")] public static partial Table<Thing> Things();
            [Metric] public static int Count(Table<Thing> things) => things.Count;
            [Workflow("Go")] public static void Go() => Count(Things());
        }
        """));

    [Fact]
    public void A_file_without_nullable_context_gives_none_of_its_warnings() => Compiles("", "#nullable disable\npublic static partial class Old { [Sql(\"demo\", \"SELECT @text AS id\")] public static partial Table<Row> Ask(string text); [Operator] public static string Name(Table<Row> rows, string other) => null; [Workflow(\"Old\")] public static string Go(string text = null) => Name(Ask(text), null); }\n#nullable enable");

    [Fact]
    public void An_app_may_see_the_internals_of_another()
    {
        using var image = new MemoryStream();
        var library = App.Complete(App.Compilation("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]", Source.Segments));
        Assert.True(library.Emit(image).Success);
        App.Complete(App.Compilation("""
            public static partial class Flow
            {
                [Operator] public static List<Segment> Make() => [];
                [Operator] public static Table<Customer> Customers(List<Segment> segments) => Table.Of<Customer>([]);
                [Operator] public static IReadOnlyList<Segment> Describe(Table<Customer> customers) => [];
                [Workflow("Go")] public static IReadOnlyList<Segment> Go() => Describe(Customers(Make()));
            }
            """).AddReferences(MetadataReference.CreateFromImage(image.ToArray())).WithAssemblyName("Tests"));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void CSharp_13_and_later_compile_it_without_a_using(LanguageVersion version)
    {
        var options = App.Options.WithLanguageVersion(version);
        var compilation = App.Compilation().RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText("""
            namespace Aqueduct.Generated.System // a name that would hide the base library, were it not named in full
            {
                public record Row(int Id, global::System.DateTime Day);
                public static partial class Flow
                {
                    [global::Aqueduct.Sql("demo", "SELECT 1 AS id\nFROM \"rows\"\n\nWHERE id > @least")] public static partial global::Aqueduct.Table<Row> Rows(int least);
                    [global::Aqueduct.Operator] public static async global::System.Threading.Tasks.Task<global::System.Collections.Generic.List<Row>> All(global::Aqueduct.Table<Row> rows) { await global::System.Threading.Tasks.Task.Yield(); return [.. rows]; }
                    [global::Aqueduct.Metric] public static int Count(global::System.Collections.Generic.List<Row> rows) => rows.Count;
                    [global::Aqueduct.Workflow("Go")] public static async global::System.Threading.Tasks.Task Go(global::System.DayOfWeek day = global::System.DayOfWeek.Friday) { if (day == global::System.DayOfWeek.Friday) Count(await All(Rows(1))); }
                }
            }
            """, options, "Flow.cs"));
        App.Driver(options).RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        Assert.Empty(complete.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Location.SourceTree?.FilePath != "Flow.cs"));
    }
}
