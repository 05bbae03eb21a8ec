namespace Aqueduct.Analyzers.Tests;

public class SqlFileFixTests
{
    [Fact]
    public Task The_fix_writes_the_nearest_path()
    {
        var test = new AqueductTest("""
            public static partial class Flow
            {
                [SqlFile("demo", {|AQ4030:"queries/customer.sql"|})]
                public static partial Table<Row> Customers();
            }
            """) { CodeActionEquivalenceKey = "AQ4030:replace:1" };
        test.FixedState.Sources.Add("""
            public static partial class Flow
            {
                [SqlFile("demo", "queries/customers.sql")]
                public static partial Table<Row> Customers();
            }
            """);
        test.FixedState.Sources.Add(AqueductTest.Given);
        test.FixedState.AdditionalReferences.AddRange(AqueductTest.References);
        foreach (var state in new[] { test.TestState, test.FixedState })
            state.AdditionalFiles.Add(("/0/queries/customers.sql", "SELECT 1"));
        return test.RunAsync();
    }
}
