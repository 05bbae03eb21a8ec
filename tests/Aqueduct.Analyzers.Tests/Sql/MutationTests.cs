using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Analyzers.Tests;

/// <summary>A hundred ways in which a database, a query and a row drift apart: at least 95 are seen while typing, and nothing is said of what is right.</summary>
public class MutationTests
{
    static readonly string[] Kinds = ["drop", "rename", "retype", "nullable", "misspell", "unselect", "member", "memberType", "table", "drop2"];

    [Fact]
    public async Task Nothing_is_said_of_what_is_right()
    {
        foreach (var workflow in ShopWorkflows.All)
            Assert.Equal((workflow.Query, ""), (workflow.Query, await FindingsAsync(workflow, ShopWorkflows.Tables)));
    }

    [Fact]
    public async Task At_least_95_of_100_mistakes_are_found()
    {
        var missed = new List<string>();
        foreach (var (workflow, index) in ShopWorkflows.All.Select((w, i) => (w, i)))
            foreach (var (kind, k) in Kinds.Select((k, i) => (k, i)))
            {
                var (changed, tables, what) = Mutate(workflow, kind, new Random((index * 100) + k));
                Assert.False(changed == workflow && tables.SequenceEqual(ShopWorkflows.Tables), $"{index} {kind} changes nothing");
                if (await FindingsAsync(changed, tables) == "")
                    missed.Add($"{index} {kind}: {what}");
            }

        Assert.True(missed.Count <= 5, $"missed {missed.Count}:\n{string.Join('\n', missed)}");
    }

    /// <summary>What SQLite itself says of the same mistakes when it prepares the query over empty tables: it does not know the row.</summary>
    [Fact]
    public void An_engine_alone_finds_what_is_wrong_between_query_and_tables_only()
    {
        var found = Kinds.ToDictionary(k => k, _ => 0, StringComparer.Ordinal);
        foreach (var (workflow, index) in ShopWorkflows.All.Select((w, i) => (w, i)))
            foreach (var (kind, k) in Kinds.Select((k, i) => (k, i)))
            {
                var (changed, tables, _) = Mutate(workflow, kind, new Random((index * 100) + k));
                found[kind] += Prepares(changed.Query, tables) ? 0 : 1;
            }

        // The table of docs/decisions/0009 says the same.
        Assert.Equal(
            ["drop 9", "rename 9", "retype 0", "nullable 0", "misspell 8", "unselect 2", "member 0", "memberType 0", "table 10", "drop2 9"],
            Kinds.Select(k => $"{k} {found[k]}"));
    }

    /// <summary>What needs an engine: tests/Aqueduct.Queries.Tests shows that the build finds all of it.</summary>
    [Fact]
    public async Task The_front_end_alone_leaves_functions_and_aggregates_to_the_build()
    {
        var found = new List<string>();
        foreach (var kind in EngineMistakes.Sqlite.GroupBy(m => m.Kind))
            found.Add($"{kind.Key} {await CountAsync(kind, m => FindingsAsync(ShopWorkflows.All[m.Query] with { Query = m.In(ShopWorkflows.All[m.Query].Query) }, ShopWorkflows.Tables))}");

        // The table of docs/decisions/0009 says the same.
        Assert.Equal(["function 0", "arguments 2", "aggregate 1"], found);
    }

    /// <inheritdoc cref="The_front_end_alone_leaves_functions_and_aggregates_to_the_build"/>
    [Fact]
    public async Task The_front_end_alone_sees_half_of_what_is_wrong_in_SQL_Servers_syntax()
    {
        var found = new List<string>();
        foreach (var kind in EngineMistakes.SqlServer.GroupBy(m => m.Kind))
            found.Add($"{kind.Key} {await CountAsync(kind, m => FindingsAsync(new("int Id, string? Text", m.In(DialectQueries.SqlServer[m.Query])), new Dictionary<string, string>(), "sqlserver"))}");

        Assert.Equal(["keyword 0", "clause 2", "comma 10", "end 8"], found);
    }

    static async Task<int> CountAsync(IEnumerable<EngineMistake> mistakes, Func<EngineMistake, Task<string>> findings)
    {
        var count = 0;
        foreach (var mistake in mistakes)
            count += await findings(mistake) == "" ? 0 : 1;
        return count;
    }

    [Fact]
    public void SQLite_takes_every_query_of_the_corpus() => Assert.All(ShopWorkflows.All, w => Assert.True(Prepares(w.Query, ShopWorkflows.Tables), w.Query));

    static bool Prepares(string query, IReadOnlyDictionary<string, string> tables)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        foreach (var table in tables)
        {
            command.CommandText = $"CREATE TABLE {table.Key} ({table.Value.Replace("?", "")})";
            command.ExecuteNonQuery();
        }

