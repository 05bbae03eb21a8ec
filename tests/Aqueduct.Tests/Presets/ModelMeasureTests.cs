namespace Aqueduct.Tests.Presets;

/// <summary>Measures of models; "scikit-learn" names the example in that library's documentation of the function.</summary>
public sealed class ModelMeasureTests
{
    sealed record Scored(bool Is, double? Score);

    sealed record Fit(double? Actual, double? Predicted);

    static readonly Table<Scored> Four = Table.Of(new Scored(false, 0.1), new(false, 0.4), new(true, 0.35), new(true, 0.8), new(true, null));
    static readonly Table<Fit> Fits = Table.Of(new Fit(3, 2.5), new(-0.5, 0), new(2, 2), new(7, 8), new(null, 1));

    static void Near(double expected, double actual) => Assert.InRange(actual, expected - 1e-9, expected + 1e-9);

    [Fact]
    public void Classifiers()
    {
        Near(0.75, Measure.Auc(Four, r => r.Is, r => r.Score)); // scikit-learn: roc_auc_score
        Near(0.5, Measure.Auc(Table.Of(new Scored(true, 1), new(false, 1)), r => r.Is, r => r.Score));
        // At 0.5 one of the class and none of the others, at 0.35 two and one.
        Near(1, Measure.Precision(Four, r => r.Is, r => r.Score));
        Near(0.5, Measure.Recall(Four, r => r.Is, r => r.Score));
        Near(2.0 / 3, Measure.F1(Four, r => r.Is, r => r.Score));
        Near(2.0 / 3, Measure.Precision(Four, r => r.Is, r => r.Score, 0.35));
        Near(0.8, Measure.F1(Four, r => r.Is, r => r.Score, 0.35));
        var spam = Table.Of(new Scored(true, 0.9), new(false, 0.1), new(false, 0.2), new(true, 0.65));
        Near(0.21616187468057912, Measure.LogLoss(spam, r => r.Is, r => r.Score)); // scikit-learn: log_loss
        Near(0.0375, Measure.Brier(Table.Of(new Scored(false, 0.1), new(true, 0.9), new(true, 0.8), new(false, 0.3)), r => r.Is, r => r.Score)); // scikit-learn: brier_score_loss
        Near(-Math.Log(1e-15), Measure.LogLoss(Table.Of(new Scored(true, 0)), r => r.Is, r => r.Score));
        // Two bins: 0.1, 0.2 with none of the class; 0.65, 0.9 with both: (0.3 + 0.45) / 4.
        Near(0.1875, Measure.CalibrationError(spam, r => r.Is, r => r.Score, 2));
        Near(2.0 / 3, Measure.Accuracy(Table.Of((1, 1), (2, 2), (3, 4)), r => r.Item1, r => r.Item2));
    }

    [Fact]
    public void Regressions()
    {
        Near(0.9486081370449679, Measure.R2(Fits, r => r.Actual, r => r.Predicted)); // scikit-learn: r2_score
        Near(0.5, Measure.Mae(Fits, r => r.Actual, r => r.Predicted)); // scikit-learn: mean_absolute_error
        Near(Math.Sqrt(0.375), Measure.Rmse(Fits, r => r.Actual, r => r.Predicted)); // scikit-learn: mean_squared_error
        Near(0.3273809523809524, Measure.Mape(Fits, r => r.Actual, r => r.Predicted)); // scikit-learn: mean_absolute_percentage_error
        Near(0.1, Measure.Mape(Table.Of(new Fit(0, 5), new Fit(10, 11)), r => r.Actual, r => r.Predicted));
    }

    [Fact]
    public void Checks_hold_them_against_a_limit()
    {
        Assert.True(Expect.AucAtLeast(Four, r => r.Is, r => r.Score, 0.75));
        Assert.False(Expect.AucAtLeast(Four, r => r.Is, r => r.Score, 0.76));
        Assert.False(Expect.AccuracyAtLeast(Four, r => r.Is, r => r.Is == false, 0.1));
        Assert.True(Expect.PrecisionAtLeast(Four, r => r.Is, r => r.Score, 1));
        Assert.False(Expect.RecallAtLeast(Four, r => r.Is, r => r.Score, 0.6));
        Assert.True(Expect.RecallAtLeast(Four, r => r.Is, r => r.Score, 0.6, threshold: 0.3));
        Assert.False(Expect.F1AtLeast(Four, r => r.Is, r => r.Score, 0.7));
        Assert.False(Expect.LogLossAtMost(Four, r => r.Is, r => r.Score, 0.1));
        Assert.True(Expect.BrierAtMost(Four, r => r.Is, r => r.Score, 0.25));
        Assert.False(Expect.CalibrationErrorAtMost(Four, r => r.Is, r => r.Score, 0.1));
        Assert.True(Expect.RmseAtMost(Fits, r => r.Actual, r => r.Predicted, 0.62));
        Assert.False(Expect.RmseAtMost(Fits, r => r.Actual, r => r.Predicted, 0.61));
        Assert.True(Expect.MaeAtMost(Fits, r => r.Actual, r => r.Predicted, 0.5));
        Assert.False(Expect.MapeAtMost(Fits, r => r.Actual, r => r.Predicted, 0.3));
        Assert.False(Expect.R2AtLeast(Fits, r => r.Actual, r => r.Predicted, 0.95));
        var none = Table<Fit>.Empty;
        Assert.False(Expect.RmseAtMost(none, r => r.Actual, r => r.Predicted, 1));
        Assert.False(Expect.R2AtLeast(none, r => r.Actual, r => r.Predicted, 0));
    }
}
