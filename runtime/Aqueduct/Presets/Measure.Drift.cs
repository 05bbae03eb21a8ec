namespace Aqueduct;

using Runtime;

/// <content>How far a column is from the same column of a reference. Columns of decimals are converted in an operator first: no decimal is a double by itself.</content>
public static partial class Measure
{
    /// <summary>Population stability index of a column of numbers against a reference: Σ (pᵢ − qᵢ) ln(pᵢ / qᵢ) over bins, 0 or more, in nats. 0.1 is commonly read as a small shift, 0.25 as a large one. A share of 0 is taken as 0.0001, or its logarithm would be infinite. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="bins">Number of bins of equal frequency in the reference; its equal values may make them fewer.</param>
    /// <remarks>Siddiqi, Credit Risk Scorecards (2006), ch. 8; bins at the quantiles of the reference, open at both ends.</remarks>
    [Metric]
    public static double Psi<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, int bins = 10) =>
        Distances.Psi(Shares.OfNumbers(table, column, reference, referenceColumn, bins));

    /// <summary>Population stability index of a column of classes against a reference: Σ (pᵢ − qᵢ) ln(pᵢ / qᵢ), 0 or more, in nats. A share of 0 is taken as 0.0001, or its logarithm would be infinite. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>Siddiqi, Credit Risk Scorecards (2006), ch. 8.</remarks>
    [Metric]
    public static double ClassPsi<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn) =>
        Distances.Psi(Shares.OfClasses(Columns.Of(table, column), Columns.Of(reference, referenceColumn)));

    /// <summary>Jensen–Shannon divergence of a column of numbers from a reference, over bins: 0 of equal distributions to 1 of those that share no bin, in bits. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="bins">Number of bins of equal frequency in the reference; its equal values may make them fewer.</param>
    /// <remarks>Lin, IEEE Transactions on Information Theory 37 (1991), with logarithms to base 2; its root is the Jensen–Shannon distance.</remarks>
    [Metric]
    public static double JensenShannon<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, int bins = 10) =>
        Distances.JensenShannon(Shares.OfNumbers(table, column, reference, referenceColumn, bins));

    /// <summary>Jensen–Shannon divergence of a column of classes from a reference: 0 to 1, in bits. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>Lin, IEEE Transactions on Information Theory 37 (1991), with logarithms to base 2.</remarks>
    [Metric]
    public static double ClassJensenShannon<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn) =>
        Distances.JensenShannon(Shares.OfClasses(Columns.Of(table, column), Columns.Of(reference, referenceColumn)));

    /// <summary>Total variation distance of a column of numbers from a reference, over bins: half the sum of |pᵢ − qᵢ|, 0 to 1. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="bins">Number of bins of equal frequency in the reference; its equal values may make them fewer.</param>
    /// <remarks>Levin, Peres and Wilmer, Markov Chains and Mixing Times (2009), prop. 4.2.</remarks>
    [Metric]
    public static double TotalVariation<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, int bins = 10) =>
        Distances.TotalVariation(Shares.OfNumbers(table, column, reference, referenceColumn, bins));

    /// <summary>Total variation distance of a column of classes from a reference: half the sum of |pᵢ − qᵢ|, 0 to 1. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>Levin, Peres and Wilmer, Markov Chains and Mixing Times (2009), prop. 4.2.</remarks>
    [Metric]
    public static double ClassTotalVariation<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn) =>
        Distances.TotalVariation(Shares.OfClasses(Columns.Of(table, column), Columns.Of(reference, referenceColumn)));

    /// <summary>Hellinger distance of a column of numbers from a reference, over bins: √(½ Σ (√pᵢ − √qᵢ)²), 0 to 1. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <param name="bins">Number of bins of equal frequency in the reference; its equal values may make them fewer.</param>
    /// <remarks>Hellinger, Journal für die reine und angewandte Mathematik 136 (1909), scaled to 1.</remarks>
    [Metric]
    public static double Hellinger<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, int bins = 10) =>
        Distances.Hellinger(Shares.OfNumbers(table, column, reference, referenceColumn, bins));

    /// <summary>Hellinger distance of a column of classes from a reference: √(½ Σ (√pᵢ − √qᵢ)²), 0 to 1. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>Hellinger, Journal für die reine und angewandte Mathematik 136 (1909), scaled to 1.</remarks>
    [Metric]
    public static double ClassHellinger<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn) =>
        Distances.Hellinger(Shares.OfClasses(Columns.Of(table, column), Columns.Of(reference, referenceColumn)));

    /// <summary>First Wasserstein (earth mover's) distance of a column of numbers from a reference, in the column's unit: how far a value has moved on average. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>∫ |F(x) − G(x)| dx of the empirical distribution functions (Vallender, Theory of Probability and its Applications 18, 1974).</remarks>
    [Metric]
    public static double Wasserstein<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn) =>
        Distances.Wasserstein(Columns.Sorted(table, column), Columns.Sorted(reference, referenceColumn));

    /// <summary>Kolmogorov–Smirnov statistic of two samples: the largest distance of their empirical distribution functions, 0 to 1. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>Smirnov, Annals of Mathematical Statistics 19 (1948).</remarks>
    [Metric]
    public static double KolmogorovSmirnov<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn) =>
        Kolmogorov.Statistic(Columns.Sorted(table, column), Columns.Sorted(reference, referenceColumn));

    /// <summary>Probability that two samples of one continuous distribution are at least as far apart as these (two-sided Kolmogorov–Smirnov test); small where they differ. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>Exact, by counting lattice paths (Hodges, Arkiv för Matematik 3, 1958), where the sizes multiply to less than 10,000 and no value comes twice; else the asymptotic distribution (Kolmogorov 1933) at D·√(nm / (n + m)).</remarks>
    [Metric]
    public static double KolmogorovSmirnovP<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn) =>
        Kolmogorov.PValue(Columns.Sorted(table, column), Columns.Sorted(reference, referenceColumn));

    /// <summary>Pearson's χ² of the classes of a column and a reference having one distribution, without unit; degrees of freedom are the classes seen less one. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>Pearson, Philosophical Magazine 50 (1900), as a test of homogeneity of a table of two rows.</remarks>
    [Metric]
    public static double ChiSquared<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn) =>
        ChiSquaredTest.Statistic(Shares.OfClasses(Columns.Of(table, column), Columns.Of(reference, referenceColumn)));

    /// <summary>Probability that two samples of one distribution of classes differ at least as much as these (χ² test); small where they differ. Rough where a class is expected fewer than five times. Missing values are left out; NaN of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>Upper regularised incomplete gamma function Q(df / 2, χ² / 2).</remarks>
    [Metric]
    public static double ChiSquaredP<T, U, V>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, V> referenceColumn) =>
        ChiSquaredTest.PValue(Shares.OfClasses(Columns.Of(table, column), Columns.Of(reference, referenceColumn)));

    /// <summary>How far the share of missing values — null or NaN — is from that of a reference, 0 to 1; an empty table misses nothing.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="reference">The table to compare with, such as that of the period a model was trained on.</param>
    /// <param name="referenceColumn">The column there.</param>
    /// <remarks>|share − share of the reference|.</remarks>
    [Metric]
    public static double MissingRateShift<T, U, V, W>(Table<T> table, Func<T, V> column, Table<U> reference, Func<U, W> referenceColumn) =>
        Math.Abs(Missing(table, column) - Missing(reference, referenceColumn));
}
