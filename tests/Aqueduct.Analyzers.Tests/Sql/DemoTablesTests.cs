using Aqueduct.Sql;

namespace Aqueduct.Analyzers.Tests;

/// <summary>What the compiler knows of the demo database is what the runtime builds it from.</summary>
public class DemoTablesTests
{
    [Fact]
    public void The_built_in_tables_are_those_of_the_demo_database()
    {
        const string prefix = "Aqueduct.Demo.";
        var runtime = typeof(Table).Assembly;
        var real = runtime.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(n => n[prefix.Length..^".tsv".Length], n => Header(runtime.GetManifestResourceStream(n)!));

        Assert.Equal(real.Keys.Order(), SqlTables.Demo.Names.Order());
        Assert.All(real, table => Assert.Equal(table.Value, SqlTables.Demo.Find(null, table.Key)!.Select(c => $"{c.Name} {c.Type.ToString().ToUpperInvariant()} {c.Null}")));
    }

    static IEnumerable<string> Header(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return [.. reader.ReadLine()!.Split('\t').Select(c => c.Split(' ')).Select(c => $"{c[0]} {SqlTypeRules.Of(c[1], SqlDialect.Sqlite).ToString().ToUpperInvariant()} {SqlNull.No}")];
    }
}
