#:package Aqueduct@0.1.0
#:package Microsoft.ML@5.0.1
// Tomorrow's maximum temperature in Seattle and New York, from today's weather. Run it: dotnet run samples/weather/weather.cs
using Aqueduct;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

/// <summary>What a station measured: precipitation in mm, temperatures in °C, mean wind in m/s.</summary>
public sealed record Day(string Location, DateOnly Date, double Precipitation, double TempMax, double TempMin, double Wind);

/// <summary>A linear model of one place: °C at zero inputs, then °C per unit of each input (see Inputs for the units).</summary>
public sealed record Model(string Location, double Intercept, double TempMax, double TempMin, double LogRain, double Wind, double SeasonSin, double SeasonCos);

/// <summary>The maximum expected for a date and the maximum of the day before it, both in °C.</summary>
public sealed record Forecast(string Location, DateOnly Date, double TempMax, double TempMaxBefore);

/// <summary>Observed minus expected in °C: for the model, and for "tomorrow will be as warm as today".</summary>
public sealed record Outcome(string Location, DateOnly Date, double ModelError, double PersistenceError);

public static partial class Weather
{
    [Sql("demo", "SELECT location, date, precipitation, temp_max, temp_min, wind FROM weather ORDER BY location, date")]
    public static partial Table<Day> Days();

    [Operator(Description = "Years before the holdout to learn from; the holdout and what follows to be judged on.")]
    public static (Table<Day> Past, Table<Day> Recent) SplitByYear(Table<Day> days, int holdoutYear) =>
        (days.Where(d => d.Date.Year < holdoutYear), days.Where(d => d.Date.Year >= holdoutYear));

    [Operator(Timeout = "5m", Cache = true, Description = "Reused until the past, or this code, is another.")]
    public static Table<Model> Train(Table<Day> past) => past.GroupBy(d => d.Location).Select(Fit).ToTable();

    [Operator]
    public static Table<Forecast> Predict(Table<Day> recent, Table<Model> models)
    {
        var byPlace = models.ToDictionary(m => m.Location);
        return recent.Select(d => new Forecast(d.Location, d.Date.AddDays(1), Expect(byPlace[d.Location], d), d.TempMax));
    }

    [Operator(Description = "The forecasts whose day has come.")]
    public static Table<Outcome> Compare(Table<Forecast> forecasts, Table<Day> days) =>
        forecasts.Join(days, f => (f.Location, f.Date), d => (d.Location, d.Date),
            (f, d) => new Outcome(f.Location, f.Date, d.TempMax - f.TempMax, d.TempMax - f.TempMaxBefore)).ToTable();

    [Metric(Description = "Root mean square error of the model, °C.")]
    [Bound(AtMost = 3.0, Severity = Severity.Warning)]
    [Bound(AtMost = 3.5, Severity = Severity.Error)]
    public static double ModelRmse(Table<Outcome> outcomes) => Math.Sqrt(outcomes.Average(o => o.ModelError * o.ModelError));

    [Metric(Description = "Root mean square error of expecting today's maximum again, °C.")]
    public static double PersistenceRmse(Table<Outcome> outcomes) => Math.Sqrt(outcomes.Average(o => o.PersistenceError * o.PersistenceError));

    [Check(Severity.Error)]
    public static bool BeatsPersistence(double model, double persistence) => model < persistence;

    [Check(Severity.Error, Description = "A gate that can be moved from the command line: --gate 2.5")]
    public static bool PassesGate(double model, double gate) => model <= gate;

    [Save("demo", "weather_forecast", SaveMode.Replace)]
    public static partial void SaveForecasts(Table<Forecast> forecasts);

    [Workflow("Next-day temperature", Schedule = "0 3 * * *", TimeZone = "America/Los_Angeles", KeepRuns = 90)]
    public static void Run(int holdoutYear = 2015, double gate = 3.5)
    {
        var days = Days();
        var (past, recent) = SplitByYear(days, holdoutYear);
        var models = Train(past);
        var forecasts = Predict(recent, models);
        var outcomes = Compare(forecasts, days);
        var rmse = ModelRmse(outcomes);
        var persistence = PersistenceRmse(outcomes);
        BeatsPersistence(rmse, persistence);
        PassesGate(rmse, gate);
        SaveForecasts(forecasts);
    }

    /// <summary>Ordinary least squares: stochastic dual coordinate ascent, run to convergence on one thread, gives the same weights every night.</summary>
    static Model Fit(IGrouping<string, Day> place)
    {
        var days = place.ToArray();
        var examples = days.Zip(days.Skip(1), (today, tomorrow) => new Example { Features = Inputs(today), Label = (float)tomorrow.TempMax });
        var ml = new MLContext(seed: 1);
        var trainer = ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
        {
            NumberOfThreads = 1,
            L1Regularization = 0,
            L2Regularization = 1e-4f,
            ConvergenceTolerance = 1e-4f,
            MaximumNumberOfIterations = 1000,
        });
        var fitted = trainer.Fit(ml.Data.Cache(ml.Data.LoadFromEnumerable(examples))).Model;
        var w = fitted.Weights;
        return new Model(place.Key, fitted.Bias, w[0], w[1], w[2], w[3], w[4], w[5]);
    }

    static double Expect(Model m, Day today)
    {
        var x = Inputs(today);
        return m.Intercept + m.TempMax * x[0] + m.TempMin * x[1] + m.LogRain * x[2] + m.Wind * x[3] + m.SeasonSin * x[4] + m.SeasonCos * x[5];
    }

    /// <summary>What is known tonight about tomorrow, scaled to about one: temperatures in tens of °C, wind in fives of m/s, the season as a point on the circle of the year.</summary>
    static float[] Inputs(Day today)
    {
        var season = 2 * Math.PI * today.Date.AddDays(1).DayOfYear / 365.25;
        double[] inputs = [today.TempMax / 10, today.TempMin / 10, Math.Log(1 + today.Precipitation), today.Wind / 5, Math.Sin(season), Math.Cos(season)];
        return Array.ConvertAll(inputs, i => (float)i);
    }

    sealed class Example
    {
        [VectorType(6)]
        public required float[] Features { get; init; }

        public required float Label { get; init; }
    }
}
