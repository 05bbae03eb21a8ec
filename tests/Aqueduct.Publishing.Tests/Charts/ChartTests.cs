using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using SkiaSharp;

namespace Aqueduct.Publishing.Tests.Charts;

public record Day(string Place, DateOnly Date, double Temperature, int Rain);

public record Case(bool Bought, double? Score);

/// <summary>What a chart shows, and that its bytes are those of the table alone.</summary>
public class ChartTests
{
    static Table<Day> Days => Enumerable.Range(0, 60).Select(i => new Day(i % 2 == 0 ? "Bern" : "Oslo <&>", new DateOnly(2026, 1, 1).AddDays(i / 2), i % 7 == 0 ? double.NaN : Math.Sin(i) * 10, i % 5)).ToTable();

    static Chart Temperatures => Aqueduct.Charts.Line(Days, d => d.Date, d => d.Temperature, d => d.Place, title: "Temperature, \"daily\" <°C>", yLabel: "°C");

    [Fact]
    public void Equal_tables_give_equal_bytes_whatever_was_drawn_before_and_in_which_culture()
    {
        var first = Temperatures;
        _ = Aqueduct.Charts.Bar(Days, d => d.Place, d => d.Rain);
        var culture = CultureInfo.CurrentCulture;
        Chart second;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fa-IR");
            second = Temperatures;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal(first.Svg, second.Svg);
        Assert.True(first.Png.Span.SequenceEqual(second.Png.Span));
    }

    [Fact]
    public void Other_values_give_other_bytes() =>
        Assert.False(Temperatures.Png.Span.SequenceEqual(Aqueduct.Charts.Line(Days, d => d.Date, d => d.Temperature + 1, d => d.Place).Png.Span));

    [Fact]
    public void The_image_is_as_large_as_asked_for_and_shows_something()
    {
        using var image = SKBitmap.Decode(Aqueduct.Charts.Scatter(Days, d => d.Rain, d => d.Temperature, width: 320, height: 200).Png.Span);
        Assert.Equal((320, 200), (image.Width, image.Height));
        Assert.True(image.Pixels.Distinct().Count() > 10);
    }

