using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Tests.Resources;

/// <summary>Files that are read and written batch by batch.</summary>
public sealed class StreamedFileTests : IDisposable
{
    const int Full = 1 << 16;

    readonly string _outer = Directory.CreateTempSubdirectory("aqueduct-files-").FullName;

    public StreamedFileTests() => ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["resources:data:type"] = "files",
        ["resources:data:path"] = ".",
    }).Build(), _outer));

    public void Dispose()
    {
        ResourceRegistry.Scope(null);
        Directory.Delete(_outer, recursive: true);
    }

    string At(string path) => Path.Combine(_outer, path);

    static Table<Note> Notes(int count) => Enumerable.Range(0, count).Select(i => new Note(i, i % 7 == 0 ? null : i % 5 == 0 ? "" : "Zürich, \"東京\"\r\n" + i, i % 3 == 0 ? null : i / 3.0)).ToTable();

    static async Task<List<Table<T>>> Read<T>(string path, FileFormat format = FileFormat.Auto, CancellationToken cancel = default)
    {
        var batches = new List<Table<T>>();
        await foreach (var batch in FileCalls.ReadBatches<T>("data", path, format, cancel))
            batches.Add(batch);
        return batches;
    }

    static async Task<string> ReadError<T>(string path) => (await Assert.ThrowsAsync<ResourceException>(() => Read<T>(path))).Message;

    [Theory]
    [InlineData("t.csv"), InlineData("t.json"), InlineData("t.parquet")]
    public async Task What_is_written_batch_by_batch_is_what_is_written_at_once(string path)
    {
        var notes = Notes(Full + 1000);
        FileCalls.WriteBatches("data", path, FileFormat.Auto, notes.InBatches(10_001));
        var batches = await Read<Note>(path);
        Assert.Equal([Full, 1000], batches.Select(b => b.Count));
        Assert.Equal(notes, batches[0].Concat(batches[1]));
        Assert.Equal(notes, FileCalls.Read<Note>("data", path, FileFormat.Auto));
        FileCalls.Write("data", "whole-" + path, FileFormat.Auto, notes);
        if (!path.EndsWith("parquet", StringComparison.Ordinal))
            Assert.Equal(await File.ReadAllBytesAsync(At("whole-" + path)), await File.ReadAllBytesAsync(At(path)));
        Assert.Equal(notes, (await Read<Note>("whole-" + path)).Aggregate((a, b) => a.Concat(b)));
    }

    [Theory]
    [InlineData("t.csv"), InlineData("t.json"), InlineData("t.parquet")]
    public async Task Every_scalar_comes_back_as_it_was(string path)
    {
        var all = Table.Of(TestTables.Lowest, TestTables.Usual, TestTables.Highest);
        FileCalls.WriteBatches("data", path, FileFormat.Auto, all.InBatches(1));
        Assert.Equal(TestTables.Exact(all), TestTables.Exact((await Read<Everything>(path)).Single()));
        FileCalls.WriteBatches("data", path, FileFormat.Auto, Table<Sale>.Empty.InBatches());
        Assert.Empty(await Read<Sale>(path));
    }

    [Theory]
    [InlineData(0), InlineData(3), InlineData((1 << 20) - 1), InlineData(1 << 20), InlineData((1 << 20) + 1), InlineData(3 << 20)]
    public async Task A_json_object_may_lie_anywhere_between_two_pieces_of_the_file(int spaces)
    {
        await File.WriteAllTextAsync(At("t.json"), "[" + new string(' ', spaces) + "{\"id\":1,\"body\":\"a\",\"score\":1.5}" + new string(' ', spaces) + ",{\"id\":2,\"body\":\"" + new string('x', spaces) + "\",\"more\":[{}]}" + new string(' ', spaces) + "]\n");
        Assert.Equal([new Note(1, "a", 1.5), new Note(2, new string('x', spaces), null)], (await Read<Note>("t.json")).Single());
    }

    [Theory]
    [InlineData("", "row 1: ")]
    [InlineData("{}", "it is no array of objects")]
    [InlineData("[{\"id\":1,\"city\":\"a\",\"amount\":1}", "row 2: ")]
    [InlineData("[{\"id\":1,\"city\":\"a\",\"amount\":1}] {}", "row 2: ")]
    [InlineData("[{\"id\":1,\"city\":\"a\",\"amount\":1},{\"id\":1", "row 2: ")]
    [InlineData("[7]", "row 1 is no object")]
    public async Task What_is_wrong_with_a_json_file_is_said(string text, string message)
    {
        await File.WriteAllTextAsync(At("t.json"), text);
        Assert.Contains(message, await ReadError<Sale>("t.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_are_counted_from_the_start_of_the_file()
    {
        var lines = Enumerable.Range(1, Full + 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},Bern,{(i == Full + 2 ? "x" : "1")}"));
        await File.WriteAllLinesAsync(At("t.csv"), lines.Prepend("id,city,amount"));
        Assert.Contains("row 65538 (line 65539), column amount is 'x'", await ReadError<Sale>("t.csv"), StringComparison.Ordinal);
        FileCalls.WriteBatches("data", "t.parquet", FileFormat.Auto, Enumerable.Range(0, Full + 2).Select(i => new Note(i, i == Full + 1 ? null : "x", 1)).InBatches());
        await File.WriteAllTextAsync(At("t.json"), "[" + string.Join(",", Enumerable.Range(1, Full + 2).Select(i => i == Full + 2 ? "{\"id\":1,\"city\":null}" : "{\"id\":1,\"city\":\"a\",\"amount\":2}")) + "]");
        Assert.Contains("row 65538, column city is empty", await ReadError<Sale>("t.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_at_fault_of_a_stream_is_counted_from_its_start_and_the_file_stays_as_it_was()
    {
        await File.WriteAllTextAsync(At("t.json"), "[]");
        var sales = Enumerable.Range(0, Full + 2).Select(i => new Sale(i, i == Full + 1 ? "half \ud800" : "Bern", 1));
        Assert.Contains("row 65538 is text with half", Assert.Throws<ResourceException>(() => FileCalls.WriteBatches("data", "t.json", FileFormat.Auto, sales.InBatches())).Message, StringComparison.Ordinal);
        Assert.Contains("Row 65538 of column city", Assert.Throws<ResourceException>(() => FileCalls.WriteBatches("data", "t.parquet", FileFormat.Auto, sales.InBatches())).Message, StringComparison.Ordinal);
        Assert.Equal("t.json", Path.GetFileName(Assert.Single(Directory.GetFiles(_outer))));
        Assert.Equal("[]", await File.ReadAllTextAsync(At("t.json")));
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named_when_it_is_read_and_a_path_that_leads_out_at_once()
    {
        Assert.Contains("there is no file 'none.csv'", await ReadError<Sale>("none.csv"), StringComparison.Ordinal);
        Assert.Contains("leaves the folder", await ReadError<Sale>("../t.csv"), StringComparison.Ordinal);
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        await File.WriteAllTextAsync(At("t.csv"), "id,city,amount\n1,a,1\n");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Read<Sale>("t.csv", cancel: canceled.Token));
    }

    [Fact]
    public async Task A_stream_is_read_again_by_who_asks_again()
    {
        await File.WriteAllTextAsync(At("t.csv"), "id,city,amount\n1,a,1\n");
        var stream = FileCalls.ReadBatches<Sale>("data", "t.csv", FileFormat.Auto, default);
        Assert.Equal((1, 1), ((await stream.ToTableAsync()).Count, (await stream.ToTableAsync()).Count));
    }
}
