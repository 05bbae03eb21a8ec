namespace Aqueduct;

using Runtime;

/// <content>Measures of what a model says against what was observed.</content>
public static partial class Measure
{
    /// <summary>Share of the rows where two columns hold the same, such as a class and the one predicted; 0 to 1, NaN of no row. Null equals null.</summary>
    [Metric]
    public static double Accuracy<T, V>(Table<T> table, Func<T, V> actual, Func<T, V> predicted) =>
        Classification.Accuracy(Columns.Of(table, actual), Columns.Of(table, predicted));

    /// <summary>Area under the ROC curve: how often a row of the class has a higher score than one that is not, ties counted half. 0 to 1; NaN where one of the two is missing; rows whose number is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">Whether the row is of the class.</param>
    /// <param name="score">The probability given to it, or any number that is higher the surer the model is.</param>
    /// <remarks>Mann–Whitney statistic over the number of pairs (Hanley and McNeil, Radiology 143, 1982).</remarks>
    [Metric]
    public static double Auc<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score) =>
        Classification.Auc(Scored.Of(table, actual, score));

    /// <summary>Share of the rows given to the class that are of it, a row being given to it where its score is at or above the threshold. 0 to 1; NaN where there is none; rows whose number is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">Whether the row is of the class.</param>
    /// <param name="score">The probability given to it, or any number that is higher the surer the model is.</param>
    /// <param name="threshold">Least score of a row given to the class.</param>
    /// <remarks>van Rijsbergen, Information Retrieval (1979), ch. 7.</remarks>
    [Metric]
    public static double Precision<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score, double threshold = 0.5) =>
        Classification.Precision(Classification.Confusion(Scored.Of(table, actual, score), threshold));

    /// <summary>Share of the rows of the class that are given to it, a row being given to it where its score is at or above the threshold. 0 to 1; NaN where there is none; rows whose number is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">Whether the row is of the class.</param>
    /// <param name="score">The probability given to it, or any number that is higher the surer the model is.</param>
    /// <param name="threshold">Least score of a row given to the class.</param>
    /// <remarks>van Rijsbergen, Information Retrieval (1979), ch. 7.</remarks>
    [Metric]
    public static double Recall<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score, double threshold = 0.5) =>
        Classification.Recall(Classification.Confusion(Scored.Of(table, actual, score), threshold));

    /// <summary>Harmonic mean of precision and recall, a row being given to it where its score is at or above the threshold. 0 to 1; NaN where there is none; rows whose number is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">Whether the row is of the class.</param>
    /// <param name="score">The probability given to it, or any number that is higher the surer the model is.</param>
    /// <param name="threshold">Least score of a row given to the class.</param>
    /// <remarks>van Rijsbergen, Information Retrieval (1979), ch. 7.</remarks>
    [Metric]
    public static double F1<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score, double threshold = 0.5) =>
        Classification.F1(Classification.Confusion(Scored.Of(table, actual, score), threshold));

    /// <summary>Mean negative log-likelihood of the classes, in nats: 0 is perfect, ln 2 a coin. Probabilities of 0 and 1 are taken as 1e-15 and 1 − 1e-15. NaN of no row; rows whose number is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">Whether the row is of the class.</param>
    /// <param name="probability">The probability given to it, 0 to 1.</param>
    /// <remarks>Good, Journal of the Royal Statistical Society B 14 (1952).</remarks>
    [Metric]
    public static double LogLoss<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> probability) =>
        Classification.LogLoss(Scored.Of(table, actual, probability));

    /// <summary>Mean squared distance of the probability from 0 or 1: 0 is perfect, 0.25 what a constant 0.5 gets. NaN of no row; rows whose number is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">Whether the row is of the class.</param>
    /// <param name="probability">The probability given to it, 0 to 1.</param>
    /// <remarks>Brier, Monthly Weather Review 78 (1950), for two classes.</remarks>
    [Metric]
    public static double Brier<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> probability) =>
        Classification.Brier(Scored.Of(table, actual, probability));

    /// <summary>Expected calibration error: distance of the share of the class from the mean probability in bins of equal width, weighted by their rows. 0 to 1; NaN of no row; rows whose number is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">Whether the row is of the class.</param>
    /// <param name="probability">The probability given to it, 0 to 1.</param>
    /// <param name="bins">Number of bins of equal width; the last one holds 1.</param>
    /// <remarks>Naeini, Cooper and Hauskrecht, AAAI 2015.</remarks>
    [Metric]
    public static double CalibrationError<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> probability, int bins = 10) =>
        Classification.CalibrationError(Scored.Of(table, actual, probability), bins);

    /// <summary>Root of the mean squared error, in the columns' unit; NaN of no row; rows where one of the two is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">What was observed.</param>
    /// <param name="predicted">What was expected.</param>
    /// <remarks>Gauss, Theoria combinationis observationum (1823).</remarks>
    [Metric]
    public static double Rmse<T>(Table<T> table, Func<T, double?> actual, Func<T, double?> predicted) =>
        Regression.Rmse(NumberPairs.Of(table, actual, predicted));

    /// <summary>Mean absolute error, in the columns' unit; NaN of no row; rows where one of the two is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">What was observed.</param>
    /// <param name="predicted">What was expected.</param>
    /// <remarks>Willmott and Matsuura, Climate Research 30 (2005).</remarks>
    [Metric]
    public static double Mae<T>(Table<T> table, Func<T, double?> actual, Func<T, double?> predicted) =>
        Regression.Mae(NumberPairs.Of(table, actual, predicted));

    /// <summary>Mean of the absolute errors as shares of what was observed: 0.1 is ten per cent. Rows observed as 0 are left out, as are those where one of the two is missing; NaN of no row.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">What was observed.</param>
    /// <param name="predicted">What was expected.</param>
    /// <remarks>Hyndman and Koehler, International Journal of Forecasting 22 (2006).</remarks>
    [Metric]
    public static double Mape<T>(Table<T> table, Func<T, double?> actual, Func<T, double?> predicted) =>
        Regression.Mape(NumberPairs.Of(table, actual, predicted));

    /// <summary>Coefficient of determination: 1 is perfect, 0 as good as the mean, below it worse. NaN where what was observed is constant; rows where one of the two is missing are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="actual">What was observed.</param>
    /// <param name="predicted">What was expected.</param>
    /// <remarks>1 − Σ(actual − predicted)² / Σ(actual − mean)² (Kvålseth, The American Statistician 39, 1985, his R₁²).</remarks>
    [Metric]
    public static double R2<T>(Table<T> table, Func<T, double?> actual, Func<T, double?> predicted) =>
        Regression.R2(NumberPairs.Of(table, actual, predicted));
}
