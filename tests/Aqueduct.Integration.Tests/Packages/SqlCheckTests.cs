using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>dotnet build shows the queries to the engines: when, and what it says.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class SqlCheckTests
{
    const string Skipped = "Skipping target \"AqueductCheckSql\"", Refused = "error AQ9011: SQLite does not take the query of",
        Good = "SELECT cust_id, company_size FROM customers", Bad = "SELECT cust_id, lenght(company_size) AS company_size FROM customers";

    readonly PackedFeed _feed;
    readonly string _folder;

    /// <summary>All tests build one project; each starts with a good query and without a stamp.</summary>
    public SqlCheckTests(PackedFeed feed)
    {
        _feed = feed;
        _folder = feed.Folder("sql-check");
        Project("");
        Write("hello.cs", Hello.Source);
        foreach (var path in (string[])[Path.Combine(_folder, "aqueduct.json"), Path.Combine(_folder, "aqueduct.schema.json"), Stamp])
            if (File.Exists(path))
                File.Delete(path);
    }

    string Stamp => Path.Combine(_folder, "obj/Debug/net10.0/aqueduct.sql.checked");

    [Fact]
    public void A_file_based_app_with_a_broken_query_is_not_built()
    {
        var folder = _feed.NewHello(text => text.Replace(Good, Bad));
        var output = _feed.DotNet.Run(folder, "build", "hello.cs");

        Assert.Equal(1, output.ExitCode);
        Assert.Contains("hello.cs(8,35): error AQ9011: SQLite does not take the query of 'Hello.Customers' for resource 'demo' (line 1, column 17): there is no function 'lenght'. Did you mean 'length'?", output.Text);
        Assert.DoesNotContain("warning", output.Text);
        Assert.NotEqual(0, _feed.DotNet.Run(folder, "run", "hello.cs").ExitCode);
        _feed.DotNet.Succeed(folder, "build", "hello.cs", "-p:AqueductCheckSql=false");
    }

    [Fact]
    public void A_second_build_skips_the_check_and_each_input_brings_it_back()
    {
        Write("aqueduct.json", """{ "resources": { } }""");
        Assert.True(BuildChecks());
        Assert.Contains(Skipped, Build().Text);

        Write("aqueduct.json", """{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" } } }""");
        Assert.True(BuildChecks());
        Write("aqueduct.schema.json", """{ "resources": { } }""");
        Assert.True(BuildChecks());
        File.Delete(Path.Combine(_folder, "aqueduct.schema.json"));
        Assert.True(BuildChecks());
        Write("hello.cs", Hello.Source.Replace(Good, Good + " WHERE cust_id > 1"));
        Assert.True(BuildChecks());
        var tasks = Directory.GetFiles(_feed.DotNet.Environment["NUGET_PACKAGES"], "Aqueduct.Tasks.dll", SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(tasks, DateTime.UtcNow);
        Assert.True(BuildChecks());
        Assert.Contains(Skipped, Build().Text);
    }

    [Fact]
    public void A_refused_query_is_refused_again_until_it_is_mended()
    {
        Write("hello.cs", Hello.Source.Replace(Good, Bad));
        Assert.Contains(Refused, _feed.DotNet.Run(_folder, "build").Text);
        Assert.Contains(Refused, _feed.DotNet.Run(_folder, "build").Text);

        Write("hello.cs", Hello.Source);
        Build();
    }

    [Fact]
    public void A_design_time_build_shows_nothing_to_an_engine()
    {
        Write("hello.cs", Hello.Source.Replace(Good, Bad));
        _feed.DotNet.Succeed(_folder, "build", "-t:Build;AqueductCheckSql", "-p:DesignTimeBuild=true");

        Assert.False(File.Exists(Stamp));
    }

    [Fact]
    public void Clean_removes_what_the_check_wrote()
    {
        Build();
        Assert.True(File.Exists(Stamp));
        _feed.DotNet.Succeed(_folder, "clean");

        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "obj/Debug/net10.0"), "aqueduct.sql.*"));
    }

    [Fact]
    public void Every_query_of_every_resource_is_said_where_it_stands()
    {
        Write("aqueduct.json", """{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" }, "erp": { "type": "sqlserver", "connection": "Server=db" } } }""");
        Write("aqueduct.schema.json", """{ "resources": { "shop": { "tables": { "orders": { "columns": { "id": { "type": "INTEGER", "nullable": false }, "total": { "type": "REAL", "nullable": false } } } } } } }""");
        Write("sql/last.sql", "-- the last one\nSELECT id, round(total, 1, 2) AS total\nFROM orders\n");
        Write("hello.cs", """"
            using Aqueduct;
            public record Order(int Id, double Total);
            public static partial class Shop
            {
                [Sql("shop", """
                    SELECT id, total FROM orders
                    WHERE SUM(total) > @least
                    """)]
                public static partial Table<Order> Big(double least);
                [SqlFile("shop", "sql/last.sql")]
                public static partial Table<Order> Last();
                [Sql("erp", "SELECT id, CONVERT(total) AS total FROM orders")]
                public static partial Table<Order> Erp();
                [Metric]
                public static double Sum(Table<Order> orders) => orders.Sum(o => o.Total);
                [Workflow("Shop")]
                public static void Run() { Sum(Big(1)); Sum(Last()); Sum(Erp()); }
            }
            """");
        var output = _feed.DotNet.Run(_folder, "build");

        Assert.Equal(1, output.ExitCode);
        Assert.Contains("hello.cs(7,15): error AQ9011: SQLite does not take the query of 'Shop.Big' for resource 'shop' (line 2, column 7): the aggregate 'SUM' stands where none may.", output.Text);
        Assert.Contains("last.sql(2,12): error AQ9011: SQLite does not take the query of 'Shop.Last' for resource 'shop' (line 2, column 12): function 'round'", output.Text);
        Assert.Contains("hello.cs(12,42): error AQ9012: SQL Server's parser does not take the query of 'Shop.Erp' for resource 'erp' (line 1, column 25): incorrect syntax near ')'.", output.Text);
        File.Delete(Path.Combine(_folder, "sql/last.sql"));
    }

    [Fact]
    public void Without_a_library_the_build_warns_and_an_error_of_it_has_a_reason()
    {
        Project("""
            <Target Name="NoSqlite" BeforeTargets="_AqueductPrepareSqlCheck"><ItemGroup><RuntimeTargetsCopyLocalItems Remove="@(RuntimeTargetsCopyLocalItems)" /></ItemGroup></Target>
            """);
        const string reason = "AQ9013: The queries of resource 'demo' were not shown to SQLite: the app's packages bring no e_sqlite3, the native SQLite library.";

        Assert.Contains($"warning {reason}", Build().Text);
        File.Delete(Stamp);
        var strict = _feed.DotNet.Run(_folder, "build", "-warnaserror");
        Assert.Equal(1, strict.ExitCode);
        Assert.Contains($"error {reason}", strict.Text);
    }

    [Theory]
    [InlineData("linux-musl-arm64")]
    [InlineData("win-x64")]
    public void An_app_for_another_platform_is_checked_by_the_library_of_this_one(string rid)
    {
        Write("hello.cs", Hello.Source.Replace(Good, Bad));

        Assert.Contains(Refused, _feed.DotNet.Run(_folder, "build", "-r", rid, "--no-self-contained", "-p:UseAppHost=false").Text);
    }

    /// <summary>Builds and says whether the queries were looked at: then the stamp is a new one.</summary>
    bool BuildChecks()
    {
        var before = File.Exists(Stamp) ? File.GetLastWriteTimeUtc(Stamp) : default;
        Build();
        return File.GetLastWriteTimeUtc(Stamp) != before;
    }

    Output Build() => _feed.DotNet.Succeed(_folder, "build", "-v:n");

    void Project(string more) => Write("app.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Aqueduct" Version="0.1.0" />
          </ItemGroup>
          {more}
        </Project>
        """);

    /// <summary>Equal text is left alone: a new time would compile again.</summary>
    void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path) || File.ReadAllText(path) != text)
            File.WriteAllText(path, text);
    }
}
