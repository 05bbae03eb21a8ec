using System.Text.RegularExpressions;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>A project whose owner wants to hear of everything: what Aqueduct generates gives them nothing to hear.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class StrictBuildTests(PackedFeed feed)
{
    const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <AnalysisLevel>latest</AnalysisLevel>
            <AnalysisMode>All</AnalysisMode>
            <WarningLevel>9999</WarningLevel>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <IsAotCompatible>true</IsAotCompatible>
            <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
            <!-- CA2007: an app has no context to come back to. CA1515: rows may be public. -->
            <NoWarn>$(NoWarn);CA2007;CA1515</NoWarn>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Aqueduct" Version="0.1.0" />
          </ItemGroup>
        </Project>
        """;

    const string Source = """
        using Aqueduct;

        [assembly: CLSCompliant(false)]

        namespace Shop;

        /// <summary>A customer.</summary>
        /// <param name="CustId">Number.</param>
        /// <param name="CompanySize">Employees.</param>
        public record Customer(int CustId, int? CompanySize);

        /// <summary>How many there are of a size.</summary>
        /// <param name="Name">Name of the size.</param>
        /// <param name="Count">Customers.</param>
        public record Segment(string? Name, int Count);

        /// <summary>The workflow.</summary>
        public static partial class Sizes
        {
            /// <summary>Customers of a size.</summary>
            /// <param name="least">Least size.</param>
            /// <returns>The customers.</returns>
            [Sql("demo", "SELECT cust_id, company_size FROM customers WHERE company_size >= @least")]
            public static partial Table<Customer> Customers(int least);

            /// <summary>Counts them.</summary>
            /// <param name="customers">Customers.</param>
            /// <returns>The segments.</returns>
            [Operator]
            public static IReadOnlyList<Segment> Count(Table<Customer> customers) => [new("all", customers?.Count ?? 0), new(null, 0)];

            /// <summary>One of them.</summary>
            /// <param name="segment">A segment.</param>
            /// <returns>Its size.</returns>
            [Metric]
            public static int Size(Segment segment) => segment?.Count ?? 0;

            /// <summary>As a table.</summary>
            /// <param name="segments">Segments.</param>
            /// <param name="cancel">Stops it.</param>
            /// <returns>The table.</returns>
            [Operator]
            public static async Task<Table<Segment>> Tabulate(IReadOnlyList<Segment> segments, CancellationToken cancel = default)
            {
                await Task.Delay(1, cancel);
                return Table.Of(segments);
            }

            /// <summary>Keeps them.</summary>
            /// <param name="segments">Segments.</param>
            [Save("demo", "segments", SaveMode.Replace)]
            public static partial void Keep(Table<Segment> segments);

            /// <summary>Runs it.</summary>
            /// <param name="least">Least size.</param>
            /// <param name="keep">Whether to keep them.</param>
            /// <returns>When it is done.</returns>
            [Workflow("Sizes", Schedule = "@daily")]
            public static async Task Run(int least = 10, bool keep = true)
            {
                var segments = Count(Customers(least));
                foreach (var segment in segments)
                    Size(segment);
                if (keep)
                    Keep(await Tabulate(segments));
            }
        }

        """;

    [Theory]
    [InlineData("")]
    [InlineData("Generated")]
    public void A_strict_build_of_clean_code_says_nothing_the_second_time_either(string emittedTo)
    {
        var folder = feed.NewFolder("strict");
        var emitted = emittedTo.Length == 0 ? Path.Combine(folder, "obj/Debug/net10.0/generated") : Path.Combine(folder, emittedTo);
        File.WriteAllText(Path.Combine(folder, "shop.csproj"), emittedTo.Length == 0 ? Project : Project.Replace("<NoWarn>", $"<CompilerGeneratedFilesOutputPath>{emittedTo}</CompilerGeneratedFilesOutputPath><NoWarn>"));
        File.WriteAllText(Path.Combine(folder, "sizes.cs"), Source);

        var first = feed.DotNet.Succeed(folder, "build");
        var files = Directory.GetFiles(Path.Combine(emitted, "Aqueduct.Generators"), "*.g.cs", SearchOption.AllDirectories);

        // An edit, so that the second build compiles: beside it the emitted files of the first.
        File.AppendAllText(Path.Combine(folder, "sizes.cs"), "// edited\n");
        var second = feed.DotNet.Succeed(folder, "build");

        Assert.NotEmpty(files);
        Assert.All([first, second], build => Assert.Matches(new Regex(@"^\s+0 Warning\(s\)", RegexOptions.Multiline), build.Text));
        Assert.DoesNotContain(files.SelectMany(File.ReadLines), line => line.TrimEnd() == "#pragma warning disable" || line.Length > 400);
    }
}
