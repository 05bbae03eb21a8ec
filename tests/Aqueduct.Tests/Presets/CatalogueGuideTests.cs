using System.Reflection;
using System.Text.RegularExpressions;

namespace Aqueduct.Tests.Presets;

/// <summary>The tables of docs/guides/presets.md and the methods of Expect and Measure.</summary>
public sealed partial class CatalogueGuideTests
{
    [Fact]
    public void The_guide_lists_every_check_and_measure_and_nothing_else()
    {
        using var guide = new StreamReader(typeof(CatalogueGuideTests).Assembly.GetManifestResourceStream("presets.md")!);
        var listed = guide.ReadToEnd().Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(l => Name().Matches(l.Split(" | ")[0]).Select(m => m.Groups[1].Value)).ToList();
        Assert.Equal(Methods<CheckAttribute>(typeof(Expect)).Concat(Methods<MetricAttribute>(typeof(Measure))).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    static IEnumerable<string> Methods<A>(Type type) where A : Attribute =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.GetCustomAttribute<A>() is not null).Select(m => m.Name).Distinct();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]+)")]
    private static partial Regex Name();
}
