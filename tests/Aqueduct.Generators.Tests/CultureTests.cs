using System.Globalization;
using Aqueduct.Generators.Tests.Support;

namespace Aqueduct.Generators.Tests;

/// <summary>The machine's culture changes no byte of what is generated.</summary>
public class CultureTests
{
    const string Numbers = """
        public record Item(int Id, double Ix);
        public static partial class Culture
        {
            [Operator] static Table<Item> IIndex(double a = -1.5, long b = -7, decimal c = -2.25m, float d = -0.5f) => Table.Of<Item>();
            [Metric, Bound(Above = -0.25), Bound(Below = 1234567.5)] static double Ibis(Table<Item> items) => 1;
            [Workflow("TITLE II", KeepRuns = 1234567)] static void Iota(double i = -3.5, int j = -1234567) { var x = IIndex(-1234.5, -12345678901, -0.1m, 1e-10f); Ibis(x); _ = IIndex(i); }
        }
        """;

    static string Generated() => string.Join("\n", App.Generate(Numbers).GeneratedSources.Select(s => s.HintName + "\n" + s.SourceText));

    /// <summary>What Finnish and Turkish do to numbers and letters, also on machines without their data.</summary>
    static CultureInfo Strange(string name)
    {
        CultureInfo culture;
        try
        {
            culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        }
        catch (CultureNotFoundException)
        {
            culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        }

        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "\u00a0";
        return culture;
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public void A_culture_changes_no_byte(string name)
    {
        var expected = Generated();
        Assert.Contains("-1234.5D", expected);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Strange(name);
            Assert.Equal("−1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, Generated());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lines_end_the_same_everywhere() => Assert.DoesNotContain('\r', string.Concat(App.Generate(Source.Churn.Replace("\n", "\r\n")).GeneratedSources.Select(s => s.SourceText.ToString())));
}
