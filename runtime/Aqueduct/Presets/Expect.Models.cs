namespace Aqueduct;

using Runtime;

/// <content>Checks of what a model says against what was observed.</content>
public static partial class Expect
{
    /// <summary>The share of rows where two columns hold the same (<see cref="Measure.Accuracy"/>) is at least <paramref name="min"/>; that of no row is not.</summary>
    [Check]
    public static bool AccuracyAtLeast<T, V>(Table<T> table, Func<T, V> actual, Func<T, V> predicted, double min, Severity severity = Severity.Warning) =>
        Report.Number("The accuracy", Measure.Accuracy(table, actual, predicted), min, double.PositiveInfinity);

    /// <summary>The area under the ROC curve (<see cref="Measure.Auc{T}(Table{T}, Func{T, bool}, Func{T, double?})"/>) is at least <paramref name="min"/>; that of no row is not.</summary>
    [Check]
    public static bool AucAtLeast<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score, double min, Severity severity = Severity.Warning) =>
        Report.Number("The area under the ROC curve", Measure.Auc(table, actual, score), min, double.PositiveInfinity);

    /// <summary>The precision (<see cref="Measure.Precision{T}(Table{T}, Func{T, bool}, Func{T, double?}, double)"/>) is at least <paramref name="min"/>; that of no row is not.</summary>
    [Check]
    public static bool PrecisionAtLeast<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score, double min, double threshold = 0.5, Severity severity = Severity.Warning) =>
        Report.Number("The precision", Measure.Precision(table, actual, score, threshold), min, double.PositiveInfinity);

    /// <summary>The recall (<see cref="Measure.Recall{T}(Table{T}, Func{T, bool}, Func{T, double?}, double)"/>) is at least <paramref name="min"/>; that of no row is not.</summary>
    [Check]
    public static bool RecallAtLeast<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score, double min, double threshold = 0.5, Severity severity = Severity.Warning) =>
        Report.Number("The recall", Measure.Recall(table, actual, score, threshold), min, double.PositiveInfinity);

    /// <summary>The F1 score (<see cref="Measure.F1{T}(Table{T}, Func{T, bool}, Func{T, double?}, double)"/>) is at least <paramref name="min"/>; that of no row is not.</summary>
    [Check]
    public static bool F1AtLeast<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score, double min, double threshold = 0.5, Severity severity = Severity.Warning) =>
        Report.Number("The F1 score", Measure.F1(table, actual, score, threshold), min, double.PositiveInfinity);

    /// <summary>The log loss (<see cref="Measure.LogLoss{T}(Table{T}, Func{T, bool}, Func{T, double?})"/>) is at most <paramref name="max"/>; that of no row is not.</summary>
    [Check]
    public static bool LogLossAtMost<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> probability, double max, Severity severity = Severity.Warning) =>
        Report.Number("The log loss", Measure.LogLoss(table, actual, probability), double.NegativeInfinity, max);

    /// <summary>The Brier score (<see cref="Measure.Brier{T}(Table{T}, Func{T, bool}, Func{T, double?})"/>) is at most <paramref name="max"/>; that of no row is not.</summary>
    [Check]
    public static bool BrierAtMost<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> probability, double max, Severity severity = Severity.Warning) =>
        Report.Number("The Brier score", Measure.Brier(table, actual, probability), double.NegativeInfinity, max);

    /// <summary>The calibration error (<see cref="Measure.CalibrationError{T}(Table{T}, Func{T, bool}, Func{T, double?}, int)"/>) is at most <paramref name="max"/>; that of no row is not.</summary>
    [Check]
    public static bool CalibrationErrorAtMost<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> probability, double max, int bins = 10, Severity severity = Severity.Warning) =>
        Report.Number("The calibration error", Measure.CalibrationError(table, actual, probability, bins), double.NegativeInfinity, max);

    /// <summary>The root mean square error (<see cref="Measure.Rmse{T}(Table{T}, Func{T, double?}, Func{T, double?})"/>) is at most <paramref name="max"/>; that of no row is not.</summary>
    [Check]
    public static bool RmseAtMost<T>(Table<T> table, Func<T, double?> actual, Func<T, double?> predicted, double max, Severity severity = Severity.Warning) =>
        Report.Number("The root mean square error", Measure.Rmse(table, actual, predicted), double.NegativeInfinity, max);

    /// <summary>The mean absolute error (<see cref="Measure.Mae{T}(Table{T}, Func{T, double?}, Func{T, double?})"/>) is at most <paramref name="max"/>; that of no row is not.</summary>
    [Check]
    public static bool MaeAtMost<T>(Table<T> table, Func<T, double?> actual, Func<T, double?> predicted, double max, Severity severity = Severity.Warning) =>
        Report.Number("The mean absolute error", Measure.Mae(table, actual, predicted), double.NegativeInfinity, max);

    /// <summary>The mean absolute percentage error (<see cref="Measure.Mape{T}(Table{T}, Func{T, double?}, Func{T, double?})"/>) is at most <paramref name="max"/>; that of no row is not.</summary>
    [Check]
    public static bool MapeAtMost<T>(Table<T> table, Func<T, double?> actual, Func<T, double?> predicted, double max, Severity severity = Severity.Warning) =>
        Report.Number("The mean absolute percentage error", Measure.Mape(table, actual, predicted), double.NegativeInfinity, max);

    /// <summary>The coefficient of determination (<see cref="Measure.R2{T}(Table{T}, Func{T, double?}, Func{T, double?})"/>) is at least <paramref name="min"/>; that of no row is not.</summary>
    [Check]
    public static bool R2AtLeast<T>(Table<T> table, Func<T, double?> actual, Func<T, double?> predicted, double min, Severity severity = Severity.Warning) =>
        Report.Number("The coefficient of determination", Measure.R2(table, actual, predicted), min, double.PositiveInfinity);
}
