namespace Aqueduct.Analyzers.Tests.Corpus;

static partial class Programs
{
    /// <summary>Programs that ask no more than a target gives.</summary>
    public static IReadOnlyDictionary<string, string> Targeted { get; } = new Dictionary<string, string>
    {
        ["kubernetes"] = Orders.With("Overlap.Queue", "Overlap.Skip"),
        ["lambda"] = Churn.With("02:00:00", "10m").With("Retries = 2", "Retries = 0"),
    };

    /// <summary>Thirty programs about which nobody may complain.</summary>
    public static IReadOnlyDictionary<string, string> Clean { get; } = new Dictionary<string, string>
    {
        ["churn"] = Churn,
        ["churn, hourly"] = Churn.With("@daily", "0 * * * *").With("02:00:00", "30m"),
        ["churn, last Friday of the month"] = Churn.With("@daily", "0 6 * * 5L"),
        ["churn, by hand"] = Churn.With("Schedule = \"@daily\", ", ""),
        ["churn, saved twice to different tables"] = Churn.With("[Save(", "[Save(\"demo\", \"history\", SaveMode.Append)] public static partial void Keep(Table<Prediction> churn);\n    [Save(").With("SavePredictions(churn);\n    }", "SavePredictions(churn);\n        Keep(churn);\n    }"),
        ["churn, two models"] = Churn.With("        AreProbabilities(churn);", "        var second = Predict(LogFeatures(Customers(10)));\n        AreProbabilities(second);\n        AreProbabilities(churn);"),
        ["churn, result discarded on purpose"] = Churn.With("        AreProbabilities(churn);", "        _ = Predict(features);\n        AreProbabilities(churn);"),
        ["churn, named columns"] = Churn.With("SELECT * FROM", "SELECT cust_id, n_workflows, n_rows, n_users, company_size FROM"),
        ["churn, ordered and limited"] = Churn.With(">= @minimumSize", ">= @minimumSize ORDER BY n_rows DESC, cust_id LIMIT 100"),
        ["churn, with a CTE"] = Churn.With("SELECT * FROM customers WHERE company_size >= @minimumSize", "WITH big AS (SELECT * FROM customers WHERE company_size >= @minimumSize) SELECT * FROM big"),
        ["churn, local buffers"] = Churn.With("return features.Select", "var seen = new List<int>(); seen.Add(features.Count); seen.Sort();\n        return features.Select"),
        ["churn, a constant table of weights"] = Churn.With("[Operator]", "static readonly double[] Weights = [1, 2, 3];\n    [Operator]").With("Math.Log(1 + c.NWorkflows)", "Math.Log(Weights[0] + c.NWorkflows)"),
        ["churn, run context"] = Churn.With("Table<Features> features, CancellationToken cancel", "Table<Features> features, RunContext? run = null, CancellationToken cancel").With("cancel.ThrowIf", "_ = run?.Random.Next();\n        cancel.ThrowIf"),
        ["churn, list check"] = Churn.With("public static bool AreProbabilities(Table<Prediction> churn) => churn.All(p => p.Churn is >= 0 and <= 1);", "public static IReadOnlyList<bool> AreProbabilities(Table<Prediction> churn) => [.. churn.Select(p => p.Churn is >= 0 and <= 1)];"),
        ["churn, row as struct"] = Churn.With("public record Features", "public readonly record struct Features"),
        ["churn, parameters of several types"] = Churn.With("public static void Run(double minimumSize = 0)", "public static void Run(double minimumSize = 0, string? label = null, int limit = 10, DayOfWeek day = DayOfWeek.Monday)"),
        ["orders"] = Orders,
        ["orders, left join"] = Orders.With("COALESCE(c.country, 'unknown') AS country, SUM(o.amount) AS total, COUNT(*) AS orders FROM orders o JOIN customers c", "COALESCE(c.country, 'unknown') AS country, SUM(o.amount) AS total, COUNT(*) AS orders FROM orders o LEFT JOIN customers c"),
        ["orders, filtered nulls"] = Orders.With("COALESCE(c.country, 'unknown') AS country, SUM", "c.country AS country, SUM").With("ON c.id = o.customer_id GROUP", "ON c.id = o.customer_id WHERE c.country IS NOT NULL GROUP"),
        ["orders, quoted names and comments"] = Orders.With("SELECT id, customer_id, amount, placed_on, note FROM orders", "SELECT \\\"id\\\", customer_id, amount, /* the day */ placed_on, note FROM orders"),
        ["orders, logical time in a cached operator"] = Orders.With("var all = totals.Sum(t => t.Total);", "var all = totals.Sum(t => t.Total) + RunContext.Current.LogicalTime.Hour * 0;"),
        ["orders, appended"] = Orders.With("SaveMode.Upsert, Key = \"customer_id\"", "SaveMode.Append"),
        ["orders, in a branch"] = Orders.With("        SaveTotals(totals);", "        if (Customers(totals) > 10)\n            SaveTotals(totals);").With("        Customers(totals);\n        if", "        if"),
        ["orders, workflow in workflow"] = Orders.With("public static Dictionary<string, double> Countries()", "public static Dictionary<string, double> Everything() { var shares = Countries(); SumToOne(shares); return shares; }\n    [Workflow(\"Shares alone\")]\n    public static Dictionary<string, double> Countries()"),
        ["stations"] = Segments,
        ["stations, loop for effects"] = Segments.With("var summaries = Map.Each(segments, segment => Summarise(segment), maxParallel: 4);\n            WriteSummaries(Gather(summaries), day);", "foreach (var segment in segments)\n                _ = Summarise(segment);").With("r => r.Station, Severity.Error", "r => r.Station"),
        ["stations, else"] = Segments.With("WriteSummaries(Gather(summaries), day);\n        }", "WriteSummaries(Gather(summaries), day);\n        }\n        else if (most > 0.9)\n        {\n            _ = Split(readings);\n        }"),
        ["stations, block lambda"] = Segments.With("segment => Summarise(segment), maxParallel: 4", "segment => { var summary = Summarise(segment); return summary; }"),
        ["stations, more presets"] = Segments.With("Expect.NotNull(", "Measure.Rows(readings);\n        Measure.Mean(readings, r => r.Celsius);\n        Expect.NotNull("),
        ["stations, table of means"] = Segments.With("public record Summary(string Name, double Mean, int Rows);", "/// <summary>A station.</summary>\npublic record Summary(string Name, double Mean, int Rows) { public bool IsEmpty() => Rows == 0; }"),
    };
}
