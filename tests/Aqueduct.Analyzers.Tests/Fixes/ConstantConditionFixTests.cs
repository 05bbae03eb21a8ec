namespace Aqueduct.Analyzers.Tests;

public class ConstantConditionFixTests
{
    const string Settings = """
            const bool Publish = false;
            const bool Always = true;

            [Check]
            public static bool AreFew(Table<Row> rows) => rows.Count < 3;

        """;

    [Fact]
    public Task What_always_runs_is_kept() => Verify.Fix(Settings + """
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                if ({|AQ0023:Publish|})
                    SaveRows(rows);
                else
                    AreFew(rows);
            }

            [Workflow("B")]
            public static void B()
            {
                var rows = Rows();

                // As ever.
                if ({|AQ0023:Always|})
                {
                    var clean = Clean(rows);
                    SaveRows(clean);
                }
            }

            [Workflow("C")]
            public static void C()
            {
                var rows = Rows();
                if (AreFew(rows))
                {
                    SaveRows(rows);
                }
                else if ({|AQ0023:Publish|})
                {
                    SaveRows(Clean(rows));
                }
            }
        """, Settings + """
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                AreFew(rows);
            }

            [Workflow("B")]
            public static void B()
            {
                var rows = Rows();

                // As ever.
                var clean = Clean(rows);
                SaveRows(clean);
            }

            [Workflow("C")]
            public static void C()
            {
                var rows = Rows();
                if (AreFew(rows))
                {
                    SaveRows(rows);
                }
            }
        """, "AQ0023:keep");
}
