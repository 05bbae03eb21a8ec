using Aqueduct.Generators.Tests.Support;
using Aqueduct.Runtime;

namespace Aqueduct.Generators.Tests;

/// <summary>Branches, maps and workflows in workflows: what is emitted for them does what a plain call would.</summary>
public class FlowTests
{
    const string Steps = """
        public record Row(int Id);
        public enum Mode { Fast, Full }
        public static partial class Flow
        {
            [Operator] static int One(int x = 1) => x;
            [Operator] static int Add(int a, int b) => a + b;
            [Operator] static List<int> Upto(int n) => [.. Enumerable.Range(1, n)];
            [Operator] static (int Low, string Text) Split(int x) => (x, "t" + x);
            [Operator] static async Task<int> Twice(int x) { await Task.Yield(); return 2 * x; }
            [Operator] static Table<Row> Rows(int n) => Table.Of(Enumerable.Range(1, n).Select(i => new Row(i)));
            [Operator] static int IdOf(Row row) => row.Id;
            [Operator] static int Total(IReadOnlyList<int> items) => items.Sum();
            [Operator] static int Totals(IReadOnlyList<IReadOnlyList<int>> items) => items.Sum(i => i.Sum());
            [Operator] static async IAsyncEnumerable<int> Stream(int n) { for (var i = 1; i <= n; i++) { await Task.Yield(); yield return i; } }
            [Operator] static async Task<int> Drain(IAsyncEnumerable<int> items) { var sum = 0; await foreach (var i in items) sum += i; return sum; }
            [Check] static bool IsOdd(int x) => x % 2 == 1;
            [Check] static async Task<bool> IsBig(int x) { await Task.Yield(); return x > 10; }
            [Metric] static double Size(int x) => x;
            [Save("demo", "a", SaveMode.Append)] static partial void SaveA(Table<Row> rows);
            [Save("demo", "b", SaveMode.Append)] static partial void SaveB(Table<Row> rows);
        """;

    static Task<Run> Of(string body, string parameters = "", string members = "") => Run.Of($$"""
        {{Steps}}
            {{members}}
            [Workflow("Flow")] static async Task Go({{parameters}}) { {{body}} await Task.CompletedTask; }
        }
        """.Replace("await Task.CompletedTask;", body.Contains("await") ? "" : "await Nop();").Replace("[Workflow(", body.Contains("await") ? "[Workflow(" : "[Operator] static async Task Nop() => await Task.Yield();\n[Workflow("));

    [Theory]
    [InlineData("if (IsOdd(1)) _ = One(); else _ = Upto(1);", "One")]
    [InlineData("if (IsOdd(2)) _ = One(); else _ = Upto(1);", "Upto")]
    [InlineData("if (!IsOdd(2)) _ = One();", "One")]
    [InlineData("if (IsOdd(1) && IsOdd(2)) _ = One();", "")]
    [InlineData("if (IsOdd(1) || IsOdd(2)) _ = One();", "One")]
    [InlineData("if (!(IsOdd(1) && !IsOdd(2))) _ = One(); else { _ = Upto(2); }", "Upto")]
    [InlineData("if (Size(3) < 4) _ = One();", "One")]
    [InlineData("var size = Size(3); if (size >= 3.0 && size <= Size(3) && size != 2 && size == 3) _ = One();", "One")]
    [InlineData("var odd = IsOdd(3); if (odd) _ = One();", "One")]
    [InlineData("if (await IsBig(11)) _ = One();", "One")]
    [InlineData("if (limit > Size(2)) _ = One();", "One")]
    [InlineData("if (mode == Mode.Fast) _ = One(); else if (mode == Mode.Full) _ = Upto(1);", "Upto")]
    [InlineData("if (full) _ = One(); if (text == null) _ = Upto(1);", "One,Upto")]
    [InlineData("if (maybe == null || maybe > 3) _ = One();", "One")]
    [InlineData("if (2 > 1) _ = One();", "One")]
    [InlineData("if (IsOdd(1)) { if (IsOdd(2)) _ = One(); else _ = Upto(1); }", "Upto")]
    [InlineData("if (IsOdd(2)) { if (IsOdd(1)) _ = One(); else _ = Upto(1); }", "")]
    [InlineData("if (IsOdd(2)) _ = One(); else if (IsOdd(4)) _ = One(); else { var x = Add(1, 2); _ = Upto(x); }", "Add,Upto")]
    public async Task A_branch_is_taken_as_in_plain_code(string body, string called)
    {
        var run = await Of(body, "double limit = 5, Mode mode = Mode.Full, bool full = true, string? text = null, int? maybe = null");
        Assert.Equal(called, string.Join(",", run.Order.Where(n => n is "One" or "Upto" or "Add")));
    }

