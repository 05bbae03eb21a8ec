using Aqueduct.Artifacts.Bill;

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
}
