namespace Aqueduct.Analyzers.Tests;

public class LazyResultFixTests
{
    const string Lazy = """
            [Operator]
            public static {|AQ1003:IEnumerable<Row>|} Best(Table<Row> rows) => rows.OrderBy(r => r.Value).Take(10);

            [Operator]
            public static async {|AQ1003:Task<IEnumerable<Row>>|} Worst(Table<Row> rows, bool all)
            {
                await Task.Yield();
                if (all)
                    return rows;
                return all ? rows : from row in rows where row.Id > 0 select row;
            }
        """;

    [Fact]
    public Task Results_become_lists() => Verify.Fix(Lazy, """
            [Operator]
            public static IReadOnlyList<Row> Best(Table<Row> rows) => rows.OrderBy(r => r.Value).Take(10).ToArray();

            [Operator]
            public static async Task<IReadOnlyList<Row>> Worst(Table<Row> rows, bool all)
            {
                await Task.Yield();
                if (all)
                    return rows.ToArray();
                return (all ? rows : from row in rows where row.Id > 0 select row).ToArray();
            }
        """, "AQ1003:list");

    [Fact]
    public Task Results_become_tables() => Verify.Fix(Lazy, """
            [Operator]
            public static Table<Row> Best(Table<Row> rows) => rows.OrderBy(r => r.Value).Take(10).ToTable();

            [Operator]
            public static async Task<Table<Row>> Worst(Table<Row> rows, bool all)
            {
                await Task.Yield();
                if (all)
                    return rows.ToTable();
                return (all ? rows : from row in rows where row.Id > 0 select row).ToTable();
            }
        """, "AQ1003:table");
}