    [Fact]
    public async Task A_save_in_a_branch_that_is_not_taken_is_skipped()
    {
        var run = await Of("var rows = Rows(2); if (Size(1) > 2) SaveA(rows); else SaveB(rows);");
        Assert.Equal(["SaveB"], run.Published);
        Assert.Equal(["SaveA"], run.Skipped);
    }

    [Fact]
    public async Task Guards_are_shown_as_people_write_them()
    {
        var run = Run.Workflow(Run.Load($$"""
            {{Steps}}
                [Workflow("Flow")] static void Go(Mode mode = Mode.Fast, int? n = null) { if ((Size(1) < 0.5 || !IsOdd(2)) && mode == Mode.Full) _ = One(); else if (n == null) _ = One(2); }
            }
            """));
        Assert.Equal(
            ["(Size < 0.5 || !IsOdd) && mode == Mode.Full", "!((Size < 0.5 || !IsOdd) && mode == Mode.Full); n == null"],
            run.Definition.Nodes.Where(n => n.Guards.Count > 0).Select(n => string.Join("; ", n.Guards)));
        await Run.Of(run, ParameterValues.None);
    }

    [Theory]
    [InlineData("_ = Total(Map.Each(Upto(3), x => Add(x, 10)));", "total", 36)]
    [InlineData("_ = Total(Map.Each(Upto(3), x => { var y = Add(x, 1); return Add(y, y); }));", "total", 18)]
    [InlineData("var k = One(5); _ = Total(Map.Each(Upto(3), x => Add(x, k), maxParallel: 2));", "total", 21)]
    [InlineData("_ = Total(await Map.EachAsync(Upto(3), async x => await Twice(x)));", "total", 12)]
    [InlineData("_ = Total(await Map.EachAsync(Upto(3), x => Twice(x)));", "total", 12)]
    [InlineData("_ = Total(Map.Each(Rows(3), row => IdOf(row)));", "total", 6)]
    [InlineData("_ = Totals(Map.Each(Upto(3), x => Map.Each(Upto(x), y => Add(Add(x, y), n))));", "totals", 84)]
    [InlineData("var pair = Split(4); _ = Total(Map.Each(Upto(2), x => Add(x, pair.Low)));", "total", 11)]
    [InlineData("var s = Stream(4); _ = Drain(s);", "drain", 10)]
    [InlineData("var s = Stream(4); await foreach (var x in s) _ = One(x); _ = await Drain(s);", "drain", 10)]
    public async Task A_map_gives_what_a_loop_gives(string body, string artifact, int expected) =>
        Assert.Equal(expected, (await Of(body, "int n = 10")).Artifacts[artifact]);

    [Fact]
    public async Task A_foreach_runs_its_body_for_each_item()
    {
        var run = await Of("var k = One(7); foreach (var part in Upto(3)) { var x = Add(part, k); Size(x); if (IsOdd(part)) { SaveA(Rows(x)); } else _ = Twice(x); }");
        Assert.Equal([8.0, 9.0, 10.0], Enumerable.Range(0, 3).Select(i => run.Metrics[$"Each(part)[{i}]/Size"]));
        Assert.Equal(["Each(part)[0]/SaveA", "Each(part)[2]/SaveA"], run.Published);
        Assert.Equal(["Each(part)[0]/Twice", "Each(part)[1]/Rows", "Each(part)[1]/SaveA", "Each(part)[2]/Twice"], run.Skipped);
    }

    [Fact]
    public async Task A_map_in_a_branch_is_skipped_with_it()
    {
        var run = await Of("if (IsOdd(2)) { foreach (var part in Upto(3)) _ = One(part); }");
        Assert.Equal(["Upto", "Each(part)"], run.Skipped);
    }

