using Aqueduct.Runtime;

namespace Aqueduct.Models.Tests;

/// <summary>Operators whose bodies are models.</summary>
public sealed class PredictionTests
{
    static readonly Table<Point> Points = Flow.Points(40_000);

    static double Expected(double a, double b) => 1 / (1 + Math.Exp(-2 * (a + (2 * b))));

    [Fact]
    public void A_vector_is_made_of_the_members_that_the_result_does_not_carry_on()
    {
        var judged = Flow.Columns(Points);

        Assert.Equal(Points.Count, judged.Count);
        for (var i = 0; i < judged.Count; i += 997)
        {
            var (point, row) = (Points[i], judged[i]);
            Assert.Equal((point.Id, point.A + (2 * point.B) > 0), (row.Id, row.OutputLabel == 1));
            Assert.Equal(Expected(point.A, point.B), row.Churn, 1e-6);
        }
    }

    [Fact]
    public void A_map_of_each_row_gives_what_the_vector_gives() => Assert.Equal(Flow.Columns(Flow.Points(3000)).ToArray(), Flow.Map(Flow.Points(3000)).ToArray());

    [Fact]
    public void Features_are_in_the_order_that_is_named()
    {
        var row = Assert.Single(Flow.Swapped(Table.Of(new Point(7, 0.5, -0.25f))));
        Assert.Equal(Expected(-0.25, 0.5), row.Churn, 1e-6);
    }

    [Fact]
    public void Classes_that_are_texts_are_keys()
    {
        var row = Assert.Single(Flow.Answers(Table.Of(new Point(7, 1, 0))));
        Assert.Equal((7, "yes"), (row.Id, row.OutputLabel));
        Assert.Equal(1, row.Yes + row.No!.Value, 1e-6);
        Assert.Equal(Expected(1, 0), row.Yes, 1e-6);
    }

    [Fact]
    public void A_model_of_ML_NET_takes_each_column_by_its_name()
    {
        var scores = Flow.Predict(Table.Of(new Customer(1, 16, 3, 4, "Kiel"), new Customer(2, 0, 3, 0, "Bonn")));
        Assert.Equal([(1, true), (2, false)], scores.Select(s => (s.Id, s.PredictedLabel)));
        Assert.All(scores, s => Assert.Equal(1 / (1 + Math.Exp(-s.LogOdds)), s.Probability, 1e-5));
    }

    [Fact]
    public void Null_is_NaN_which_some_models_refuse()
    {
        Assert.Null(Assert.Single(Flow.Perhaps(Table.Of(new Maybe(1, null, 2)))).Churn);
        var error = Assert.Throws<InvalidDataException>(() => Flow.Predict(Table.Of(new Customer(1, 16, 3, 4, "Kiel"), new Customer(3, 16, null, 4, "Bonn"))));
        Assert.StartsWith("The model 'Models/mlnet.onnx' fails for row 2, with the inputs Workflows = 16, Rows = null, Users = 4, City = Bonn: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Double_precision_stays()
    {
        var sums = Flow.Sums(Table.Of(new Pair(0.1, 0.2), new Pair(1e300, -1)));
        Assert.Equal([(0.1 * 10) + 0.2, (1e300 * 10) - 1], sums.Select(s => s.Total));
    }

    [Fact]
    public void A_model_of_a_fixed_number_of_rows_takes_any_number()
    {
        foreach (var count in (int[])[0, 1, 3, 7])
            Assert.Equal(Enumerable.Range(0, count).Select(i => new Total(i, i + 0.5f)), Flow.Totals(Enumerable.Range(0, count).Select(i => new Corner(i, i, 0.5f)).ToTable()));
    }

    [Fact]
    public void Texts_and_truths_go_in_and_come_out()
    {
        var shouted = Flow.Shout(Table.Of(new Spoken(1, "grün", true), new Spoken(2, "", false)));
        Assert.Equal([new Shouted(1, "grün", false), new Shouted(2, "", true)], shouted);
    }

    [Fact]
    public void A_null_text_is_refused_with_its_row()
    {
        var error = Assert.Throws<InvalidDataException>(() => Flow.Shout(Table.Of(new Spoken(1, "a", true), new Spoken(2, null!, true))));
        Assert.StartsWith("Row 2 has null in 'Word' for the input 'word'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16_383)]
    [InlineData(29_999)]
    public void A_row_that_the_model_refuses_is_named(int wrong)
    {
        var error = Assert.Throws<InvalidDataException>(() => Flow.Pick(Enumerable.Range(0, 30_000).Select(i => new Named(i == wrong ? 9 : i % 4)).ToTable()));
        Assert.StartsWith($"The model 'Models/picky.onnx' fails for row {wrong + 1}, with the inputs index = 9: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_go_through_in_batches_and_stay_in_order() =>
        Assert.Equal(Enumerable.Range(0, 50_000).Select(i => "abcd"[i % 4].ToString()), Flow.Pick(Enumerable.Range(0, 50_000).Select(i => new Named(i % 4)).ToTable()).Select(p => p.Letter));

    [Fact]
    public void A_call_is_canceled() => Assert.ThrowsAny<OperationCanceledException>(() => Flow.Predict(Table.Of(new Customer(1, 16, 3, 4, "Kiel")), new CancellationToken(canceled: true)));

    [Fact]
    public void A_model_that_is_not_beside_the_program_or_another_one_is_refused()
    {
        var gone = Assert.Throws<InvalidDataException>(() => OnnxCalls.Predict<Point, Judged>("Models/gone.onnx", "00", Points, null, null, default));
        Assert.StartsWith("The model 'Models/gone.onnx' is not beside the program", gone.Message, StringComparison.Ordinal);
        var other = Assert.Throws<InvalidDataException>(() => OnnxCalls.Predict<Point, Judged>("Models/columns.onnx", new string('0', 64), Points, null, null, default));
        Assert.Contains("its SHA-256 begins with da8cae0cdd57, expected was 000000000000", other.Message, StringComparison.Ordinal);
    }
}
