namespace Aqueduct.Analyzers.Tests;

public class AQ4048Tests
{
    [Fact]
    public Task A_publication_takes_one_value_and_returns_nothing() => Verify.Members("""
            [Endpoint("a")]
            public static partial void {|AQ4048:A|}();
            [Endpoint("b")]
            public static partial void {|AQ4048:B|}(Table<Row> rows, int more);
            [Endpoint("c")]
            public static partial {|AQ4048:int|} C(Table<Row> rows);
            [Endpoint("d")]
            public static partial void D({|AQ4048:System.IO.Stream|} stream);
            [Endpoint("e")]
            public static partial void E({|AQ4048:IAsyncEnumerable<Table<Row>>|} rows);
            [Endpoint("f", Keep = {|AQ4048:-1|})]
            public static partial void F(Table<Row> rows);
        """);

    [Fact]
    public Task An_operator_that_requests_call_is_reachable_and_speaks_JSON() => Verify.Members("""
            [Operator, Endpoint("a")]
            private static double {|AQ4048:A|}(double x) => x;
            [Operator, Endpoint("b")]
            public static double B({|AQ4048:Lazy<int>|} x) => x.Value;
            [Operator, Endpoint("d")]
            public static T {|AQ4048:D|}<T>(T x) => x;
        """);

    [Fact]
    public Task Records_tables_and_what_the_engine_gives_pass() => Verify.Members("""
            public record Point(double X, double Y);
            [Endpoint("point", Internal = true)]
            public static partial void ServePoint(Point point);
            [Operator, Endpoint("a")]
            public static Point A(Point from, [Served("point")] Point to, CancellationToken cancel = default) => cancel.IsCancellationRequested ? from : to;
            [Endpoint("b"), Operator]
            public static async Task<Table<Row>> B(Table<Row> rows, RunContext? run = null) { await Task.Yield(); return rows; }
            [Operator, Endpoint("c")]
            internal static IReadOnlyList<double> C(double[] values, Dictionary<string, int> names, DateOnly? day) => values;
        """);
}