    [Fact]
    public async Task A_list_of_tables_is_stored_as_json()
    {
        var run = await Of("var tables = Map.Each(Upto(2), x => Rows(x)); foreach (var table in tables) foreach (var row in table) _ = IdOf(row);");
        Assert.Equal(1 + 2, ((System.Collections.IEnumerable)run.Artifacts["tables"]!).Cast<dynamic>().Sum(t => (int)t.Count));
        Assert.Equal("application/json", ((dynamic)run.Codecs["tables"]).MediaType);
    }

    const string Parts = """
            [Workflow("Prepare")] static (int Sum, List<int> Items) Prepare(int n, int more = 5) { var items = Upto(n); var sum = Add(Total(items), more); return (sum, items); }
            [Workflow("Clean")] static Table<Row> Clean(Table<Row> rows, bool strict = false) { if (strict) { SaveA(rows); } return Same(rows); }
            [Workflow("Nested")] static async Task<int> Nested(int n) { var (sum, _) = Prepare(n); return await Twice(sum); }
            [Operator] static Table<Row> Same(Table<Row> rows) => rows;
        """;

    [Theory]
    [InlineData("var (sum, items) = Prepare(3); _ = Add(sum, Total(items));", "add", 17)]
    [InlineData("var result = Prepare(more: 1, n: 3); _ = Add(result.Sum, 0);", "add", 7)]
    [InlineData("var twice = await Nested(3); _ = One(twice);", "twice", 22)]
    [InlineData("var a = Prepare(1); var b = Prepare(2); _ = Add(a.Sum, b.Sum);", "add", 14)]
    [InlineData("_ = Total(Map.Each(Upto(2), x => { var (s, _) = Prepare(x); return s; }));", "total2", 14)]
    public async Task A_called_workflow_is_read_in_its_place(string body, string artifact, int expected)
    {
        Assert.Equal(expected, (await Run.Of(Of(Load(body, "Flow"))[0], ParameterValues.None)).Artifacts[artifact]);
    }

    static List<Workflow> Of(System.Reflection.Assembly assembly) => [.. WorkflowCatalog.All().Where(w => w.GetType().Assembly == assembly)];

    static System.Reflection.Assembly Load(string body, string name) => Run.Load($$"""
        {{Steps}}
        {{Parts}}
            [Workflow("{{name}}")] static async Task Go() { {{(body.Contains("await") ? body : body + " await Twice(1);")}} }
        }
        """);

