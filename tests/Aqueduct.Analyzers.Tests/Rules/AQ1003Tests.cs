namespace Aqueduct.Analyzers.Tests;

public class AQ1003Tests
{
    [Fact]
    public Task A_lazy_sequence_is_found_at_the_return_type() => Verify.Members("""
            [Operator]
            public static {|AQ1003:IEnumerable<Row>|} Best(Table<Row> rows) => rows.Where(r => r.Id > 0);
        """);

    [Fact]
    public Task A_lazy_check_is_found_too() => Verify.Members("""
            [Check]
            public static {|AQ1003:IEnumerable<bool>|} AreFine(Table<Row> rows) => rows.Select(r => r.Id > 0);
        """);

    [Fact]
    public Task An_operator_may_give_an_asynchronous_sequence() => Verify.Members("""
            [Operator]
            public static IAsyncEnumerable<Row> Stream(Table<Row> rows) => null!;
        """);

    [Fact]
    public Task An_awaited_sequence_is_found_too() => Verify.Members("""
            [Operator]
            public static {|AQ1003:Task<IAsyncEnumerable<Row>>|} Stream(Table<Row> rows) => null!;
        """);

    [Fact]
    public Task A_list_passes() => Verify.Members("""
            [Operator]
            public static IReadOnlyList<Row> Best(Table<Row> rows) => rows.Take(1).ToArray();
        """);

    [Fact]
    public Task What_awaits_is_told_to_return_a_task() => Verify.Message("""
            [Operator]
            public static {|#0:Task<IEnumerable<Row>>|} Best(Table<Row> rows) => null!;
        """, "AQ1003", "Best", "IEnumerable<Row>", "Task<IReadOnlyList<Row>> or Task<Table<Row>>");
}
