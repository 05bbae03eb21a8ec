using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Resources;

public sealed class ResourceRegistryTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    ResourceRegistry Registry(string? json, params string[] overrides)
    {
        if (json is not null)
            File.WriteAllText(Path.Combine(_folder, "aqueduct.json"), json);
        return AqueductConfiguration.Load(_folder, Path.Combine(_folder, "program"), overrides, home: Path.Combine(_folder, "home"));
    }

    static string Error(ResourceRegistry registry, string name) => Assert.Throws<ResourceException>(() => registry.Database(name)).Message;

    [Fact]
    public void A_relative_path_starts_from_the_folder_of_the_file() => Assert.Equal(
        Path.Combine(_folder, "data", "shop.db"),
        Registry("""{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=data/shop.db" } } }""").Database("shop").Location);

    [Fact]
    public void The_file_beside_the_program_is_used_where_the_current_folder_has_none()
    {
        var program = Directory.CreateDirectory(Path.Combine(_folder, "program")).FullName;
        File.WriteAllText(Path.Combine(program, "aqueduct.json"), """{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" } } }""");
        Assert.Equal(Path.Combine(program, "shop.db"), Registry(null).Database("shop").Location);
    }

    [Fact]
    public void The_command_line_overrides_the_file() => Assert.Equal(
        Path.Combine(_folder, "other.db"),
        Registry("""{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" } } }""", "--resources:shop:connection=Data Source=other.db").Database("shop").Location);

    [Fact]
    public void The_environment_overrides_the_file()
    {
        Environment.SetEnvironmentVariable("AQUEDUCT_RESOURCES__LEDGER__CONNECTION", "Data Source=env.db");
        try
        {
            Assert.Equal(Path.Combine(_folder, "env.db"), Registry("""{ "resources": { "ledger": { "type": "sqlite", "connection": "Data Source=file.db" } } }""").Database("ledger").Location);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AQUEDUCT_RESOURCES__LEDGER__CONNECTION", null);
        }
    }

    [Fact]
    public void An_unknown_resource_is_answered_with_those_there_are_and_the_nearest() => Assert.Equal(
        "aqueduct.json declares no resource 'warehous'; there are demo, warehouse. Did you mean 'warehouse'?",
        Error(Registry("""{ "resources": { "warehouse": { "type": "sqlite", "connection": "Data Source=x" } } }"""), "warehous"));

    [Theory]
    [InlineData("""{ "connection": "Data Source=x" }""", "Resource 'shop' has no \"type\". Types are: azure-blob, duckdb, files, gcs, google-sheets, mail, mariadb, mongodb, mysql, odbc, openai, postgres, s3, sqlite, sqlserver, webhook.")]
    [InlineData("""{ "type": "sqlit", "connection": "Data Source=x" }""", "is of type 'sqlit', which is unknown. Types are: azure-blob, duckdb, files, gcs, google-sheets, mail, mariadb, mongodb, mysql, odbc, openai, postgres, s3, sqlite, sqlserver, webhook. Did you mean 'sqlite'?")]
    [InlineData("""{ "type": "postgres", "connection": "Host=db" }""", "Resource 'shop' is of type 'postgres', which is in the package Aqueduct.Connectors.Postgres. Add it: #:package Aqueduct.Connectors.Postgres@")]
    [InlineData("""{ "type": "duckdb" }""", "is of type 'duckdb', which is in the package Aqueduct.Connectors.DuckDb. Add it: #:package Aqueduct.Connectors.DuckDb@0.1.0 at the top of the file")]
    [InlineData("""{ "type": "sqlite" }""", "has no \"connection\"")]
    [InlineData("""{ "type": "sqlite", "connection": "shop.db" }""", "names no file")]
    [InlineData("""{ "type": "sqlite", "connection": "Data Source=:memory:" }""", "names no file")]
    public void A_resource_that_is_not_as_it_should_be_says_how(string resource, string message) =>
        Assert.Contains(message, Error(Registry($$"""{ "resources": { "shop": {{resource}} } }"""), "shop"));

    [Fact]
    public void A_secret_comes_from_the_environment_when_the_resource_is_used()
    {
        var registry = Registry("""{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=${AQUEDUCT_TEST_FILE}" } } }""");
        Environment.SetEnvironmentVariable("AQUEDUCT_TEST_FILE", "from-env.db");
        try
        {
            Assert.Equal(Path.Combine(_folder, "from-env.db"), registry.Database("shop").Location);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AQUEDUCT_TEST_FILE", null);
        }
    }

    [Fact]
    public void A_missing_secret_is_named_and_no_value_is_told()
    {
        var message = Error(Registry("""{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=hush;Password=${AQUEDUCT_TEST_ABSENT}" } } }"""), "shop");
        Assert.Equal("Resource 'shop' needs the environment variable AQUEDUCT_TEST_ABSENT, which is not set. Set it where the workflow runs.", message);
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_an_error_with_its_path() =>
        Assert.Contains(Path.Combine(_folder, "aqueduct.json"), Assert.Throws<InvalidDataException>(() => Registry("{ resources")).Message);

    [Fact]
    public void The_demo_is_there_without_any_file() => Assert.Equal(1000, Registry(null).Database("demo").Query<CustomerId>("SELECT * FROM customers", [], default).Count);

    [Fact]
    public void A_call_outside_a_run_reads_and_saves_at_once()
    {
        ResourceRegistry.Scope(Registry("""{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" } } }"""));
        try
        {
            ResourceCalls.Save("shop", "sale", SaveMode.Replace, Table.Of(new Sale(1, "Bern", 2)));
            Assert.Equal([new Sale(1, "Bern", 2)], ResourceCalls.Query<Sale>("shop", "SELECT * FROM sale WHERE id = @id", SqlArgument.Of("id", 1)));
        }
        finally
        {
            ResourceRegistry.Scope(null);
        }
    }

    [Fact]
    public async Task An_asynchronous_query_gives_the_same_rows()
    {
        ResourceRegistry.Scope(Registry(null));
        try
        {
            Assert.Equal([new CustomerId(3)], await ResourceCalls.QueryAsync<CustomerId>("demo", "SELECT * FROM customers WHERE cust_id = @id", default, SqlArgument.Of("id", 3)));
        }
        finally
        {
            ResourceRegistry.Scope(null);
        }
    }
}
