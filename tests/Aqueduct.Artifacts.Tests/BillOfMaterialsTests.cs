using System.Reflection;
using Aqueduct.Artifacts.Bill;
using Aqueduct.Artifacts.Tests.Schemas;

namespace Aqueduct.Artifacts.Tests;

public sealed class BillOfMaterialsTests
{
    const string Assets = """
        {
          "targets": {
            "net10.0": {
              "Zeta/2.0.0": { "type": "package", "dependencies": { "alpha": "1.0.0", "Tool": "1.0.0" }, "runtime": { "lib/net8.0/Zeta.dll": {} } },
              "Alpha/1.0.1": { "type": "package", "runtime": { "lib/net8.0/Alpha.dll": {} } },
              "Tool/1.0.0": { "type": "package", "build": { "build/Tool.props": {} } },
              "Shared/1.0.0": { "type": "project", "runtime": { "bin/placeholder/Shared.dll": {} } }
            },
            "net10.0/linux-x64": {
              "Alpha/1.0.1": { "type": "package", "runtime": { "lib/net8.0/Alpha.dll": {} } }
            }
          },
          "libraries": {
            "Zeta/2.0.0": { "sha512": "AAEC", "type": "package" },
            "Alpha/1.0.1": { "sha512": "/w==", "type": "package" },
            "Tool/1.0.0": { "sha512": "AA==", "type": "package" },
            "Shared/1.0.0": { "type": "project" }
          },
          "projectFileDependencyGroups": { "net10.0": ["Zeta >= 2.0.0", "Shared >= 1.0.0", "Tool >= 1.0.0"] }
        }
        """;

    [Fact]
    public void Every_package_of_the_app_is_in_it_with_what_it_needs_and_tools_of_the_build_are_not() => Golden.Match(BillOfMaterials.Of(Assets, "churn", "1.2.3", null).Content, "bill");

    [Fact]
    public void An_app_for_one_platform_is_made_of_what_was_restored_for_it()
    {
        var bill = BillOfMaterials.Of(Assets, "churn", "1.2.3", "linux-x64").Content;
        Assert.Contains("pkg:nuget/Alpha@1.0.1", bill);
        Assert.DoesNotContain("Zeta", bill);
    }

    /// <summary>That of this test project itself, with all its packages.</summary>
    [NpmFact("@cyclonedx/cyclonedx-library")]
    public void It_keeps_the_strict_schema_of_CycloneDX()
    {
        var assets = typeof(BillOfMaterialsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Assets").Value!;
        var bill = BillOfMaterials.Of(File.ReadAllText(assets), "tests", "1.2.3", null).Content;

        Assert.Contains("pkg:nuget/YamlDotNet@", bill);
        Assert.Equal("[]", NodeScript.Run("cyclonedx.mjs", bill).Trim());
        Assert.Contains("must NOT have additional properties", NodeScript.Run("cyclonedx.mjs", bill.Replace("\"components\"", "\"componentz\"")));
        Assert.Contains("must be equal to one of the allowed values", NodeScript.Run("cyclonedx.mjs", bill.Replace("\"library\"", "\"lib\"")));
    }
}