        try
        {
            command.CommandText = query;
            command.Prepare();
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 1)
        {
            return false;
        }
    }

    static (ShopWorkflow, IReadOnlyDictionary<string, string>, string) Mutate(ShopWorkflow workflow, string kind, Random random)
    {
        var tables = new Dictionary<string, string>(ShopWorkflows.Tables);
        var used = (from t in tables
                    where Regex.IsMatch(workflow.Query, $@"\b{t.Key}\b")
                    from c in t.Value.Split(", ")
                    let column = c.Split(' ')[0]
                    where Regex.IsMatch(workflow.Query, $@"\b{column}\b") || workflow.Query.Contains("SELECT * FROM customers", StringComparison.Ordinal)
                    where tables.Count(o => Regex.IsMatch(workflow.Query, $@"\b{o.Key}\b") && o.Value.Contains(column + " ", StringComparison.Ordinal)) == 1
                    select (Table: t.Key, Column: c, Name: column)).ToArray();
        var members = workflow.Row.Split(", ");
        var direct = used.Where(u => members.Any(m => Same(m.Split(' ')[1], u.Name))).ToArray();
        var pick = used[random.Next(used.Length)];
        var shown = direct[random.Next(direct.Length)];
        var member = members[random.Next(members.Length)];
        var name = member.Split(' ')[1];
        switch (kind)
        {
            case "drop" or "drop2" when !workflow.Query.StartsWith("SELECT *", StringComparison.Ordinal):
                tables[pick.Table] = string.Join(", ", tables[pick.Table].Split(", ").Where(c => c != pick.Column));
                return (workflow, tables, pick.Name);
            case "drop" or "drop2":
                tables[shown.Table] = string.Join(", ", tables[shown.Table].Split(", ").Where(c => c != shown.Column));
                return (workflow, tables, shown.Name);
            case "rename":
                tables[shown.Table] = tables[shown.Table].Replace(shown.Column, "new_" + shown.Column, StringComparison.Ordinal);
                return (workflow, tables, shown.Name);
            case "retype":
                var type = shown.Column.Split(' ')[1].TrimEnd('?') == "TEXT" ? "BLOB" : "TEXT";
                tables[shown.Table] = tables[shown.Table].Replace(shown.Column, $"{shown.Name} {type}", StringComparison.Ordinal);
                return (workflow, tables, shown.Name);
            case "nullable":
                var strict = direct.Where(d => !d.Column.EndsWith('?') && members.Any(m => Same(m.Split(' ')[1], d.Name) && !m.Contains('?'))).ToArray();
                var loosened = strict.Length > 0 ? strict[random.Next(strict.Length)] : shown;
                tables[loosened.Table] = tables[loosened.Table].Replace(loosened.Column, loosened.Column + "?", StringComparison.Ordinal);
                return (workflow, tables, loosened.Name);
            case "misspell" when !workflow.Query.StartsWith("SELECT *", StringComparison.Ordinal):
                return (workflow with { Query = new Regex($@"\b{pick.Name}\b").Replace(workflow.Query, pick.Name[..^1], 1) }, tables, pick.Name);
            case "unselect" when !workflow.Query.Contains("SELECT *", StringComparison.Ordinal):
                var item = new Regex(@", [^,()]+(?=\s+FROM)");
                return (workflow with { Query = item.IsMatch(workflow.Query) ? item.Replace(workflow.Query, "", 1) : new Regex(@"AS \w+(?=\s+FROM)").Replace(workflow.Query, "AS other", 1) }, tables, "last item");
            case "memberType":
                return (workflow with { Row = workflow.Row.Replace(member, $"byte[] {name}", StringComparison.Ordinal) }, tables, name);
            case "table":
                return (workflow with { Query = new Regex($@"\b{pick.Table}\b").Replace(workflow.Query, pick.Table[..^1], 1) }, tables, pick.Table);
            default:
                return (workflow with { Row = workflow.Row.Replace(" " + name, " Old" + name, StringComparison.Ordinal) }, tables, name);
        }
    }

    static bool Same(string member, string column) => string.Equals(member, column.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    static async Task<string> FindingsAsync(ShopWorkflow workflow, IReadOnlyDictionary<string, string> tables, string type = "sqlite")
    {
        var source = $$""""
            #nullable enable
            using System;
            using Aqueduct;
            public sealed record Line({{workflow.Row}});
            public static partial class Shop
            {
                [Sql("shop", """
            {{workflow.Query}}
            """)]
                public static partial Table<Line> Read();
            }
            """";
        var schema = string.Join(",\n", tables.Select(t => $"\"{t.Key}\": {{ \"columns\": {{ {string.Join(", ", t.Value.Split(", ").Select(Column))} }} }}"));
        var compilation = CSharpCompilation.Create("shop", [CSharpSyntaxTree.ParseText(source)], AqueductTest.References, new(OutputKind.DynamicallyLinkedLibrary));
        var files = ImmutableArray.Create<AdditionalText>(
            new Memory("aqueduct.json", $$"""{ "resources": { "shop": { "type": "{{type}}", "connection": "Data Source=shop.db" } } }"""),
            new Memory("aqueduct.schema.json", $"{{ \"resources\": {{ \"shop\": {{ \"tables\": {{ {schema} }} }} }} }}"));
        var found = await compilation.WithAnalyzers([new ResourceAnalyzer()], new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync();
        return string.Join('\n', found.Select(d => d.Id + " " + d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    static string Column(string column) =>
        $"\"{column.Split(' ')[0]}\": {{ \"type\": \"{column.Split(' ')[1].TrimEnd('?')}\", \"nullable\": {(column.EndsWith('?') ? "true" : "false")} }}";

    sealed class Memory(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