    [Fact]
    public void Texts_are_escaped_and_in_the_font_of_the_package_alone()
    {
        var texts = XDocument.Parse(Temperatures.Svg).Descendants().Where(e => e.Name.LocalName == "text").ToList();
        Assert.Contains(texts, t => t.Value.Contains("Temperature, \"daily\" <°C>", StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Value.Contains("Oslo <&>", StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Value.Contains("2026-01-", StringComparison.Ordinal));
        Assert.Equal(["DejaVu Sans"], texts.Select(t => t.Attribute("font-family")!.Value).Distinct());
    }

    [Fact]
    public void Text_is_no_place_on_an_axis()
    {
        var error = Assert.Throws<ArgumentException>(() => Aqueduct.Charts.Line(Days, d => d.Place, d => d.Temperature));
        Assert.Equal("The values for the x axis are of type String; an axis takes numbers and dates. A chart of names is Charts.Bar.", error.Message);
    }

    [Fact]
    public void An_empty_table_is_an_empty_chart()
    {
        var none = Table<Day>.Empty;
        foreach (var chart in (Chart[])[Aqueduct.Charts.Line(none, d => d.Date, d => d.Temperature, d => d.Place), Aqueduct.Charts.Bar(none, d => d.Place, d => d.Rain), Aqueduct.Charts.Histogram(none, d => d.Temperature),
            Aqueduct.Charts.Roc(none, d => d.Rain > 0, d => d.Temperature), Aqueduct.Charts.ConfusionMatrix(none, d => d.Place, d => d.Place), Aqueduct.Charts.FeatureImportance(none, d => d.Place, d => d.Temperature)])
            Assert.NotNull(SKBitmap.Decode(chart.Png.Span));
    }

    [Fact]
    public void The_legend_of_a_roc_curve_is_the_area_that_the_measure_gives()
    {
        var cases = new[] { new Case(true, 0.9), new Case(false, 0.8), new Case(true, 0.7), new Case(false, 0.1), new Case(true, null) }.ToTable();
        var auc = Measure.Auc(cases, c => c.Bought, c => c.Score);
        Assert.Equal(0.75, auc);
        Assert.Contains("AUC 0.750", Aqueduct.Charts.Roc(cases, c => c.Bought, c => c.Score).Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Level_scores_are_one_step_of_a_roc_curve()
    {
        var cases = new[] { new Case(true, 0.9), new Case(true, 0.5), new Case(false, 0.5), new Case(false, 0.1) }.ToTable();
        var (falsePositives, truePositives) = Aqueduct.Charts.Curve(Runtime.Scored.Of(cases, c => c.Bought, c => c.Score));
        Assert.Equal([0, 0, 0.5, 1], falsePositives);
        Assert.Equal([0, 0.5, 1, 1], truePositives);
    }

    [Fact]
    public void Ranges_of_a_histogram_hold_every_value_once()
    {
        var (starts, size, counts) = Aqueduct.Charts.Count([0, 1, 2, 3, 4], 2);
        Assert.Equal([0, 2], starts);
        Assert.Equal((2, 5), (size, (int)counts.Sum()));
        Assert.Equal([2, 3], counts);
        Assert.Equal([3], Aqueduct.Charts.Count([7, 7, 7], 4).Counts);
    }

    [Fact]
    public void A_confusion_matrix_counts_each_pair()
    {
        var days = Enumerable.Range(0, 12).Select(i => new Day(i < 7 ? "sun" : "rain", new DateOnly(2026, 1, 1), 0, i < 9 ? 0 : 1)).ToTable();
        var chart = Aqueduct.Charts.ConfusionMatrix(days, d => d.Place, d => d.Rain == 0 ? "sun" : "rain");
        var texts = XDocument.Parse(chart.Svg).Descendants().Where(e => e.Name.LocalName == "text").Select(t => t.Value.Trim()).ToList();
        // Seven days of sun taken for sun, two of rain for sun, three for rain.
        Assert.All(["7", "2", "3", "0", "sun", "rain"], text => Assert.Contains(text, texts));
        Assert.Contains("at most 50", Assert.Throws<ArgumentException>(() => Aqueduct.Charts.ConfusionMatrix(Days, d => d.Temperature, d => d.Temperature)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_highest_of_the_features_are_drawn()
    {
        var chart = Aqueduct.Charts.FeatureImportance(Days.Take(9).Select((d, i) => d with { Place = $"feature {i}", Temperature = i }).ToTable(), d => d.Place, d => d.Temperature, most: 3);
        Assert.Contains("feature 8", chart.Svg, StringComparison.Ordinal);
        Assert.DoesNotContain("feature 5", chart.Svg, StringComparison.Ordinal);
    }

    /// <summary>Changes with a version of ScottPlot or Skia, as it should: an upgrade that changes every chart is to be seen.</summary>
    [Fact]
    public void The_bytes_are_those_of_every_machine_of_this_kind()
    {
        var chart = Aqueduct.Charts.Bar(Days.Take(4), d => d.Date, d => d.Rain, title: "Rain", yLabel: "mm");
        Assert.Equal("A0265A304AB28CD2FCA4917EA26893BB3CFE4352FAC7ED6E51ABFEB4A1A235F0", Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(chart.Svg))));
        if (OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64)
            Assert.Equal("307864ACBCCB5A32AFB10058A3E9867E6A1AB8E258DA175A7A745E83B4B105B5", Convert.ToHexString(SHA256.HashData(chart.Png.Span)));
    }

    [Fact]
    public async Task What_is_stored_is_an_image_and_the_chart_again()
    {
        using var stored = new MemoryStream();
        await new ChartCodec().WriteAsync(Temperatures, stored, default);
        Assert.Equal(800, SKBitmap.Decode(stored.ToArray()).Width);
        stored.Position = 0;
        var read = await new ChartCodec().ReadAsync(stored, default);
        Assert.True(read.Png.Span.SequenceEqual(Temperatures.Png.Span));
        Assert.Equal(Temperatures.Svg, read.Svg);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task Other_bytes_are_refused(string text) =>
        await Assert.ThrowsAsync<InvalidDataException>(async () => await new ChartCodec().ReadAsync(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text)), default));
}
