using System.Text;

namespace Aqueduct.Benchmarks.Generator;

/// <summary>The files the generators are measured on.</summary>
static class AuthoredFiles
{
    static readonly int[] Places = [.. Enumerable.Range(0, AuthoredProject.MethodsInFile)];

    /// <summary>A workflow over ten operators in a chain, with a query, a metric and a save.</summary>
    public static string Workflow(int file, string change)
    {
        var operators = Lines(i => $"[Operator] public static Table<Row{file}> Step{i}(Table<Row{file}> rows) => rows.Select(r => r with {{ Value = r.Value {change} }});");
        var calls = Lines(i => $"    var rows{i + 1} = Step{i}(rows{i});");
        return $$"""
            public sealed record Row{{file}}(int Id, double Value);

            public static partial class Flow{{file}}
            {
                [Sql("demo", "SELECT cust_id AS id, n_rows AS value FROM customers")]
                public static partial Table<Row{{file}}> Rows();

            {{operators}}
                [Metric, Bound(Below = 100)]
                public static double Mean(Table<Row{{file}}> rows) => rows.Average(r => r.Value);

                [Save("demo", "rows_{{file}}", SaveMode.Replace)]
                public static partial void Keep(Table<Row{{file}}> rows);

                [Workflow("Flow {{file}}")]
                public static void Run()
                {
                    var rows0 = Rows();
            {{calls}}
                    Mean(rows{{AuthoredProject.MethodsInFile}});
                    Keep(rows{{AuthoredProject.MethodsInFile}});
                }
            }
            """;
    }

    internal static string Lines(Func<int, string> line) => Places.Aggregate(new StringBuilder(), (text, i) => text.Append("    ").Append(line(i)).Append('\n')).ToString();
}
