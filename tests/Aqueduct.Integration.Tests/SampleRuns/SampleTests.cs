using System.Globalization;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.SampleRuns;

/// <summary>What the README and the guides say of the samples.</summary>
public sealed class SampleTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public void Churn_saves_a_prediction_for_every_customer()
    {
        var (exitCode, run) = samples.RunJson("churn/churn.cs");

        Assert.Equal(0, exitCode);
        Assert.Equal("Succeeded", run.GetProperty("state").GetString());
        Assert.All(run.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("passed").GetBoolean()));
        var predictions = samples.Rows("pred_churn")!.Split('\n');
        Assert.Equal(1000, predictions.Length);
        Assert.All(predictions, row => Assert.InRange(double.Parse(row.Split('\t')[1], CultureInfo.CurrentCulture), 0, 1));
    }

    [Fact]
    public void Churn_refuses_a_parameter_it_does_not_have()
    {
        var output = samples.Run("churn/churn.cs", "--minimum-siz", "5");

        Assert.Equal(2, output.ExitCode);
        Assert.Contains("minimumSize", output.Text);
    }

    [Fact]
    public void The_training_prints_the_coefficients_that_churn_applies()
    {
        var (exitCode, _) = samples.RunJson("churn-training/train.cs");
        var printed = samples.Run("churn-training/train.cs", "artifact", "latest", "asSource").Text;

        Assert.Equal(0, exitCode);
        var start = printed.IndexOf("new(Intercept", StringComparison.Ordinal);
        Assert.True(start >= 0, printed);
        Assert.Contains(printed[start..(printed.IndexOf(')', start) + 1)], File.ReadAllText(Path.Combine(PackedFeed.Repository, "samples/churn/churn.cs")));
    }

    [Fact]
    public void A_tightened_gate_fails_the_weather_run_and_leaves_the_table_as_it_was()
    {
        var (passed, run) = samples.RunJson("weather/weather.cs");
        var before = samples.Rows("weather_forecast");
        var (failed, gated) = samples.RunJson("weather/weather.cs", "--gate", "2.5");

        Assert.Equal((0, 1), (passed, failed));
        Assert.Equal("Succeeded", run.GetProperty("state").GetString());
        Assert.Equal("Failed", gated.GetProperty("state").GetString());
        Assert.Equal(("Succeeded", "Cached"), (State(run, "Train"), State(gated, "Train")));
        Assert.Equal(730, before!.Split('\n').Length);
        Assert.Equal(before, samples.Rows("weather_forecast"));
    }

    [Fact]
    public void The_model_that_was_promoted_judges_as_its_ONNX_file_does()
    {
        Assert.Equal(0, samples.Run("models/train.cs", "run", "model-training").ExitCode);
        Assert.Equal(1, samples.Run("models/train.cs", "run", "nightly-scoring").ExitCode);
        Assert.Equal(0, samples.Run("models/train.cs", "model", "promote", "churn", "1").ExitCode);
        Assert.Equal(0, samples.Run("models/train.cs", "run", "nightly-scoring").ExitCode);
        var scores = Scores();
        var (exitCode, run) = samples.RunJson("models/predict.cs");

        Assert.Equal((0, "Succeeded"), (exitCode, run.GetProperty("state").GetString()));
        Assert.Equal(1000, scores.Length);
        Assert.All(scores.Zip(Scores()), pair => Assert.Equal((pair.First.Id, 0), (pair.Second.Id, Math.Round(pair.First.Churn - pair.Second.Churn, 5))));

        (string Id, double Churn)[] Scores() => [.. samples.Rows("churn_scores")!.Split('\n').Select(r => r.Split('\t')).Select(r => (r[0], double.Parse(r[1], CultureInfo.CurrentCulture)))];
    }

    static string? State(System.Text.Json.JsonElement run, string node) =>
        run.GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("name").GetString() == node).GetProperty("state").GetString();

    [Fact]
    public void Files_finds_its_folder_beside_its_source_and_writes_the_totals()
    {
        var written = Path.Combine(PackedFeed.Repository, "samples/files/data/out/totals-2026-01-31.json");
        if (File.Exists(written))
            File.Delete(written);

        var (exitCode, run) = samples.RunJson("files/files.cs");

        Assert.Equal(0, exitCode);
        Assert.Equal("SucceededWithWarnings", run.GetProperty("state").GetString());
        Assert.Contains("\"Bern\"", File.ReadAllText(written));
    }

    [Fact]
    public void Joined_saves_a_row_for_each_month()
    {
        var (exitCode, run) = samples.RunJson("joined/joined.cs");

        Assert.Equal(0, exitCode);
        Assert.Equal("Succeeded", run.GetProperty("state").GetString());
        var months = samples.Rows("months_of_two_cities")!.Split('\n');
        Assert.Equal(12, months.Length);
        Assert.StartsWith("1\t124\t", months[0], StringComparison.Ordinal); // four Januaries
    }

    [Fact]
    public void Segments_saves_a_row_for_each_group_and_takes_the_branch_only_when_it_is_due()
    {
        var (calm, _) = samples.RunJson("segments/segments.cs", "run", "customer-segments");
        var withoutAlarm = samples.Rows("support_alarms");
        var (alarmed, _) = samples.RunJson("segments/segments.cs", "run", "customer-segments", "--alarm", "0.1");

        Assert.Equal((0, 0), (calm, alarmed));
        Assert.Equal(3, samples.Rows("segments")!.Split('\n').Length);
        Assert.Null(withoutAlarm);
        Assert.Single(samples.Rows("support_alarms")!.Split('\n'));
    }
}
