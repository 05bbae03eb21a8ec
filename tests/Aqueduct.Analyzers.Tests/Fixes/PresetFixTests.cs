namespace Aqueduct.Analyzers.Tests;

public class PresetFixTests
{
    [Fact]
    public Task Limits_change_places() => Verify.Fix("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Expect.Between(rows, r => r.Value, {|AQ2012:1|}, 0);
                Expect.RowCount(rows, max: 1, min: {|AQ2012:5|});
                SaveRows(rows);
            }
        """, """
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Expect.Between(rows, r => r.Value, 0, 1);
                Expect.RowCount(rows, max: 5, min: 1);
                SaveRows(rows);
            }
        """, "AQ2012:swap");

    [Fact]
    public Task Every_format_may_be_chosen() => Verify.Fix("""
            [Read("data", {|AQ4033:"a.txt"|})]
            public static partial Table<Row> A();
            [Write("data", {|AQ4033:"b"|})]
            public static partial void B(Table<Row> rows);
        """, """
            [Read("data", "a.txt", Format = FileFormat.Json)]
            public static partial Table<Row> A();
            [Write("data", "b", Format = FileFormat.Json)]
            public static partial void B(Table<Row> rows);
        """, "AQ4033:Json", """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task A_placeholder_gets_the_nearest_parameter() => Verify.Fix("""
            [Read("data", "in/{|AQ4031:{dey}|}.csv")]
            public static partial Table<Row> A({|AQ4032:string|} day);
            [Read("data", "in/{|AQ4031:{mnth}|}.csv")]
            public static partial Table<Row> B({|AQ4032:string|} month);
        """, """
            [Read("data", "in/{day}.csv")]
            public static partial Table<Row> A(string day);
            [Read("data", "in/{month}.csv")]
            public static partial Table<Row> B(string month);
        """, "AQ4031:replace:1", """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task A_place_in_OnFile_gets_the_nearest_parameter() => Verify.Fix("""
            [Workflow("A", OnFile = "data/{|AQ1012:{dey}|}.csv")]
            public static void A(string day = "") => SaveRows(Rows());
            [Workflow("B", OnFile = "data/{|AQ1012:{mnth}|}.csv")]
            public static void B(string month = "") => SaveRows(Rows());
        """, """
            [Workflow("A", OnFile = "data/{day}.csv")]
            public static void A(string day = "") => SaveRows(Rows());
            [Workflow("B", OnFile = "data/{month}.csv")]
            public static void B(string month = "") => SaveRows(Rows());
        """, "AQ1012:replace:1", """{ "resources": { "data": { "type": "files", "path": "data" } } }""");
}
