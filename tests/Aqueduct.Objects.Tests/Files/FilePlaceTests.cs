using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Objects.Tests.Files;

/// <summary>What holds of files wherever they lie: in a folder, in stores that speak the protocol of S3, in Azure Blob Storage.</summary>
public sealed class FilePlaceTests(Servers servers) : IClassFixture<Servers>
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Zürich 東京 🙂", 10), new Sale(2, "a \"b\", c", -0.5));

    static Sale[] Read(string path) => [.. FileCalls.Read<Sale>("lake", path, FileFormat.Auto)];

    static string Refusal(Action act) => Assert.Throws<ResourceException>(act).Message;

    [S3Fact]
    public void The_servers_are_there() => Assert.Equal(("s3", "azure-blob"), (servers.S3.MembersOf("a", "")["a:type"], servers.Azure.Members("", "a")["a:type"]));

    [Theory, Places]
    public async Task Every_format_comes_back_as_it_was(string kind)
    {
        using var place = servers.Open(kind);
        foreach (var ending in new[] { "csv", "json", "parquet", "xlsx" })
        {
            FileCalls.Write("lake", $"{ending}/two.{ending}", FileFormat.Auto, Two);
            FileCalls.Write("lake", $"{ending}/none.{ending}", FileFormat.Auto, Table<Sale>.Empty);
            Assert.Equal(Two, FileCalls.Read<Sale>("lake", $"{ending}/two.{ending}", FileFormat.Auto));
            Assert.Empty(Read($"{ending}/none.{ending}"));
        }

        var all = Table.Of(TestTables.Lowest, TestTables.Usual, TestTables.Highest);
        FileCalls.Write("lake", "all.parquet", FileFormat.Auto, all);
        Assert.Equal(TestTables.Exact(all), TestTables.Exact(await FileCalls.ReadAsync<Everything>("lake", "all.parquet", FileFormat.Auto, default)));
        FileCalls.WriteText("lake", "text.txt", "Zürich 🙂");
        FileCalls.WriteText("lake", "empty.txt", "");
        FileCalls.WriteBytes("lake", "bytes", [0, 255]);
        FileCalls.WriteContent("lake", "pictures/dot.svg", new Dot());
        Assert.Equal("Zürich 🙂", FileCalls.ReadText("lake", "text.txt"));
        Assert.Equal("", FileCalls.ReadText("lake", "empty.txt"));
        Assert.Equal([0, 255], FileCalls.ReadBytes("lake", "bytes"));
        Assert.Equal("<svg/>", FileCalls.ReadText("lake", "pictures/dot.svg"));
        Assert.Equal(
            ["all.parquet", "bytes", "csv/none.csv", "csv/two.csv", "empty.txt", "json/none.json", "json/two.json", "parquet/none.parquet", "parquet/two.parquet", "pictures/dot.svg", "text.txt", "xlsx/none.xlsx", "xlsx/two.xlsx"],
            await place.Names());
    }

    [Theory, Places]
    public async Task A_file_is_replaced_as_a_whole(string kind)
    {
        using var place = servers.Open(kind);
        FileCalls.WriteText("lake", "a.txt", new string('x', 100_000));
        FileCalls.WriteText("lake", "a.txt", "short");
        FileCalls.WriteText("lake", "b.txt", "text");
        FileCalls.WriteText("lake", "b.txt", "");
        Assert.Equal(("short", ""), (FileCalls.ReadText("lake", "a.txt"), FileCalls.ReadText("lake", "b.txt")));
        Assert.Equal(["a.txt", "b.txt"], await place.Names());
    }

    [Theory, Places]
    public async Task Files_of_many_parts_are_streamed_both_ways(string kind)
    {
        using var place = servers.Open(kind);
        const int Rows = 420_000;
        FileCalls.WriteBatches("lake", "large.csv", FileFormat.Auto, Enumerable.Range(0, Rows).Select(i => new Sale(i, $"A city whose name is rather long, number {i % 97}", i / 8.0)).InBatches());
        var bytes = FileCalls.ReadBytes("lake", "large.csv").LongLength;
        Assert.True(bytes > 20 << 20, $"The file has {bytes} bytes, and would be sent at once.");
        var (next, largest) = (0, 0);
        await foreach (var batch in FileCalls.ReadBatches<Sale>("lake", "large.csv", FileFormat.Auto, default))
        {
            largest = Math.Max(largest, batch.Count);
            foreach (var sale in batch)
                Assert.Equal((next, next++ / 8.0), (sale.Id, sale.Amount));
        }

        Assert.Equal(Rows, next);
        Assert.InRange(largest, 1, Batches.DefaultRows);
    }

    [Theory, Places]
    public async Task Names_of_any_letters_are_kept(string kind)
    {
        using var place = servers.Open(kind);
        string[] names = ["Zürich/東京 🙂.txt", "a b/c+d%20&e=f;g#h.txt", "é/ß'(1)!@$~^`[x].txt"];
        foreach (var name in names)
            FileCalls.WriteText("lake", name, name);
        FileCalls.WriteText("lake", "{day}/{city}.txt", "x", PathArgument.Of("day", new DateOnly(2026, 1, 31)), PathArgument.Of("city", "Zürich & Bern"));
        foreach (var name in names)
            Assert.Equal(name, FileCalls.ReadText("lake", name));
        Assert.Equal(names.Append("2026-01-31/Zürich & Bern.txt").Order(StringComparer.Ordinal), await place.Names());
    }

    [Theory, Places]
    public async Task What_leads_elsewhere_is_refused(string kind)
    {
        using var place = servers.Open(kind);
        foreach (var path in new[] { "", "/a", "a//b", "a/../b", "./a", "..", "a\\b", "a\0", "a/" })
        {
            Assert.Contains("leaves", Refusal(() => FileCalls.WriteText("lake", path, "x")), StringComparison.Ordinal);
            Assert.Contains("leaves", Refusal(() => FileCalls.ReadText("lake", path)), StringComparison.Ordinal);
        }

        foreach (var value in new[] { "", "..", "a/b", "a\\b", "*", "a?", "\n", "C:", "~" })
            Assert.Contains("parameter 'name'", Refusal(() => FileCalls.WriteText("lake", "in/{name}.txt", "x", PathArgument.Of("name", value))), StringComparison.Ordinal);
        Assert.Contains("stands for several files", Refusal(() => FileCalls.WriteText("lake", "a*.txt", "x")), StringComparison.Ordinal);
        Assert.Contains("stands for several files", Refusal(() => FileCalls.ReadBytes("lake", "a?.txt")), StringComparison.Ordinal);
        Assert.Empty(await place.Names());
    }

    [Theory, Places]
    public void A_missing_file_names_the_place_and_the_nearest(string kind)
    {
        using var place = servers.Open(kind);
        FileCalls.WriteText("lake", "in/orders.csv", "id");
        Assert.Equal($"Resource 'lake': there is no file 'in/order.csv' in '{place.Location}'. Did you mean 'orders.csv'?", Refusal(() => FileCalls.ReadText("lake", "in/order.csv")));
        Assert.Equal($"Resource 'lake': there is no file 'out/order.csv' in '{place.Location}'.", Refusal(() => Read("out/order.csv")));
    }

    [Theory, Places]
    public void Files_are_merged_in_the_order_of_their_names(string kind)
    {
        using var place = servers.Open(kind);
        foreach (var day in new[] { 2, 10, 1 })
            FileCalls.Write("lake", $"orders/day-{day}.csv", FileFormat.Auto, Table.Of(new Sale(day, "Bern", day), new Sale(day, "Oslo", day)));
        FileCalls.Write("lake", "orders/none.csv", FileFormat.Auto, Table<Sale>.Empty);
        FileCalls.Write("lake", "orders/3.parquet", FileFormat.Auto, Table.Of(new Sale(3, "Rome", 3)));
        FileCalls.Write("lake", "orders/in/day-4.csv", FileFormat.Auto, Two);
        FileCalls.Write("lake", "orders-old/day-5.csv", FileFormat.Auto, Two);
        FileCalls.WriteText("lake", "orders/_SUCCESS", "");
        FileCalls.WriteText("lake", "orders/.day-6.csv", "being written");
        Assert.Equal([1, 1, 10, 10, 2, 2], Read("orders/*.csv").Select(s => s.Id));
        Assert.Equal([3, 1, 1, 10, 10, 2, 2], Read("orders/*").Select(s => s.Id));
        Assert.Equal([1, 1, 2, 2], Read("orders/day-?.csv").Select(s => s.Id));
    }

    [Theory, Places]
    public async Task Files_are_read_apart_and_as_one_stream(string kind)
    {
        using var place = servers.Open(kind);
        foreach (var day in new[] { 2, 10, 1 })
            FileCalls.Write("lake", $"day-{day}.json", FileFormat.Auto, Table.Of(new Sale(day, "Bern", day), new Sale(day, "Oslo", day)));
        FileCalls.Write("lake", "day-3.json", FileFormat.Auto, Table<Sale>.Empty);
        Assert.Equal(["1,1", "10,10", "2,2", ""], FileCalls.ReadTables<Sale>("lake", "day-*.json", FileFormat.Auto).Select(t => string.Join(',', t.Select(s => s.Id))));
        Assert.Equal(2, (await FileCalls.ReadTablesAsync<Sale>("lake", "{kind}-1*.json", FileFormat.Auto, default, PathArgument.Of("kind", "day"))).Count);
        Assert.Equal([1, 1, 10, 10, 2, 2], await FileCalls.ReadBatches<Sale>("lake", "*", FileFormat.Auto, default).Rows().Select(s => s.Id).ToListAsync());
    }

    [Theory, Places]
    public void Of_several_files_the_one_at_fault_is_named_with_row_and_column(string kind)
    {
        using var place = servers.Open(kind);
        FileCalls.Write("lake", "orders/a.csv", FileFormat.Auto, Two);
        FileCalls.WriteText("lake", "orders/b.csv", "id,city,amount\n1,Bern,2\n2,Oslo,many\n");
        Assert.Equal("Resource 'lake', file 'orders/b.csv': row 2 (line 3), column amount is 'many'; member Amount (Double) takes numbers such as 1234.5.", Refusal(() => Read("orders/*.csv")));
        FileCalls.WriteText("lake", "orders/b.csv", "id,town,amount\n1,Bern,2\n");
        Assert.StartsWith("Resource 'lake', file 'orders/b.csv': it has no column for member City of Sale; it has id, town, amount.", Refusal(() => Read("orders/*.csv")), StringComparison.Ordinal);
        FileCalls.WriteText("lake", "orders/notes.txt", "x");
        Assert.StartsWith("Resource 'lake', file 'orders/notes.txt': the ending '.txt' says no format.", Refusal(() => Read("orders/n*")), StringComparison.Ordinal);
    }

    [Theory, Places]
    public void That_nothing_matches_is_said_with_what_is_there(string kind)
    {
        using var place = servers.Open(kind);
        Assert.Equal($"Resource 'lake': no file matches '*.csv' in '{place.Location}'. It is empty.", Refusal(() => Read("*.csv")));
        for (var i = 0; i < 7; i++)
            FileCalls.WriteText("lake", $"in/{i}.json", "[]");
        Assert.Equal($"Resource 'lake': no file matches 'in/*.csv' in '{place.Location}'. There are 0.json, 1.json, 2.json, 3.json, 4.json, ….", Refusal(() => Read("in/*.csv")));
        Assert.Equal($"Resource 'lake': no file matches 'in/8*.json' in '{place.Location}'. There are 0.json, 1.json, 2.json, 3.json, 4.json, ….", Refusal(() => Read("in/8*.json")));
        Assert.Equal($"Resource 'lake': no file matches 'out/*.csv' in '{place.Location}'. The folder 'out' is empty, or there is none.", Refusal(() => Read("out/*.csv")));
        Assert.StartsWith("Resource 'lake': 'in*/a.csv' has a * or ? in a folder.", Refusal(() => Read("in*/a.csv")), StringComparison.Ordinal);
    }

    [Theory, Places]
    public void A_place_that_answers_says_what_it_holds_and_one_that_does_not_what_to_do(string kind)
    {
        using var place = servers.Open(kind);
        FileCalls.WriteText("lake", "a.txt", "x");
        FileCalls.WriteText("lake", "in/b.txt", "x");
        Assert.Equal(new ResourceProbe("lake", place.IsFolder ? "files" : kind, place.Location, "1 file at its top", null), ResourceProbe.Of(ResourceRegistry.Current, "lake", default));
        place.Members[place.IsFolder ? "resources:lake:path" : kind == "azure-blob" ? "resources:lake:container" : "resources:lake:bucket"] = "elsewhere";
        var gone = ResourceProbe.Of(Configured.Of(place.Members, place.Home), "lake", default);
        Assert.Null(gone.Found);
        Assert.Matches(place.IsFolder ? "there is no folder '.*'. Make it," : "Create the (bucket|container) 'elsewhere', or name another in aqueduct.json.", gone.Error);
    }

    FileSave Save(string path, Action<Stream> write) => new()
    {
        Resource = "lake",
        Table = path,
        Mode = SaveMode.Replace,
        Rows = 1,
        Store = ResourceRegistry.Current.Files("lake"),
        Write = (stream, _) =>
        {
            write(stream);
            return 7;
        },
    };

    static IReadOnlyList<PublicationResult> Publish(string run, params (string Node, SaveRequest Save)[] saves) => Publisher.Publish(saves, run, TimeProvider.System, default);

    [Theory, Places]
    public async Task A_publication_that_fails_in_the_middle_leaves_what_was_there(string kind)
    {
        using var place = servers.Open(kind);
        FileCalls.WriteText("lake", "a.txt", "old");
        var error = Assert.Throws<PublicationException>(() => Publish("run", ("A", Save("a.txt", s => s.Write(new byte[1000]))), ("B", Save("in/b.txt", s => s.Write(new byte[1000]))), ("C", Save("in/c.txt", s =>
        {
            s.Write(new byte[1000]);
            throw new ResourceException("lake", "half way");
        }))));
        Assert.Equal("C", error.Node);
        Assert.Equal("old", FileCalls.ReadText("lake", "a.txt"));
        Assert.Equal(["a.txt"], await place.Names());
        Assert.Contains("written twice", Assert.Throws<PublicationException>(() => Publish("run", ("A", Save("a.txt", _ => { })), ("B", Save("a.txt", _ => { })))).Message, StringComparison.Ordinal);
        Assert.Equal("old", FileCalls.ReadText("lake", "a.txt"));
    }

    [Theory, Places]
    public async Task A_run_publishes_under_its_own_paths_and_counts_rows(string kind)
    {
        using var place = servers.Open(kind);
        var results = Publish("run", ("A", Save("a.txt", s => s.WriteByte(65))), ("B", Save("in/b.txt", s => s.WriteByte(66))));
        Assert.Equal([("A", "a.txt", 7, $"{place.Location}/a.txt"), ("B", "in/b.txt", 7, $"{place.Location}/in/b.txt")], results.Select(r => (r.Node, r.Table, r.Rows, r.Location)));
        Assert.Equal(["a.txt", "in/b.txt"], await place.Names());
    }

    [Theory, Places(Only = true)]
    public async Task What_a_run_has_published_it_does_not_publish_again_when_it_goes_on(string kind)
    {
        using var place = servers.Open(kind);
        var written = 0;
        SaveRequest Again(params string[] earlier)
        {
            var save = Save("a.txt", s =>
            {
                written++;
                s.WriteByte(65);
            });
            save.EarlierRuns = earlier;
            return save;
        }

        var first = Assert.Single(Publish("run 1", ("Schreibe Größe", Again())));
        var before = await place.Objects.FindAsync("a.txt", default);
        var second = Assert.Single(Publish("run 1", ("Schreibe Größe", Again())));
        var third = Assert.Single(Publish("run 2", ("Schreibe Größe", Again("run 1"))));
        Assert.Equal((1, first, first), (written, second, third));
        Assert.Equal(before, await place.Objects.FindAsync("a.txt", default));
        // Another node's, another run's: those are new.
        Publish("run 1", ("Other", Again()));
        Publish("run 2", ("Schreibe Größe", Again()));
        Assert.Equal(3, written);
    }

    [Theory, Places(Only = true)]
    public async Task Two_that_publish_one_file_at_a_time_both_do(string kind)
    {
        using var place = servers.Open(kind);
        using (var first = new FileTransaction(ResourceRegistry.Current.Files("lake"), default))
        {
            first.Put(Save("a.txt", s => s.WriteByte(65)), default);
            first.Send();
            Publish("run", ("B", Save("a.txt", s => s.WriteByte(66))));
            Assert.Equal("B", FileCalls.ReadText("lake", "a.txt"));
            // Azure drops the blocks of the slower: its run begins the publication again, as it does after any fault that passes.
            var fault = Record.Exception(first.Commit);
            Assert.Equal(kind == "azure-blob", fault is ResourceException { IsTransient: true });
            Assert.Equal(kind == "azure-blob" ? "B" : "A", FileCalls.ReadText("lake", "a.txt"));
        }

        Assert.Equal(["a.txt"], await place.Names());
    }

    /// <summary>A picture.</summary>
    sealed class Dot : IFileContent
    {
        public bool TryWrite(string ending, Stream stream)
        {
            if (ending != ".svg")
                return false;
            stream.Write("<svg/>"u8);
            return true;
        }
    }
}
