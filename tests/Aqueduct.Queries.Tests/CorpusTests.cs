using Aqueduct.Analyzers.Tests;

namespace Aqueduct.Queries.Tests;

/// <summary>The corpus that the compiler's front end is measured by, shown to the engines. The tables of docs/decisions/0009 say the same.</summary>
public class CorpusTests
{
    [Fact]
    public void Nothing_is_said_of_the_ten_queries_of_the_shop() =>
        Assert.All(ShopWorkflows.All, w => Assert.Equal("", Queries.Sqlite(w.Query, Queries.Shop)));

    [Fact]
    public void Nothing_is_said_of_the_ten_queries_of_SQL_Server() =>
        Assert.All(DialectQueries.SqlServer, query => Assert.Equal("", Queries.SqlServer(query)));

    [Fact]
    public void SQLite_finds_every_mistake_of_functions_and_aggregates() => Assert.Equal(
        ["function 10 of 10", "arguments 10 of 10", "aggregate 10 of 10"],
        Count(EngineMistakes.Sqlite, m => Queries.Sqlite(m.In(ShopWorkflows.All[m.Query].Query), Queries.Shop)));

    [Fact]
    public void SQL_Servers_parser_finds_every_mistake_of_syntax() => Assert.Equal(
        ["keyword 10 of 10", "clause 10 of 10", "comma 10 of 10", "end 10 of 10"],
        Count(EngineMistakes.SqlServer, m => Queries.SqlServer(m.In(DialectQueries.SqlServer[m.Query]))));

    static IEnumerable<string> Count(IEnumerable<EngineMistake> mistakes, Func<EngineMistake, string> check) =>
        mistakes.GroupBy(m => m.Kind).Select(g => $"{g.Key} {g.Count(m => check(m) != "")} of {g.Count()}");
}
