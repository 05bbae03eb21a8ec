using Aqueduct.Connectors.Postgres;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Tests.Stores;

public sealed class PostgresAddressTests
{
    [Fact]
    public void A_url_says_all_that_psql_reads_in_it()
    {
        var address = PostgresAddress.Parse("postgresql://ann:p%40ss%3Aword@db.example:6543/team%20runs?schema=churn&sslmode=verify-full&connect_timeout=3&application_name=night");
        Assert.Equal(("ann", "p@ss:word", "db.example", 6543, "team runs"), (address.Username, address.Password, address.Host, address.Port, address.Database));
        Assert.Equal(("churn", SslMode.VerifyFull, 3, "night"), (address.SearchPath, address.SslMode, address.Timeout, address.ApplicationName));
    }

    [Fact]
    public void What_an_address_leaves_out_is_usual()
    {
        var address = PostgresAddress.Parse("postgres://db/runs");
        Assert.Equal((5432, PostgresAddress.Schema, "Aqueduct"), (address.Port, address.SearchPath, address.ApplicationName));
        Assert.Equal("postgres://db:5432/runs", new PostgresStore(address).Name);
    }

    [Fact]
    public void Keywords_are_taken_as_Npgsql_takes_them()
    {
        var address = PostgresAddress.Parse("Host=db;Username=etl;Password=x;Database=runs;Search Path=churn");
        Assert.Equal(("db", "etl", "churn"), (address.Host, address.Username, address.SearchPath));
    }

    [Theory]
    [InlineData("mysql://ann:secret@db/runs", "it is no URL postgres://")]
    [InlineData("Hots=db;Password=secret", "a keyword or a value that Npgsql does not know")]
    [InlineData("Database=runs;Password=secret", "it names no host")]
    [InlineData("postgres://ann:secret@db/runs?shema=x", "its option 'shema' is unknown. Did you mean 'schema'?")]
    [InlineData("postgres://ann:secret@db/runs?sslmode=maybe", "'maybe' is no value of its option sslmode")]
    public void A_wrong_one_is_refused_with_the_reason_and_without_the_secret(string text, string reason)
    {
        var thrown = Assert.Throws<ResourceException>(() => PostgresAddress.Parse(text));
        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_the_server_refuses_is_replaced()
    {
        Assert.Equal("plain ü 😀", PostgresText.Of("plain ü 😀"));
        Assert.Equal("a\u2400b", PostgresText.Of("a\0b"));
        Assert.Equal("half \uFFFD of a pair", PostgresText.Of("half \uD83D of a pair"));
    }
}
