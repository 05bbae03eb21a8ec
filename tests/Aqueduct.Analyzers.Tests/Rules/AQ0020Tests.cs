namespace Aqueduct.Analyzers.Tests;

public class AQ0020Tests
{
    [Fact]
    public Task An_abstract_type_is_refused_at_the_workflow() => Verify.Code("""
        public abstract partial class Flow { [Workflow("Flow")] public void {|AQ0020:Run|}() => SaveRows(Rows()); }
        """);

    [Fact]
    public Task A_call_on_a_constructor_s_parameter_is_refused() => Verify.Code("""
        public sealed class Scorer { [Operator] public Table<Row> Score(Table<Row> rows) => rows; }
        public sealed partial class Flow(Scorer scorer) { [Workflow("Flow")] public void Run() => SaveRows(scorer.{|AQ0020:Score|}(Rows())); }
        """);

    [Fact]
    public Task A_call_on_a_field_passes() => Verify.Code("""
        public sealed class Scorer { [Operator] public Table<Row> Score(Table<Row> rows) => rows; }
        public sealed partial class Flow(Scorer scorer)
        {
            readonly Scorer _scorer = scorer;
            [Operator] Table<Row> Own(Table<Row> rows) => rows;
            [Workflow("Flow")] public void Run() => SaveRows(Own(_scorer.Score(Rows())));
        }
        """);
}
