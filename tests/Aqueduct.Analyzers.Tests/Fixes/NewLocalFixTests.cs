namespace Aqueduct.Analyzers.Tests;

public class NewLocalFixTests
{
    [Fact]
    public Task The_second_value_gets_a_local_of_its_own() => Verify.Fix("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                AreValid(rows);
                // Without doubles.
                {|AQ0017:rows = Clean(rows)|};
                AreValid(rows);
                if (Mean(rows) > 0)
                    SaveRows(rows);
            }

            [Workflow("B")]
            public static void B(double by = 1)
            {
                var rows = Rows();
                var rows2 = Clean(rows);
                {|AQ0017:rows = Scale(rows2, by)|};
                SaveRows(rows);
            }
        """, """
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                AreValid(rows);
                // Without doubles.
                var rows2 = Clean(rows);
                AreValid(rows2);
                if (Mean(rows2) > 0)
                    SaveRows(rows2);
            }

            [Workflow("B")]
            public static void B(double by = 1)
            {
                var rows = Rows();
                var rows2 = Clean(rows);
                var rows3 = Scale(rows2, by);
                SaveRows(rows3);
            }
        """, "AQ0017:local");

    [Fact]
    public Task In_a_branch_the_person_chooses() => Verify.NoFix("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                if (Mean(rows) > 0)
                {
                    {|AQ0017:rows = Clean(rows)|};
                }

                SaveRows(rows);
            }
        """, "AQ0017:local");
}