    [Fact]
    public async Task A_workflow_that_takes_artifacts_is_no_workflow_of_the_app()
    {
        var workflows = Of(Load("var rows = Clean(Rows(2)); SaveB(rows); _ = Prepare(1);", "Whole"));
        Assert.Equal(["Nested", "Prepare", "Whole"], workflows.Select(w => w.Definition.Name));
        var whole = workflows[2].Definition.Nodes;
        Assert.Equal(["", "Clean", "Prepare"], whole.Select(n => n.Group ?? "").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("false", Assert.Single(whole, n => n.Name == "SaveA").Guards[0]);
        var run = await Run.Of(workflows[2], ParameterValues.None);
        Assert.Equal(["SaveB"], run.Published);
        Assert.Equal(["SaveA"], run.Skipped);
    }

    [Fact]
    public async Task Odd_names_of_items_and_locals_do_not_collide()
    {
        var run = await Of("""
            var outer = One(1); var self = One(2); var item = Upto(1); var Node3Async = Add(outer, self); var EachRun = One(Node3Async); var runs = Map.Each(item, run => Add(run, EachRun)); var Items = Total(runs);
            foreach (var @class in runs) { var IsOpen = Add(@class, Items); var node = One(IsOpen); _ = One(node); }
            """);
        Assert.Equal(4, run.Artifacts["Items"]);
        Assert.Equal(8, run.Artifacts["Each(class)[0]/node"]);
    }

    [Fact]
    public void A_column_may_have_any_name() => App.Complete(App.Compilation("""
        public record Odd(int __table, int table, int OddColumns, int table_);
        public static partial class W { [Operator] static Table<Odd> Make() => Table.Of(new Odd(1, 2, 3, 4)); [Workflow("Odd")] static void Go() => _ = Make(); }
        """));

    [Fact]
    public async Task A_json_codec_of_a_type_is_used_inside_other_values()
    {
        var run = await Run.Of("""
            using System.Text.Json;
            [Codec(typeof(MoneyCodec))] public class Money(decimal x) { public decimal X => x; }
            public sealed class MoneyCodec : Aqueduct.Runtime.JsonCodec<Money>
            {
                public override void Write(Utf8JsonWriter writer, Money value) => writer.WriteStringValue("money:" + value.X);
                public override Money Read(JsonElement element) => new(decimal.Parse(element.GetString()![6..]));
            }
            public record Bill(Money Total, Money[] Items);
            public static partial class W { [Operator] static Bill Make() => new(new(3), [new(1), new(2)]); [Workflow("Bills")] static void Go() => _ = Make(); }
            """);
        using var stream = new MemoryStream();
        await ((dynamic)run.Codecs["make"]).WriteAsync((dynamic)run.Artifacts["make"]!, stream, CancellationToken.None);
        Assert.Equal("""{"Total":"money:3","Items":["money:1","money:2"]}""", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void The_sample_of_segments_compiles()
    {
        var source = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "segments.cs")).Where(l => !l.StartsWith("#:", StringComparison.Ordinal) && l != "using Aqueduct;");
        App.Complete(App.Compilation(string.Join("\n", source)));
        Assert.Empty(Read.Faults(string.Join("\n", source)));
    }

    const string Instance = """
        using Microsoft.Extensions.DependencyInjection;
        public sealed partial class Scorer { [Operator] public int Score(int x) => x + 1; }
        public sealed partial class Shop(TimeProvider time, Scorer scorer, string unit = "kg") : IDisposable
        {
            public static bool IsDisposed;
            readonly Scorer _scorer = scorer;
            Scorer Other { get; } = new();
            [Operator] int Year() => time.GetUtcNow().Year;
            [Operator] string Label(int x) => x + unit;
            [Operator] static int Plain(int x) => x * 2;
            [Services] internal static IServiceCollection Add(IServiceCollection services) => services;
            [Workflow("Shop")] void Go(int n = 3)
            {
                var year = Year();
                var score = _scorer.Score(Plain(Other.Score(n)));
                var label = Label(score);
                _ = Map.Each(Map.Each(Items(), x => _scorer.Score(x)), y => this.Label(y));
                _ = label + year;
            }
            [Operator] int[] Items() => [1, 2];
            public void Dispose() => IsDisposed = true;
        }
        """;

    sealed class Services(Func<Type, object?> find) : IServiceProvider
    {
        public object? GetService(Type type) => find(type);
    }

    [Fact]
    public async Task An_instance_workflow_is_built_from_services_and_disposed_of()
    {
        var assembly = Run.Load(Instance.Replace("_ = label + year;", "_ = label; _ = year;"));
        var scorer = Activator.CreateInstance(assembly.GetType("Scorer")!)!;
        var run = await Run.Of(Run.Workflow(assembly), ParameterValues.None, new Services(t => t == typeof(TimeProvider) ? TimeProvider.System : t.Name == "Scorer" ? scorer : null));
        Assert.Equal("9kg", run.Artifacts["label"]);
        Assert.Equal(DateTime.UtcNow.Year, run.Artifacts["year"]);
        Assert.Equal(["2kg", "3kg"], Assert.IsAssignableFrom<IReadOnlyList<string>>(run.Artifacts["eachY"]));
        await ((IAsyncDisposable)run.Generated!).DisposeAsync();
        Assert.True((bool)assembly.GetType("Shop")!.GetField("IsDisposed")!.GetValue(null)!);
    }

    [Theory]
    [InlineData("internal static", true)]
    [InlineData("private static", false)]
    [InlineData("internal", false)]
    public void Methods_that_add_services_are_registered_where_generated_code_can_call_them(string modifiers, bool isRegistered)
    {
        var registration = App.Generate(Instance.Replace("internal static IServiceCollection", modifiers + " IServiceCollection")).File("AqueductRegistration.g.cs");
        Assert.Equal(isRegistered, registration.Contains("WorkflowCatalog.AddServices(static services => global::Shop.Add(services));"));
    }

    [Fact]
    public void A_missing_service_is_named()
    {
        var workflow = Run.Workflow(Run.Load(Instance.Replace("_ = label + year;", "_ = label; _ = year;")));
        var error = Assert.ThrowsAny<InvalidOperationException>(() => workflow.CreateRun(ParameterValues.None, new Services(_ => null)));
        Assert.StartsWith("The constructor of Shop takes TimeProvider time, and no service of that type is added", error.Message, StringComparison.Ordinal);
    }
}
