using System;
using System.Collections.Generic;
using System.Globalization;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>The numbers that parameters of ready checks and metrics may be.</summary>
static class PresetRanges
{
    static readonly Range Share = new(0, 1, "it is a share from 0 to 1");
    static readonly Range Distance = new(0, 1, "it lies from 0 to 1");
    static readonly Range Count = new(0, double.PositiveInfinity, "a number of things is 0 or more");
    static readonly Range NotNegative = new(0, double.PositiveInfinity, "it is never below 0");
    static readonly Range Correlation = new(-1, 1, "a correlation lies from -1 to 1");
    static readonly Range Above0 = new(double.Epsilon, double.MaxValue, "it is a number above 0");
    static readonly Range AtMost1 = new(double.NegativeInfinity, 1, "it is never above 1");

    /// <summary>By the parameter's name alone.</summary>
    static readonly Dictionary<string, Range> Everywhere = new(StringComparer.Ordinal)
    {
        ["quantile"] = Share,
        ["rate"] = Share,
        ["ratio"] = Share,
        ["significance"] = Share,
        ["deviations"] = Above0,
        ["fences"] = Above0,
        ["tolerance"] = NotNegative,
        ["limit"] = NotNegative,
        ["bins"] = new(2, double.PositiveInfinity, "fewer than two bins tell nothing apart"),
    };

    /// <summary>By the method and the parameter.</summary>
    static readonly Dictionary<string, Range> Particular = new(StringComparer.Ordinal)
    {
        ["RowCount.min"] = Count,
        ["Length.min"] = Count,
        ["DistinctCount.min"] = Count,
        ["RowGrowth.max"] = NotNegative,
        ["StdDevBetween.max"] = NotNegative,
        ["EntropyBetween.max"] = NotNegative,
        ["ClassShare.min"] = Share,
        ["ClassShare.max"] = Share,
        ["DistinctRatio.min"] = Share,
        ["DistinctRatio.max"] = Share,
        ["CorrelationBetween.min"] = Correlation,
        ["CorrelationBetween.max"] = Correlation,
        ["AccuracyAtLeast.min"] = Share,
        ["AucAtLeast.min"] = Share,
        ["PrecisionAtLeast.min"] = Share,
        ["RecallAtLeast.min"] = Share,
        ["F1AtLeast.min"] = Share,
        ["R2AtLeast.min"] = AtMost1,
        ["BrierAtMost.max"] = NotNegative,
        ["CalibrationErrorAtMost.max"] = NotNegative,
        ["CalibrationErrorAtMost.bins"] = Above0,
        ["CalibrationError.bins"] = Above0,
        ["LogLossAtMost.max"] = NotNegative,
        ["RmseAtMost.max"] = NotNegative,
        ["MaeAtMost.max"] = NotNegative,
        ["MapeAtMost.max"] = NotNegative,
        ["JensenShannonAtMost.limit"] = Distance,
        ["ClassJensenShannonAtMost.limit"] = Distance,
        ["TotalVariationAtMost.limit"] = Distance,
        ["ClassTotalVariationAtMost.limit"] = Distance,
        ["HellingerAtMost.limit"] = Distance,
        ["ClassHellingerAtMost.limit"] = Distance,
        ["KolmogorovSmirnovAtMost.limit"] = Distance,
        ["MissingRateShiftAtMost.limit"] = Distance,
    };

    // These limits are values of the column, which may be below 0.
    static readonly HashSet<string> OfValues = ["Above.limit", "Below.limit"];

    /// <summary>Why a number cannot be right; null where it can.</summary>
    public static string? Wrong(string method, string parameter, double number)
    {
        var key = method + "." + parameter;
        if (OfValues.Contains(key) || !(Particular.TryGetValue(key, out var range) || Everywhere.TryGetValue(parameter, out range)))
            return null;
        return number >= range.Low && number <= range.High ? null : $"{parameter} is {Faults.Text(number)}; {range.Reason}";
    }

    /// <summary>Whether a text is an ISO 8601 date, or a date and a time.</summary>
    public static bool IsTime(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || (text.Length > 10 && text[4] == '-' && text[7] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));

    /// <summary>A time as a number to compare; a date alone that ends a range is its last instant.</summary>
    public static DateTimeOffset Time(string text, bool isEnd)
    {
        var time = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return isEnd && text.Length == 10 ? time.AddDays(1).AddTicks(-1) : time;
    }

    readonly record struct Range(double Low, double High, string Reason);
}
