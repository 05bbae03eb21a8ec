using System.Globalization;
using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests;

/// <summary>The same source gives the same bytes, wherever, whenever and by whomever it is compiled.</summary>
public class DeterminismTests
{
    static string Generated(string folder, string text, bool isReversed = false)
    {
        var compilation = App.Compilation();
        var trees = new[] { (Source.Usings, "Usings.cs"), (text, "App.cs"), (Source.Churn.Replace("Customer", "Client"), "Other.cs") }
            .Select(file => App.Tree(file.Item1, Path.Combine(folder, file.Item2)));
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(isReversed ? trees.Reverse() : trees);
        return string.Join("\n", App.Generate(compilation).GeneratedSources.OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.HintName + "\n" + s.SourceText));
    }

    static string Expected() => Generated("/home/one", Source.Segments);

    [Fact]
    public void Another_folder_and_another_order_of_files_change_no_byte()
    {
        Assert.Contains("aqueduct-model/v1", Expected());
        Assert.Contains("class EachPart", Expected());
        Assert.Equal(Expected(), Generated("C:\\users\\two words", Source.Segments, isReversed: true));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fi-FI")]
    public void Another_culture_changes_no_byte(string name)
    {
        var expected = Expected();
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
            Assert.Equal(expected, Expected());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/St_Johns")]
    public void Another_time_zone_changes_no_byte(string zone)
    {
        var expected = Expected();
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            Assert.Equal(expected, Expected());
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void Comments_and_white_space_change_no_byte() =>
        Assert.Equal(Expected(), Generated("/home/one", Source.Segments.Replace("var parts", "// split\r\n\t\tvar   parts")));
}
