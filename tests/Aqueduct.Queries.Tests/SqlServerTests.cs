namespace Aqueduct.Queries.Tests;

/// <summary>What SQL Server's parser has against a query.</summary>
public class SqlServerTests
{
    [Theory]
    [InlineData("SELECT id FROM orders LIMIT 10", "(line 1, column 23): incorrect syntax near 'LIMIT'. Correct the query there.")]
    [InlineData("SELECT id\nFROM orders\nWHERE", "(line 3, column 6): unexpected end of file occurred. Correct the query there.")]
    [InlineData("SELECT CAST(a, int) FROM orders", "(line 1, column 14): incorrect syntax near ','. Correct the query there.")]
    [InlineData("SELECT `id` FROM orders", "(line 1, column 8): incorrect syntax near '`'. Correct the query there.")]
    public void A_mistake_has_its_line_and_column(string query, string expected)
    {
        var said = Queries.SqlServer(query);

        Assert.StartsWith("AQ9012 SQL Server's parser does not take the query of 'Shop.Read' for resource 'erp'", said);
        Assert.Contains(expected, said);
    }

    [Theory]
    [InlineData("SELECT nothing, dbo.MyFunction(1) FROM nowhere WHERE x = @p")]
    [InlineData("SELECT a.id FROM a, b WHERE a.id *= b.id")] // SQL Server 2000
    [InlineData("SELECT id FROM orders WHERE status = \"lost\"")]
    [InlineData("SET NOCOUNT ON; DECLARE @x int = 1; SELECT @x AS id INTO #t; SELECT id FROM #t")]
    [InlineData("SELECT JSON_OBJECT('a': 1), GREATEST(1, 2), s.value FROM STRING_SPLIT('a,b', ',', 1) s WHERE 1 IS DISTINCT FROM 2")]
    public void Of_what_any_version_of_the_server_takes_nothing_is_said(string query) => Assert.Equal("", Queries.SqlServer(query));
}
