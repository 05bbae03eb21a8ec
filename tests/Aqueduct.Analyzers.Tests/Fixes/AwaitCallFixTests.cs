namespace Aqueduct.Analyzers.Tests;

public class AwaitCallFixTests
{
    const string Steps = """
            [Operator] public static Task<Table<Row>> Load() => Task.FromResult(Rows());
            [Operator] public static Table<Row> Wait(Task<Table<Row>> task) => null!;
            [Operator] public static Table<Row> Wait(Table<Row> task) => task;

        """;

    [Fact]
    public Task Tasks_are_awaited_and_the_workflow_becomes_async() => Verify.Fix(Steps + """
            [Workflow("A")]
            public static void A() => SaveRows(Wait({|AQ0019:Load()|}));

            [Workflow("B")]
            static Table<Row> B()
            {
                var rows = Load();
                return Wait({|AQ0019:rows|});
            }

            [Workflow("C")]
            public static async Task C()
            {
                var rows = await Load();
                SaveRows(rows);
                SaveRows2(Wait({|AQ0019:Load()|}));
            }

            [Save("demo", "more", SaveMode.Replace)]
            public static partial void SaveRows2(Table<Row> rows);
        """, Steps + """
            [Workflow("A")]
            public static async Task A() => SaveRows(Wait(await Load()));

            [Workflow("B")]
            static async Task<Table<Row>> B()
            {
                var rows = Load();
                return Wait(await rows);
            }

            [Workflow("C")]
            public static async Task C()
            {
                var rows = await Load();
                SaveRows(rows);
                SaveRows2(Wait(await Load()));
            }

            [Save("demo", "more", SaveMode.Replace)]
            public static partial void SaveRows2(Table<Row> rows);
        """, "AQ0019:await");

    [Fact]
    public Task In_a_map_the_person_chooses() => Verify.NoFix(Steps + """
            [Operator] public static Task<Table<Row>> Wrap(Row row) => Task.FromResult(Table.Of(row));

            [Workflow("A")]
            public static void A()
            {
                var lists = Map.Each(Rows(), row => {|AQ0019:Wrap(row)|});
            }
        """, "AQ0019:await");
}
