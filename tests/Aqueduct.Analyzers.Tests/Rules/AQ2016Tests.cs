namespace Aqueduct.Analyzers.Tests;

public class AQ2016Tests
{
    [Fact]
    public Task An_anomaly_check_on_an_operator_is_found() => Verify.Members("""
            [Operator]
            [{|AQ2016:Anomaly|}]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task An_anomaly_check_on_an_unmarked_method_is_found() => Verify.Members("""
            [{|AQ2016:Anomaly(Window = 30)|}]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task An_anomaly_check_on_a_metric_passes() => Verify.Members("""
            [Metric]
            [Anomaly]
            public static double Mean2(Table<Row> rows) => 0;
        """);
}
