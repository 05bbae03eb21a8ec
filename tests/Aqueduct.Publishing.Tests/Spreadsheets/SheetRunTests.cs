using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Publishing.Tests.Spreadsheets;

static partial class Reports
{
    [Read("books", "in.xlsx")]
    public static partial Table<Number> Load();

    [Read("books", "in.xlsx")]
    public static partial IAsyncEnumerable<Table<Number>> Stream();

    [Operator]
    public static Table<Text> Names(Table<Number> numbers) => numbers.Select(n => new Text($"=number {n.Value}"));

    [Write("books", "report-{day}.xlsx")]
    public static partial void Report(Table<Number> numbers, Table<Text> names, string day);

    [Write("books", "streamed", Format = FileFormat.Xlsx)]
    public static partial Task Streamed(IAsyncEnumerable<Table<Number>> numbers);

    [Workflow("Reports")]
    public static async Task Run(string day)
    {
        var numbers = Load();
        var names = Names(numbers);
        Report(numbers, names, day);
        await Streamed(Stream());
    }
}

/// <summary>Workbooks that a run reads and publishes.</summary>
public sealed class SheetRunTests : IAsyncLifetime
{
    readonly TestHome _home = new() { Options = new() { Grace = TimeSpan.Zero } };

    public Task InitializeAsync()
    {
        ResourceRegistry.Configure(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection([new("resources:books:type", "files"), new("resources:books:path", _home.Folder)]).Build(), _home.Folder, _home.Folder));
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task Several_tables_of_one_write_are_the_sheets_of_a_workbook()
    {
        FileCalls.Write("books", "in.xlsx", FileFormat.Auto, Enumerable.Range(0, 100_000).Select(i => new Number(i)).ToTable());
        var run = await _home.RunAsync(WorkflowCatalog.All().Single(w => w.Definition.Slug == "reports"), ("day", "2026-01-31"));

        Assert.Equal((RunState.Succeeded, null), (run.Run.State, run.Nodes.Select(n => n.Failure?.Error).FirstOrDefault(e => e is not null)));
        Assert.Equal(200_000, run.Publications.Single(p => p.Node == "Report").Rows);
        Assert.Equal(100_000, run.Publications.Single(p => p.Node == "Streamed").Rows);
        var bytes = File.ReadAllBytes(Path.Combine(_home.Folder, "report-2026-01-31.xlsx"));
        Assert.Equal(100_000, Sheets.Read<Number>(bytes).Count);
        Assert.Equal(100_000, Sheets.Read<Number>(File.ReadAllBytes(Path.Combine(_home.Folder, "streamed"))).Count);
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Assert.Equal(["numbers", "names"], document.WorkbookPart!.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value!));
    }
}
