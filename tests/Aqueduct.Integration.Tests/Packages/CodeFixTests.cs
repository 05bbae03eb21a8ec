using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>The fixes that editors offer come with the package; dotnet format applies them without an editor.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class CodeFixTests(PackedFeed feed)
{
    const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Aqueduct" Version="0.1.0" />
          </ItemGroup>
        </Project>
        """;

    const string Wrong = """
        using Aqueduct;

        public record Customer(int CustId, int CompanySize);

        public static partial class Sizes
        {
            [Sql("dmo", "SELECT cust_id, company_size FROM customers")]
            public static partial Table<Customer> Customers();

            public static Table<Customer> Large(Table<Customer> customers) => customers.Where(c => c.CompanySize > 10);

            [Metric, Bound(Below = 1000), Bound(Below = 1000)]
            public static double AverageSize(Table<Customer> customers) => customers.Average(c => c.CompanySize);

            [Workflow("Sizes", Schedule = "0 0 12 * * *")]
            public static void Run() => AverageSize(Large(Customers()));
        }

        """;

    static readonly string Right = Wrong
        .Replace("\"dmo\"", "\"demo\"")
        .Replace("    public static Table<Customer> Large", "    [Operator]\n    public static Table<Customer> Large")
        .Replace(", Bound(Below = 1000)]", "]")
        .Replace("0 0 12 * * *", "0 12 * * *");

    [Fact]
    public void Dotnet_format_mends_what_has_a_fix()
    {
        var folder = feed.NewFolder("fixes");
        File.WriteAllText(Path.Combine(folder, "fixes.csproj"), Project);
        var source = Path.Combine(folder, "Sizes.cs");
        File.WriteAllText(source, Wrong);

        feed.DotNet.Succeed(folder, "format", "analyzers", "--severity", "warn");

        Assert.Equal(Right, File.ReadAllText(source));
    }
}
