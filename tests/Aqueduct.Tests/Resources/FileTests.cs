using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Tests.Resources;

/// <summary>Tables, texts and bytes in a folder of files.</summary>
public sealed class FileTests : IDisposable
{
    readonly string _outer = Directory.CreateTempSubdirectory("aqueduct-files-").FullName;

    public FileTests()
    {
        Directory.CreateDirectory(Folder);
        ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["resources:data:type"] = "files",
            ["resources:data:path"] = "data",
        }).Build(), _outer));
    }

    string Folder => Path.Combine(_outer, "data");

    string At(string path) => Path.Combine(Folder, path);

    public void Dispose()
    {
        ResourceRegistry.Scope(null);
        Directory.Delete(_outer, recursive: true);
    }

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.json")]
    [InlineData("t.parquet")]
    public void Every_scalar_comes_back_as_it_was(string path)
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "\u2212" };
        CultureInfo.CurrentCulture = comma;
        try
        {
            var (all, optional) = (Table.Of(TestTables.Lowest, TestTables.Usual, TestTables.Highest), Table.Of(TestTables.None, TestTables.Some(TestTables.Usual), TestTables.None));
            FileCalls.Write("data", path, FileFormat.Auto, all);
            Assert.Equal(TestTables.Exact(all), TestTables.Exact(FileCalls.Read<Everything>("data", path, FileFormat.Auto)));
            FileCalls.Write("data", path, FileFormat.Auto, optional);
            Assert.Equal(TestTables.Exact(optional), TestTables.Exact(FileCalls.Read<Optional>("data", path, FileFormat.Auto)));
            FileCalls.Write("data", path, FileFormat.Auto, Table<Sale>.Empty);
            Assert.Empty(FileCalls.Read<Sale>("data", path, FileFormat.Auto));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.json")]
    [InlineData("t.parquet")]
    public void An_empty_text_is_not_null(string path)
    {
        var notes = Table.Of(new Note(1, "", null), new Note(2, null, double.NaN), new Note(3, " a,\"b\"\r\nc\u2028", double.NegativeInfinity), new Note(4, "null", -0.1));
        FileCalls.Write("data", path, FileFormat.Auto, notes);
        Assert.Equal(notes, FileCalls.Read<Note>("data", path, FileFormat.Auto));
    }

    [Fact]
    public void Csv_of_others_is_read_by_names()
    {
        File.WriteAllText(At("t.csv"), "\uFEFFAmount,City,comment,ID\n\n1e3,\"a \"\"b\"\"\",x,+1\r\n2,,y,2.0");
        Assert.Equal([new Sale(1, "a \"b\"", 1000), new Sale(2, "", 2)], FileCalls.Read<Sale>("data", "t.csv", FileFormat.Auto));
    }

    [Theory]
    [InlineData("id,city,amount\n1,Bern,2\n", "Bern")]
    [InlineData("id,city,amount\r\n1,Bern,2\r\n", "Bern")]
    [InlineData("id,city,amount\r1,Bern,2", "Bern")]
    [InlineData("\uFEFF\"id\",\"city\",\"amount\"\n\"1\",\"Bern\",\"2\"", "Bern")]
    [InlineData("id,city,amount\n1,\"a,b\r\nc\"\"d\"\"\",2", "a,b\r\nc\"d\"")]
    [InlineData("id,city,amount\n1,\"\"\"\",2", "\"")]
    [InlineData("id,city,amount\n1,\"\",2", "")]
    [InlineData("id,city,amount\n1, Bern ,2", " Bern ")]
    [InlineData("\n\r\nid,city,amount\n\n1,Bern,2\n\n", "Bern")]
    public void Csv_is_read_as_RFC_4180_says(string text, string city)
    {
        File.WriteAllText(At("t.csv"), text);
        Assert.Equal([new Sale(1, city, 2)], FileCalls.Read<Sale>("data", "t.csv", FileFormat.Auto));
    }

    [Fact]
    public void Csv_tells_nothing_from_an_empty_text_and_long_texts_from_short_ones()
    {
        var texts = Enumerable.Range(0, 5000).Select(i => new Note(i, i % 3 == 0 ? null : i % 3 == 1 ? "" : new string((char)('a' + i % 26), i % 200), i)).ToArray();
        FileCalls.Write("data", "t.csv", FileFormat.Auto, Table.Of(texts));
        Assert.Equal(texts, FileCalls.Read<Note>("data", "t.csv", FileFormat.Auto));
    }

    [Fact]
    public void A_csv_that_is_no_UTF8_or_one_endless_record_is_refused()
    {
        File.WriteAllBytes(At("t.csv"), [.. "id,city,amount\n1,"u8, 0xFF, .. ",2"u8]);
        Assert.Contains("it is no UTF-8 text", Assert.Throws<ResourceException>(() => FileCalls.Read<Sale>("data", "t.csv", FileFormat.Auto)).Message, StringComparison.Ordinal);
        File.WriteAllText(At("t.csv"), "id,city,amount\n1,Bern,2\n2,\"" + string.Concat(Enumerable.Repeat("Bern,1\n2,", 2_000_000)));
        Assert.Contains("line 3: the record that starts here has more than 16 million characters. Perhaps a quote is never closed.", Assert.Throws<ResourceException>(() => FileCalls.Read<Sale>("data", "t.csv", FileFormat.Auto)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,city,amount\n1,Bern,x", "Resource 'data', file 't.csv': row 1 (line 2), column amount is 'x'; member Amount (Double) takes numbers such as 1234.5.")]
    [InlineData("id,city,amount\n1,Bern,1\n,Bern,1", "row 2 (line 3), column id is empty, and member Id (Int32) may not be null.")]
    [InlineData("id,city,amount\n1,Bern,1\n3000000000,Bern,1", "row 2 (line 3), column id is '3000000000'; member Id (Int32) takes whole numbers in the range of Int32.")]
    [InlineData("id,city,amount\n1.5,Bern,1", "column id is '1.5'")]
    [InlineData("id,city,amount\n1,Bern", "row 1 (line 2) has 2 fields; the header has 3: nothing is there for column amount.")]
    [InlineData("id,city,amount\n1,Bern,2,3", "row 1 (line 2) has 4 fields; the header has 3: no column is named for field 4.")]
    [InlineData("id,city,amount\n1,\"a\nb\",2\n\n3,Bern", "row 2 (line 5) has 2 fields")]
    [InlineData("id,city,amount\n1,5\" disk,2\n2,3\" disk,4", "row 1 (line 2), column city: a quote stands inside a value that does not start with one")]
    [InlineData("id,note,city,amount\n1,5\" x,Bern,2", "column note: a quote stands inside")]
    [InlineData("id,ci\"ty,amount\n1,Bern,2", "line 1, field 2 of the header: a quote stands inside")]
    [InlineData("\n\n", "it is empty")]
    [InlineData("id,city,amount\n1,\"Bern,2", "row 1 (line 2), column city: a quote is never closed")]
    [InlineData("id,city,amount\n1,\"Bern\"x,2", "row 1 (line 2), column city: there is text behind a closing quote")]
    [InlineData("id,citi,amount\n1,Bern,2", "no column for member City of Sale; it has id, citi, amount. Did you mean 'citi'?")]
    [InlineData("", "it is empty")]
    public void A_broken_csv_is_refused_with_row_column_and_value(string text, string message)
    {
        File.WriteAllText(At("t.csv"), text);
        Assert.Contains(message, Assert.Throws<ResourceException>(() => FileCalls.Read<Sale>("data", "t.csv", FileFormat.Auto)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"id":1,"city":"Bern","amount":"x"}]""", "row 1, column amount is 'x'")]
    [InlineData("""[{"id":1,"city":"Bern","amount":1},{"id":true,"city":"","amount":1}]""", "row 2, column id is 'true'")]
    [InlineData("""[{"id":1,"city":null,"amount":1}]""", "row 1, column city is empty")]
    [InlineData("""[{"id":1,"amount":1}]""", "row 1, column city is empty")]
    [InlineData("""[{"id":1,"city":{},"amount":1}]""", "row 1, column city is an object")]
    [InlineData("""[{"id":1,"ID":2,"city":"","amount":1}]""", "two values for member Id")]
    [InlineData("""{"id":1}""", "no array of objects")]
    [InlineData("""[1]""", "row 1 is no object")]
    [InlineData("""[{"id":1,"city":"Bern","amount":1}""", "row 2")]
    [InlineData("""[] []""", "row 1")]
    public void A_broken_json_is_refused_with_row_column_and_value(string text, string message)
    {
        File.WriteAllText(At("t.json"), text);
        Assert.Contains(message, Assert.Throws<ResourceException>(() => FileCalls.Read<Sale>("data", "t.json", FileFormat.Auto)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parquet_of_others_is_read_by_name_and_convertible_type()
    {
        var (amount, city, id) = (new Parquet.Schema.DataField<float>("AMOUNT"), new Parquet.Schema.DataField<string>("city"), new Parquet.Schema.DataField<long>("id"));
        using (var stream = File.Create(At("t.parquet")))
        {
            var writer = await Parquet.ParquetWriter.CreateAsync(new Parquet.Schema.ParquetSchema(amount, city, id), stream);
            await using (writer)
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<float>(amount, new float[] { 1.5f, 2 });
                await group.WriteAsync(city, new[] { "Bern", "Oslo" });
                await group.WriteAsync<long>(id, new long[] { 1, 2 });
                group.CompleteValidate();
            }
        }

        Assert.Equal([new Sale(1, "Bern", 1.5), new Sale(2, "Oslo", 2)], FileCalls.Read<Sale>("data", "t.parquet", FileFormat.Auto));
        Assert.Contains("no column for member CustId", Assert.Throws<ResourceException>(() => FileCalls.Read<CustomerId>("data", "t.parquet", FileFormat.Auto)).Message, StringComparison.Ordinal);
    }

    /// <summary>As most writers do, who declare every column optional, and some, who declare none so.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Parquet_columns_that_may_or_may_not_be_null_meet_members_that_do_not_or_do(bool optional)
    {
        Parquet.Schema.DataField Field<V>(string name) where V : struct => optional ? new Parquet.Schema.DataField<V?>(name) : new Parquet.Schema.DataField<V>(name);
        var (id, text, value) = (Field<long>("id"), new Parquet.Schema.DataField<string>("body"), Field<double>("score"));
        async Task Write(long? first)
        {
            using var stream = File.Create(At("t.parquet"));
            var writer = await Parquet.ParquetWriter.CreateAsync(new Parquet.Schema.ParquetSchema(id, text, value), stream);
            await using (writer)
                for (var g = 0; g < 2; g++)
                {
                    using var group = writer.CreateRowGroup();
                    await Numbers<long>(group, id, first, 2 + g);
                    await group.WriteAsync(text, new[] { null, "b" });
                    await Numbers<double>(group, value, 0.5, 1.5);
                    group.CompleteValidate();
                }
        }

        async Task Numbers<V>(Parquet.ParquetRowGroupWriter group, Parquet.Schema.DataField field, params V?[] values) where V : struct
        {
            if (optional)
                await group.WriteAsync<V>(field, values.AsMemory());
            else
                await group.WriteAsync<V>(field, values.Select(v => v!.Value).ToArray().AsMemory());
        }

        await Write(1);
        Assert.Equal([new Note(1, null, 0.5), new Note(2, "b", 1.5), new Note(1, null, 0.5), new Note(3, "b", 1.5)], FileCalls.Read<Note>("data", "t.parquet", FileFormat.Auto));
        if (!optional)
            return;
        await Write(null);
        Assert.Contains("row 1, column id is empty, and member Id (Int64) may not be null", Assert.Throws<ResourceException>(() => FileCalls.Read<Note>("data", "t.parquet", FileFormat.Auto)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_and_bytes_come_back()
    {
        FileCalls.WriteText("data", "a/{day}.txt", "Zürich 🙂", PathArgument.Of("day", new DateOnly(2026, 1, 31)));
        Assert.Equal("Zürich 🙂", FileCalls.ReadText("data", "a/2026-01-31.txt"));
        FileCalls.WriteBytes("data", "b.bin", [0, 255]);
        Assert.Equal([0, 255], FileCalls.ReadBytes("data", "b.bin"));
    }

    [Fact]
    public void A_missing_file_names_the_nearest()
    {
        File.WriteAllText(At("orders.csv"), "id");
        Assert.Contains("there is no file 'order.csv'", Assert.Throws<ResourceException>(() => FileCalls.ReadText("data", "order.csv")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'orders.csv'?", Assert.Throws<ResourceException>(() => FileCalls.ReadText("data", "order.csv")).Message, StringComparison.Ordinal);
    }

    /// <summary>300 values that somebody might try to get out with.</summary>
    static IEnumerable<string> Payloads()
    {
        string[] climbs = ["..", "../", "..\\", "../../", "....//", "..;/", "./", ".", "/", "\\", "//", "\\\\", "~", "~/", "C:", "C:\\", "file:", "file://", "http://", "\0", "a\0b/", "\n", "\r\n", "\u202e", "\u2028"];
        string[] targets = ["secret", "secret.txt", "etc/passwd", "secret\0", "secret.txt/", "secret.txt/..", " secret", "..", "a:b", "\u0007", "x|y", "x*"];
        return climbs.SelectMany(c => targets.Select(t => c + t));
    }

    [Fact]
    public void Three_hundred_payloads_have_no_effect_outside()
    {
        File.WriteAllText(Path.Combine(_outer, "secret.txt"), "secret");
        File.WriteAllText(Path.Combine(_outer, "secret"), "secret");
        var payloads = Payloads().ToArray();
        Assert.Equal(300, payloads.Length);
        foreach (var payload in payloads)
            foreach (var template in new[] { "{name}", "in/{name}.txt", "{name}/secret.txt" })
            {
                var argument = PathArgument.Of("name", payload);
                var error = Assert.Throws<ResourceException>(() => FileCalls.WriteText("data", template, "changed", argument));
                Assert.Contains("parameter 'name'", error.Message, StringComparison.Ordinal);
                Assert.Throws<ResourceException>(() => FileCalls.ReadText("data", template, argument));
                Assert.Throws<ResourceException>(() => FileCalls.TableName("data", "t_{name}", argument));
            }

        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
        Assert.Equal(["data", "secret", "secret.txt"], Directory.EnumerateFileSystemEntries(_outer).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal));
        Assert.All(["secret", "secret.txt"], f => Assert.Equal("secret", File.ReadAllText(Path.Combine(_outer, f))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x; DROP TABLE t")]
    [InlineData("x\"y")]
    [InlineData("a-b")]
    [InlineData("é")]
    public void A_table_takes_identifiers_only(string value) =>
        Assert.Contains("is no identifier", Assert.Throws<ResourceException>(() => FileCalls.TableName("data", "t_{name}", PathArgument.Of("name", value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Braces_in_a_value_are_no_placeholder()
    {
        FileCalls.WriteText("data", "{a}-{b}.txt", "x", PathArgument.Of("a", "{b}"), PathArgument.Of("b", "1"));
        Assert.Equal(["{b}-1.txt"], Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public void Links_do_not_lead_out()
    {
        File.WriteAllText(Path.Combine(_outer, "secret.txt"), "secret");
        Directory.CreateDirectory(Path.Combine(_outer, "other"));
        Directory.CreateSymbolicLink(At("out"), Path.Combine(_outer, "other"));
        File.CreateSymbolicLink(At("file.txt"), "../secret.txt");
        Directory.CreateDirectory(At("inside"));
        Directory.CreateSymbolicLink(At("fine"), At("inside"));
        Assert.Contains("leaves the folder", Assert.Throws<ResourceException>(() => FileCalls.WriteText("data", "out/a.txt", "x")).Message, StringComparison.Ordinal);
        Assert.Throws<ResourceException>(() => FileCalls.ReadText("data", "file.txt"));
        Assert.Throws<ResourceException>(() => FileCalls.WriteText("data", "file.txt", "x"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_outer, "other")));
        FileCalls.WriteText("data", "fine/a.txt", "x");
        Assert.Equal("x", File.ReadAllText(At("inside/a.txt")));
    }

    FileSave Save(string path, Action<Stream, CancellationToken> write) => new()
    {
        Resource = "data",
        Table = path,
        Mode = SaveMode.Replace,
        Rows = 1,
        Store = new FolderFiles("data", Folder),
        Write = (stream, cancel) =>
        {
            write(stream, cancel);
            return 1;
        },
    };

    [Fact]
    public void A_publication_that_fails_leaves_nothing_behind()
    {
        File.WriteAllText(At("a.txt"), "old");
        var error = Assert.Throws<PublicationException>(() => Publisher.Publish(
            [("A", Save("a.txt", (s, _) => s.WriteByte(1))), ("B", Save("new/b.txt", (_, _) => throw new IOException("disk full")))], "run", TimeProvider.System, default));
        Assert.Equal("B", error.Node);
        Assert.Contains("'new/b.txt' cannot be written: disk full", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], Directory.EnumerateFileSystemEntries(Folder).Select(p => Path.GetFileName(p)));
        Assert.Equal("old", File.ReadAllText(At("a.txt")));
    }

    [Fact]
    public void A_database_that_fails_leaves_the_files_as_they_were()
    {
        using var shop = new TestDatabase("CREATE VIEW b AS SELECT 1 AS id");
        Assert.Throws<PublicationException>(() => Publisher.Publish(
            [("A", Save("a.txt", (s, _) => s.WriteByte(1))), ("B", TableSave.Of(shop.Database, "b", SaveMode.Replace, Table.Of(new Sale(1, "", 1)), null))], "run", TimeProvider.System, default));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public void Publishing_again_is_harmless_and_names_resource_and_path()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var result = Assert.Single(Publisher.Publish([("A", Save("in/a.txt", (s, _) => s.WriteByte(65)))], "run", TimeProvider.System, default));
            Assert.Equal(("A", "data", "in/a.txt", At("in/a.txt")), (result.Node, result.Resource, result.Table, result.Location));
        }

        Assert.Equal("A", File.ReadAllText(At("in/a.txt")));
        Assert.Equal(["a.txt"], Directory.EnumerateFileSystemEntries(At("in")).Select(p => Path.GetFileName(p)));
    }

    [Fact]
    public void Two_writes_to_one_path_are_refused() =>
        Assert.Contains("written twice", Assert.Throws<PublicationException>(() => Publisher.Publish([("A", Save("a.txt", (_, _) => { })), ("B", Save("a.txt", (_, _) => { }))], "run", TimeProvider.System, default)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_resource_of_the_other_kind_is_refused()
    {
        Assert.Contains("is a folder of files, and no database", Assert.Throws<ResourceException>(() => ResourceRegistry.Current.Database("data")).Message, StringComparison.Ordinal);
        Assert.Contains("no place of files", Assert.Throws<ResourceException>(() => ResourceRegistry.Current.Files("demo")).Message, StringComparison.Ordinal);
    }
}
