namespace Aqueduct.Analyzers.Tests;

public class AQ4052Tests
{
    const string Hook = """{ "resources": { "hook": { "type": "webhook", "url": "${HOOK_URL}" }, "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com", "to": "b@example.com" } } }""";

    [Fact]
    public Task What_a_message_has_no_form_for_is_found() => Verify.Members("""
            [FileEndings(".png", ".svg")]
            public sealed class Picture : IFileContent
            {
                public bool TryWrite(string ending, System.IO.Stream stream) => true;
            }
            [Message("hook")]
            public static partial {|AQ4052:int|} A(Table<Row> rows);
            [Message("hook")]
            public static partial void B({|AQ4052:IAsyncEnumerable<Table<Row>>|} rows);
            [Message("hook")]
            public static partial void C({|AQ4052:System.Uri|} address);
            [Message("hook")]
            public static partial void D({|AQ4052:byte[]|} model, {|AQ4052:Picture|} picture);
            [Message("hook", Text = {|AQ4052:" "|})]
            public static partial void E(double x);
            [Message("hook", Text = {|AQ4052:"a\nb"|})]
            public static partial void F(double x);
            [Message("hook", Rows = {|AQ4052:-1|})]
            public static partial void G(Table<Row> rows);
        """, Hook);

    [Fact]
    public Task Numbers_texts_and_tables_pass() => Verify.Members("""
            [Message("hook", Text = "Churn {day}", Rows = 0)]
            public static partial void A(Table<Row> rows, double? average, System.DateOnly day, string? note);
            [Message("hook")]
            public static partial Task B(bool passed);
            [Message("hook")]
            public static partial void C();
        """, Hook);

    [Fact]
    public Task A_placeholder_that_is_no_parameter_and_a_resource_of_another_kind_are_found_by_their_own_rules() => Verify.Members("""
            [Message("hook", Text = "Churn {|AQ4031:{dya}|}")]
            public static partial void A(string day);
            [Message({|AQ4034:"demo"|})]
            public static partial void B(double x);
            [Message({|AQ4034:"mail"|})]
            public static partial void C(double x);
            [Message({|AQ4001:"hok"|})]
            public static partial void D(double x);
            [Save({|AQ4034:"hook"|}, "t", SaveMode.Append)]
            public static partial void E(Table<Row> rows);
            [Write({|AQ4034:"hook"|}, "t.csv")]
            public static partial void F(Table<Row> rows);
            [Email({|AQ4034:"hook"|}, Subject = "a")]
            public static partial void G(double x);
        """, Hook);

    [Fact]
    public Task A_message_may_tell_what_was_observed() => Verify.Members("""
            [Operator] public static Table<Row> Rows() => Table<Row>.Empty;
            [Metric] public static double Size(Table<Row> rows) => rows.Count;
            [Check] public static bool IsSmall(Table<Row> rows) => rows.Count < 10;
            [Message("hook")] public static partial void Tell(double size, bool isSmall);
            [Workflow("A")]
            public static void Run()
            {
                var rows = Rows();
                Tell(Size(rows), IsSmall(rows));
            }
        """, Hook);
}
