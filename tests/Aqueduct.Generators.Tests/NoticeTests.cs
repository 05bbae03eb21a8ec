using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests;

/// <summary>Methods marked [Email] and [Message]: bodies that hand over what is told, and nodes that say so.</summary>
public class NoticeTests
{
    const string Shop = """
        public record Row(int Id, string? City);

        public static partial class Shop
        {
            [Operator] public static Table<Row> Rows() => Table<Row>.Empty;
            [Metric] public static double Size(Table<Row> rows) => rows.Count;
            [Check] public static bool IsSmall(Table<Row> rows) => rows.Count < 10;
            [Email("mail", Subject = "Size of {day}", To = "team", Attach = "rows.csv", Rows = 5)] public static partial void Mail(Table<Row> rows, double size, string day, bool isSmall);
            [Message("hook", Text = "Size of {day}", Rows = 0)] public static partial Task Tell(Table<Row> rows, double size, string day, DateOnly? @event, CancellationToken cancel);
            [Message("chat")] public static partial void Say();
            [Message("chat")] public static partial void Wrong(byte[] bytes);
            [Workflow("Shop")] public static async Task Run(string day = "today") { var rows = Rows(); Mail(rows, Size(rows), day, IsSmall(rows)); await Tell(rows, Size(rows), day, null, default); Say(); }
        }
        """;

    [Fact]
    public void What_tells_compiles_without_a_warning() => App.Complete(App.Compilation(OutputKind.ConsoleApplication, Shop));

    [Fact]
    public void A_notice_hands_its_values_over() => Snapshots.Match(string.Concat(App.Generate(Shop).GeneratedSources
        .Where(s => s.HintName.EndsWith(".Email.g.cs", StringComparison.Ordinal) || s.HintName.EndsWith(".Message.g.cs", StringComparison.Ordinal)).OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.SourceText.ToString())));

    [Fact]
    public void A_notice_is_a_node_that_publishes_last_and_says_how_many_rows()
    {
        var carrier = App.Generate(Shop).GeneratedSources.Single(s => s.HintName == "AqueductModelCarrier.g.cs").SourceText.ToString();
        Assert.Contains("\\\"kind\\\":\\\"message\\\"", carrier, StringComparison.Ordinal);
        Assert.Contains("\\\"rows\\\":5", carrier, StringComparison.Ordinal);
        Assert.Contains("\\\"rows\\\":0", carrier, StringComparison.Ordinal);
    }
}
