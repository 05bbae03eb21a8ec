using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Tests.Hosting;

/// <summary>Where a configuration says that the runs are.</summary>
public sealed class StoreChoiceTests
{
    static StoreDatabase Of(params (string Key, string? Value)[] members) =>
        StoreChoice.Of(new ConfigurationBuilder().AddInMemoryCollection(members.Select(m => KeyValuePair.Create(m.Key, m.Value))).Build(), "/home/ann/.aqueduct");

    static string Refusal(params (string Key, string? Value)[] members) => Assert.Throws<RefusedException>(() => Of(members)).Message;

    [Fact]
    public void Without_a_word_it_is_SQLite_in_the_home()
    {
        Assert.Equal(Path.Combine("/home/ann/.aqueduct", "aqueduct.db"), Assert.IsType<SqliteStore>(Of()).Name);
        Assert.IsType<SqliteStore>(Of(("store:type", "sqlite")));
        // A variable that is set to nothing says nothing.
        Assert.IsType<SqliteStore>(Of(("store", "")));
    }

    [Fact]
    public void A_store_that_a_package_adds_is_made_of_its_connection_with_the_secret_in_it()
    {
        RunStores.Add("tape", connection => new Tape(connection));
        Environment.SetEnvironmentVariable("AQUEDUCT_TEST_REEL", "seven");
        Assert.Equal("reel=seven", Of(("store:type", "tape"), ("store:connection", "reel=${AQUEDUCT_TEST_REEL}")).Name);
        Assert.Equal("tape://reel/seven", Of(("store", "tape://reel/seven")).Name);
        // The variable AQUEDUCT_STORE comes after the file and is the key "store" itself.
        Assert.Equal("tape://reel/eight", Of(("store:type", "tape"), ("store:connection", "tape://reel/seven"), ("store", "tape://reel/eight")).Name);
    }

    [Theory]
    [InlineData("postgres://db/runs"), InlineData("postgresql://db/runs")]
    public void A_type_whose_package_is_missing_names_the_package_and_how_to_add_it(string url)
    {
        var message = Refusal(("store", url));
        Assert.Contains("#:package Aqueduct.Connectors.Postgres@0.1.0", message, StringComparison.Ordinal);
        Assert.Contains("dotnet add package Aqueduct.Connectors.Postgres", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_refused_with_the_next_step()
    {
        Assert.Contains("Did you mean 'postgres'?", Refusal(("store:type", "postgras"), ("store:connection", "x")), StringComparison.Ordinal);
        Assert.Contains("has no type", Refusal(("store", "Host=db;Password=secret")), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Refusal(("store", "Host=db;Password=secret")), StringComparison.Ordinal);
        Assert.Contains("has no \"connection\"", Refusal(("store:type", "postgres")), StringComparison.Ordinal);
        Assert.Contains("AQUEDUCT_TEST_UNSET, which is not set", Refusal(("store:type", "postgres"), ("store:connection", "${AQUEDUCT_TEST_UNSET}")), StringComparison.Ordinal);
    }

    sealed class Tape(string reel) : StoreDatabase
    {
        public override string Name => reel;

        public override bool Exists() => false;

        public override StoreSession Open() => throw new NotSupportedException();

        public override StoreSession Connect() => throw new NotSupportedException();
    }
}
