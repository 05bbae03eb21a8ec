using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Tests.Support;

public sealed record Wine(int Id, double Acidity, double Alcohol);

public sealed record Rated(int Id, double Rating);

public enum Colour
{
    Red,
    White,
}

/// <summary>Workflows that people click through from one end to the other.</summary>
public static partial class Journeys
{
    [Sql("shop", "SELECT id, acidity, alcohol FROM wines WHERE alcohol >= @minimum ORDER BY id")]
    public static partial Table<Wine> Wines(double minimum);

    [Sql("shop", "SELECT id, acidity, alcohol FROM wine_list")]
    public static partial Table<Wine> Misspelt();

    [Operator]
    public static Table<Rated> Rate(Table<Wine> wines) => wines.Select(w => new Rated(w.Id, w.Alcohol - w.Acidity));

    [Operator]
    public static Table<Rated> Scale(Table<Wine> wines, double by) => wines.Select(w => new Rated(w.Id, w.Alcohol * by));

    [Operator]
    public static Table<Rated> Average(Table<Rated> one, Table<Rated> two) => one.Zip(two, (a, b) => new Rated(a.Id, (a.Rating + b.Rating) / 2)).ToTable();

    [Operator]
    public static Table<Rated> Break(Table<Rated> rated)
    {
        Console.WriteLine("looking for the label");
        throw new InvalidOperationException($"There is no label for wine {rated[0].Id}.");
    }

    [Operator]
    public static string Label(Colour colour) => $"{colour} wines";

    [Metric]
    public static double MeanRating(Table<Rated> rated) => rated.Average(r => r.Rating);

    [Metric, Bound(Below = 20, Severity = Severity.Warning), Bound(Below = 40, Severity = Severity.Error)]
    public static double Highest(Table<Rated> rated) => rated.Max(r => r.Rating);

    [Metric, Bound(Below = 10, Severity = Severity.Error)]
    public static double Rmse(Table<Rated> rated, Table<Wine> wines) => Math.Sqrt(rated.Zip(wines, (r, w) => Math.Pow(r.Rating - w.Alcohol, 2)).Average());

    [Check(Severity.Error)]
    public static bool[] ArePositive(Table<Rated> rated) => [.. rated.Select(r => r.Rating > 0)];

    [Check(Severity.Error)]
    public static bool AreMany(Table<Rated> rated) => rated.Count > 100;

    [Check]
    public static bool ShouldBeMany(Table<Rated> rated) => rated.Count > 100;

    [Save("shop", "ratings", SaveMode.Replace)]
    public static partial void SaveRatings(Table<Rated> rated);

    [Save("shop", "ratings_{region}", SaveMode.Replace)]
    public static partial void SaveRegion(Table<Rated> rated, string region);

    [Workflow("First metric", Description = "Rates wines.")]
    public static void First(double minimum = 0)
    {
        var rated = Rate(Wines(minimum));
        MeanRating(rated);
        ArePositive(rated);
        SaveRatings(rated);
    }

    [Workflow("Two models")]
    public static void Two(double by = 1)
    {
        var wines = Wines(0);
        var rated = Average(Rate(wines), Scale(wines, by));
        ArePositive(rated);
        Highest(rated);
        SaveRatings(rated);
    }

    [Workflow("Gate")]
    public static void Gate()
    {
        var wines = Wines(0);
        var rated = Rate(wines);
        Rmse(rated, wines);
        SaveRatings(rated);
    }

    [Workflow("Regions")]
    public static void Regions(double minimum = 0, string region = "all", Colour colour = Colour.Red)
    {
        Label(colour);
        SaveRegion(Rate(Wines(minimum)), region);
    }

    [Workflow("Soft")]
    public static void Soft() => ShouldBeMany(Rate(Wines(0)));

    [Workflow("Hard")]
    public static void Hard()
    {
        var rated = Rate(Wines(0));
        AreMany(rated);
        SaveRatings(rated);
    }

    [Workflow("Broken")]
    public static void Broken()
    {
        var wines = Wines(0);
        SaveRatings(Break(Rate(wines)));
        MeanRating(Scale(wines, 2));
    }

    [Workflow("Bad query")]
    public static void BadQuery() => Rate(Misspelt());

    [Workflow("Nightly", Schedule = "0 3 * * *", CatchUp = CatchUp.Last)]
    public static void Nightly() => MeanRating(Rate(Wines(0)));

    [Workflow("After night", After = "Nightly")]
    public static void Morning() => MeanRating(Scale(Wines(0), 3));

    [Workflow("Three kept", KeepRuns = 3)]
    public static void Kept(double by = 1) => MeanRating(Scale(Wines(0), by));

    /// <summary>The workflows of that name.</summary>
    public static Workflow[] Of(params string[] names) => [.. names.Select(n => WorkflowCatalog.All().Single(w => w.Definition.Name == n))];

    /// <summary>A workflow as it is after an edit and another publish.</summary>
    internal sealed class Republished(Workflow inner, Func<WorkflowDefinition, WorkflowDefinition> edit) : Workflow
    {
        public override WorkflowDefinition Definition { get; } = edit(inner.Definition) with { Version = "fedcba9876543210" };

        public override WorkflowRun CreateRun(ParameterValues parameters, IServiceProvider services) => inner.CreateRun(parameters, services);
    }
}
