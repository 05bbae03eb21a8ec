#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks that a column is distributed as in a reference.</content>
public static partial class Expect
{
    /// <summary>The population stability index (<see cref="Measure.Psi"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest index that passes.</param>
    /// <param name="bins">Number of bins of equal frequency in the reference; its equal values may make them fewer.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool SimilarTo<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, double limit = 0.25, int bins = 10, Severity severity = Severity.Warning) =>
        Report.Number("The population stability index", Measure.Psi(table, column, reference, referenceColumn, bins), 0, limit);

    /// <summary>The population stability index (<see cref="Measure.ClassPsi"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest index that passes.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool SimilarClasses<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn, double limit = 0.25, Severity severity = Severity.Warning) =>
        Report.Number("The population stability index", Measure.ClassPsi(table, column, reference, referenceColumn), 0, limit);

    /// <summary>The Jensen–Shannon divergence (<see cref="Measure.JensenShannon"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest divergence that passes, from 0 to 1.</param>
    /// <param name="bins">Number of bins of equal frequency in the reference; its equal values may make them fewer.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool JensenShannonAtMost<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, double limit, int bins = 10, Severity severity = Severity.Warning) =>
        Report.Number("The Jensen–Shannon divergence", Measure.JensenShannon(table, column, reference, referenceColumn, bins), 0, limit);

    /// <summary>The Jensen–Shannon divergence (<see cref="Measure.ClassJensenShannon"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest divergence that passes, from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool ClassJensenShannonAtMost<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn, double limit, Severity severity = Severity.Warning) =>
        Report.Number("The Jensen–Shannon divergence", Measure.ClassJensenShannon(table, column, reference, referenceColumn), 0, limit);

    /// <summary>The total variation distance (<see cref="Measure.TotalVariation"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest distance that passes, from 0 to 1.</param>
    /// <param name="bins">Number of bins of equal frequency in the reference; its equal values may make them fewer.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool TotalVariationAtMost<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, double limit, int bins = 10, Severity severity = Severity.Warning) =>
        Report.Number("The total variation distance", Measure.TotalVariation(table, column, reference, referenceColumn, bins), 0, limit);

    /// <summary>The total variation distance (<see cref="Measure.ClassTotalVariation"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest distance that passes, from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool ClassTotalVariationAtMost<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn, double limit, Severity severity = Severity.Warning) =>
        Report.Number("The total variation distance", Measure.ClassTotalVariation(table, column, reference, referenceColumn), 0, limit);

    /// <summary>The Hellinger distance (<see cref="Measure.Hellinger"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest distance that passes, from 0 to 1.</param>
    /// <param name="bins">Number of bins of equal frequency in the reference; its equal values may make them fewer.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool HellingerAtMost<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, double limit, int bins = 10, Severity severity = Severity.Warning) =>
        Report.Number("The Hellinger distance", Measure.Hellinger(table, column, reference, referenceColumn, bins), 0, limit);

    /// <summary>The Hellinger distance (<see cref="Measure.ClassHellinger"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest distance that passes, from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool ClassHellingerAtMost<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn, double limit, Severity severity = Severity.Warning) =>
        Report.Number("The Hellinger distance", Measure.ClassHellinger(table, column, reference, referenceColumn), 0, limit);

    /// <summary>The Wasserstein distance (<see cref="Measure.Wasserstein"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest distance that passes, in the column's unit.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool WassersteinAtMost<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, double limit, Severity severity = Severity.Warning) =>
        Report.Number("The Wasserstein distance", Measure.Wasserstein(table, column, reference, referenceColumn), 0, limit);

    /// <summary>The Kolmogorov–Smirnov statistic (<see cref="Measure.KolmogorovSmirnov"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest distance that passes, from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool KolmogorovSmirnovAtMost<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, double limit, Severity severity = Severity.Warning) =>
        Report.Number("The Kolmogorov–Smirnov statistic", Measure.KolmogorovSmirnov(table, column, reference, referenceColumn), 0, limit);

    /// <summary>The p-value of the Kolmogorov–Smirnov test (<see cref="Measure.KolmogorovSmirnovP"/>) is at least <paramref name="significance"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="significance">Least probability that passes, from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool SameDistribution<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, double significance = 0.01, Severity severity = Severity.Warning) =>
        Report.Number("The p-value of the Kolmogorov–Smirnov test", Measure.KolmogorovSmirnovP(table, column, reference, referenceColumn), significance, double.PositiveInfinity);

    /// <summary>χ² (<see cref="Measure.ChiSquared"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest statistic that passes.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool ChiSquaredAtMost<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn, double limit, Severity severity = Severity.Warning) =>
        Report.Number("χ²", Measure.ChiSquared(table, column, reference, referenceColumn), 0, limit);

    /// <summary>The p-value of the χ² test (<see cref="Measure.ChiSquaredP"/>) is at least <paramref name="significance"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="significance">Least probability that passes, from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool SameClasses<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn, double significance = 0.01, Severity severity = Severity.Warning) =>
        Report.Number("The p-value of the χ² test", Measure.ChiSquaredP(table, column, reference, referenceColumn), significance, double.PositiveInfinity);

    /// <summary>The shift of the share of missing values (<see cref="Measure.MissingRateShift"/>) is at most <paramref name="limit"/>; that of no value is not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="limit">Largest shift that passes, from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool MissingRateShiftAtMost<T, U, V, W>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, W> referenceColumn, double limit, Severity severity = Severity.Warning) =>
        Report.Number("The shift of the share of missing values", Measure.MissingRateShift(table, column, reference, referenceColumn), 0, limit);
}
