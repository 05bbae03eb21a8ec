using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using MongoDB.Bson;
using MongoDB.Driver;
using Optional = Aqueduct.Tests.Tables.Optional;

namespace Aqueduct.Databases.Tests.MongoDb;

/// <summary>What a database of documents does that workflows save to.</summary>
public abstract partial class DocumentContract
{
    const int Full = 1 << 16;

    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));
    static readonly Table<Sale> One = Table.Of(new Sale(2, "Rome", 5));

    /// <summary>The usual values as far as MongoDB keeps them: milliseconds, instants in UTC.</summary>
    static Everything Usual => TestTables.Usual with { Time = new(2024, 2, 29, 12, 30, 15, 123, DateTimeKind.Utc), Moment = new(2024, 2, 29, 7, 0, 15, TimeSpan.Zero) };

    static Table<Sale> Many(int from, int count) => Enumerable.Range(from, count).Select(i => new Sale(i, i % 2 == 0 ? "Bern" : "Oslo", i / 4.0)).ToTable();

    static async IAsyncEnumerable<Table<Sale>> Torn(Exception? end, params Table<Sale>[] batches)
    {
        foreach (var batch in batches)
        {
            await Task.Yield();
            yield return batch;
        }

        if (end is not null)
            throw end;
    }

    Sale[] Sales => [.. Shop.Query<Sale>(AllSales)];

    [Fact]
    public void Every_type_is_read_back_as_it_was_saved()
    {
        var table = Table.Of(
            Usual,
            Usual with { Decimal = -79228162514264337593543950335m, Bytes = [], Text = "", Letter = '"', Day = (Weekday)7, Float = float.NegativeInfinity, Double = double.MaxValue, Date = new(1, 1, 1), Clock = TimeOnly.MaxValue },
            Usual with { Decimal = 0.0000000000000000000000000001m, Long = long.MinValue, ULong = long.MaxValue, Int = int.MinValue, UInt = uint.MaxValue, Tiny = sbyte.MinValue, Span = TimeSpan.FromDays(-400) },
            Usual with { ULong = ulong.MaxValue, Double = double.NaN, Date = DateOnly.MaxValue, Time = new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc), Span = TimeSpan.MinValue });
        Shop.Save("all", SaveMode.Append, table);
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(Shop.Query<Everything>("""{ "find": "all", "sort": { "_id": 1 } }""")));
    }

    [Fact]
    public void Nulls_are_read_back_beside_values()
    {
        var table = Table.Of(TestTables.None, TestTables.Some(Usual), TestTables.None);
        Shop.Save("some", SaveMode.Append, table);
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(Shop.Query<Optional>("""{ "find": "some", "sort": { "_id": 1 } }""")));
    }

    [Fact]
    public void Times_of_any_zone_are_the_same_instant()
    {
        var moment = new DateTimeOffset(2024, 2, 29, 12, 30, 15, TimeSpan.FromHours(5.5));
        Shop.Save("all", SaveMode.Append, Table.Of(Usual with { Moment = moment, Time = moment.LocalDateTime }));
        var read = Shop.Query<Everything>("""{ "find": "all" }""")[0];
        Assert.Equal((moment, moment.UtcDateTime), (read.Moment, read.Time));
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Fail)]
    [InlineData(SaveMode.Upsert)]
    public void No_rows_make_an_empty_collection_that_can_be_read(SaveMode mode)
    {
        Shop.Save("sale", mode, Table<Sale>.Empty, "id");
        Assert.Empty(Sales);
        if (mode != SaveMode.Fail)
            Shop.Save("sale", mode, Table<Sale>.Empty, "id");
        Assert.Equal(["sale"], Shop.Collections);
    }

    [Fact]
    public void Append_twice_adds_twice()
    {
        Shop.Save("sale", SaveMode.Append, Two);
        Shop.Save("sale", SaveMode.Append, One);
        Assert.Equal([.. Two, .. One], Sales.OrderBy(s => s.Id).ThenBy(s => s.City));
        Assert.Equal(["sale"], Shop.Collections);
    }

    [Fact]
    public void Replace_twice_leaves_the_second()
    {
        Shop.Save("sale", SaveMode.Replace, Two);
        Shop.Save("sale", SaveMode.Replace, One);
        Assert.Equal([.. One], Sales);
        Assert.Equal(["sale"], Shop.Collections);
    }

    [Fact]
    public void Fail_saves_once_and_then_says_that_the_collection_exists()
    {
        Shop.Save("sale", SaveMode.Fail, Two);
        Assert.Contains("table 'sale' exists already", Shop.SaveError("sale", SaveMode.Fail, One).Message, StringComparison.Ordinal);
        Assert.Equal([.. Two], Sales);
    }

    [Fact]
    public void Upsert_updates_documents_with_the_key_and_adds_the_others()
    {
        Shop.Save("sale", SaveMode.Upsert, Two, "Id");
        Shop.Beside.GetCollection<BsonDocument>("sale").UpdateOne(new BsonDocument("id", 2), new BsonDocument("$set", new BsonDocument("note", "kept")));
        Shop.Save("sale", SaveMode.Upsert, Table.Of(new Sale(2, "Rome", 5), new Sale(3, "Wien", 1)), "id");
        Assert.Equal([new Sale(1, "Bern", 10), new Sale(2, "Rome", 5), new Sale(3, "Wien", 1)], Sales);
        Assert.Equal(1, Shop.Rows("sale").Count(r => r.Contains("kept", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_rows_with_the_same_key_in_one_upsert_the_last_counts()
    {
        Shop.SaveBatches("sale", SaveMode.Upsert, Torn(null, Table.Of(new Sale(1, "first", 1), new Sale(2, "other", 2)), Table.Of(new Sale(1, "last", 3))), "id");
        Assert.Equal([new Sale(1, "last", 3), new Sale(2, "other", 2)], Sales);
    }

    [Fact]
    public void An_upsert_key_of_all_columns_keeps_one_of_each()
    {
        Shop.Save("sale", SaveMode.Upsert, Two, "id, city, amount");
        Shop.Save("sale", SaveMode.Upsert, Two, "id, city, amount");
        Assert.Equal([.. Two], Sales);
    }

    [Fact]
    public void An_upsert_by_the_id_of_the_documents_needs_no_other_index()
    {
        Shop.Put("sale", "{ _id: 1, city: 'old', amount: 1, note: 'kept' }");
        Shop.Save("sale", SaveMode.Upsert, Two, "id");
        Assert.Equal(["Bern", "Oslo"], Shop.Query<Sale>("""{ "find": "sale", "sort": { "_id": 1 } }""").Select(s => s.City));
        Assert.Contains(Shop.Rows("sale"), r => r.Contains("kept", StringComparison.Ordinal));
    }

    [Fact]
    public void An_upsert_into_a_collection_without_a_unique_index_on_the_key_says_what_to_create()
    {
        Fill();
        Assert.Contains("db.getCollection(\"sale\").createIndex({ \"id\" : 1 }, { unique: true })", Shop.SaveError("sale", SaveMode.Upsert, One, "id").Message, StringComparison.Ordinal);
        Shop.Do("{ createIndexes: 'sale', indexes: [{ key: { id: 1 }, name: 'id_1', unique: true }] }");
        Shop.Save("sale", SaveMode.Upsert, One, "id");
        Assert.Equal(["Bern", "Rome"], Sales.Select(s => s.City));
    }

    [Fact]
    public void Rows_take_the_names_that_documents_have()
    {
        Shop.Put("notes", "{ ID: 1, BODY: 'a', score: 1.0 }");
        Shop.Save("notes", SaveMode.Append, Table.Of(new Note(2, "b", null)));
        Assert.Contains("""{ "ID" : 2, "BODY" : "b", "score" : null }""", Shop.Rows("notes"));
    }

    [Fact]
    public void A_collection_that_is_replaced_keeps_its_validator_and_its_indexes()
    {
        Shop.Do("{ create: 'sale', validator: { amount: { $lt: 100 } } }");
        Shop.Do("{ createIndexes: 'sale', indexes: [{ key: { id: 1 }, name: 'by_id', unique: true }] }");
        Shop.Save("sale", SaveMode.Replace, Two);
        Assert.Contains("validator refuses", Shop.SaveError("sale", SaveMode.Append, Table.Of(new Sale(9, "x", 100))).Message, StringComparison.Ordinal);
        Assert.Contains("E11000 duplicate key", Shop.SaveError("sale", SaveMode.Append, Two).Message, StringComparison.Ordinal);
        Assert.Equal(["_id_", "by_id"], Shop.Beside.GetCollection<BsonDocument>("sale").Indexes.List().ToList().Select(i => i["name"].AsString).Order());
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Upsert)]
    public void A_row_that_is_refused_in_the_middle_leaves_the_collection_as_it_was(SaveMode mode)
    {
        Shop.Do("{ create: 'sale', validator: { amount: { $lt: 100 } } }");
        Shop.Do("{ createIndexes: 'sale', indexes: [{ key: { id: 1 }, name: 'by_id', unique: true }] }");
        Shop.Save("sale", SaveMode.Append, Two);
        var rows = Enumerable.Range(10, 600).Select(i => new Sale(i, "x", i == 500 ? 100 : 1)).ToTable();
        Assert.False(Shop.SaveError("sale", mode, rows, "id").IsSystem);
        Assert.Equal([.. Two], Sales);
        if (mode == SaveMode.Append)
        {
            // Refused only where the rows meet those that are there.
            Assert.False(Shop.SaveError("sale", mode, Enumerable.Range(-598, 600).Select(i => new Sale(i, "x", 1)).ToTable()).IsSystem);
            Assert.Equal([.. Two], Sales);
        }

        Assert.Equal(["sale"], Shop.Collections);
    }

    [Fact]
    public void A_save_that_is_canceled_in_the_middle_leaves_the_collection_as_it_was()
    {
        Shop.Save("sale", SaveMode.Append, Two);
        using var cancel = new CancellationTokenSource();
        using (var transaction = Shop.Database.BeginSave(cancel.Token))
        {
            transaction.Stage(TableSave.Of(Shop.Database, "sale", SaveMode.Replace, One, null), cancel.Token);
            cancel.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => transaction.Stage(TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null), cancel.Token));
        }

        Assert.Equal([.. Two], Sales);
        Assert.Equal(["sale"], Shop.Collections);
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Upsert)]
    public void A_run_publishes_a_save_once_however_often_it_is_tried(SaveMode mode)
    {
        Shop.Save("sale", SaveMode.Upsert, Table.Of(new Sale(9, "Wien", 1)), "id");
        SaveRequest save = TableSave.Of(Shop.Database, "sale", mode, Two, "id");
        var first = Publisher.Publish([("Save", save)], "r1", TimeProvider.System, default)[0];
        var again = Publisher.Publish([("Save", save)], "r1", TimeProvider.System, default)[0];
        save.EarlierRuns = ["r1"];
        var continued = Publisher.Publish([("Save", save)], "r2", TimeProvider.System, default)[0];
        Assert.Equal(mode == SaveMode.Replace ? [.. Two] : [.. Two, new Sale(9, "Wien", 1)], Sales);
        Assert.Equal((2, 2, 2), (first.Rows, again.Rows, continued.Rows));
        Assert.True((first.PublishedAt - again.PublishedAt).Duration() < TimeSpan.FromMilliseconds(2));
        Assert.Equal(["aqueduct_publications", "sale"], Shop.Collections);
        Assert.Equal("sale", Assert.Single(Shop.Database.Describe(default)).Name);
    }

    [Fact]
    public void Saves_of_one_run_are_published_together_or_not_at_all()
    {
        Shop.Do("{ create: 'strict', validator: { amount: { $lt: 0 } } }");
        SaveRequest good = TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null), bad = TableSave.Of(Shop.Database, "strict", SaveMode.Append, Two, null);
        Assert.Equal("Bad", Assert.Throws<PublicationException>(() => Publisher.Publish([("Good", good), ("Bad", bad)], "r1", TimeProvider.System, default)).Node);
        Assert.Equal(["strict"], Shop.Collections);
    }

    [Fact]
    public void Payloads_are_values_and_names_and_never_operators()
    {
        var payloads = Payloads.All.ToArray();
        Shop.Save("sale", SaveMode.Append, payloads.Select((p, i) => new Sale(i, p, 0)).ToTable());
        Shop.Save("sale_up", SaveMode.Upsert, payloads.Select((p, i) => new Sale(i, p, 0)).ToTable(), "city");
        Assert.Equal(payloads, Sales.Select(s => s.City));
        Assert.Equal(payloads.Length, Shop.Rows("sale_up").Length);
        foreach (var (payload, i) in payloads.Select((p, i) => (p, i)))
            Assert.Equal([i], Shop.Query<Sale>("""{ "find": "sale", "filter": { "city": "@city" } }""", SqlArgument.Of("city", payload)).Select(s => s.Id));
        foreach (var name in payloads.Where(p => !p.Contains('$')).Where((_, i) => i % 20 == 0))
        {
            Shop.Save(name, SaveMode.Fail, Two);
            Assert.Equal([.. Two], Shop.Query<Sale>(new BsonDocument("find", name).ToJson()));
        }

        Assert.Contains("cannot be the name of a collection", Shop.SaveError("a$b", SaveMode.Append, Two).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_many_megabytes_are_saved_and_read()
    {
        var rows = Enumerable.Range(0, 60).Select(i => new Sale(i, new string((char)('a' + (i % 26)), 1 << 20), i)).ToTable();
        Shop.Save("sale", SaveMode.Append, rows);
        Assert.Equal([.. rows], Sales);
    }

    [Fact]
    public void A_stream_is_saved_and_read_batch_by_batch()
    {
        Assert.Equal(Full + 500, Shop.SaveBatches("sale", SaveMode.Append, Torn(null, Many(0, 500), Many(500, Full))));
        var batches = Shop.Database.Stream<Sale>("""{ "find": "sale", "filter": { "id": { "$gte": "@least" } }, "sort": { "id": 1 } }""", [SqlArgument.Of("least", 10)], default).ToList();
        Assert.Equal([Full, 490], batches.Select(b => b.Count));
        Assert.Equal(Many(10, Full + 490), batches[0].Concat(batches[1]));
    }

    [Theory]
    [InlineData(SaveMode.Append), InlineData(SaveMode.Replace)]
    public void A_stream_that_breaks_leaves_the_collection_as_it_was(SaveMode mode)
    {
        Shop.Save("sale", SaveMode.Append, Two);
        var error = Assert.Throws<InvalidOperationException>(() => Shop.SaveBatches("sale", mode, Torn(new InvalidOperationException("torn"), Many(10, Full))));
        Assert.Equal(("torn", 2, "sale"), (error.Message, Sales.Length, string.Join(' ', Shop.Collections)));
    }

    [Fact]
    public void A_row_at_fault_is_counted_from_the_start_of_the_stream()
    {
        var error = Assert.Throws<ResourceException>(() => Shop.SaveBatches("sale", SaveMode.Append, Torn(null, Many(0, Full), Table.Of(new Sale(7, "half \ud800", 1)))));
        Assert.Contains("row 65537 of City", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Upsert)]
    public void A_save_that_is_not_committed_leaves_nothing(SaveMode mode)
    {
        using (var transaction = Shop.Database.BeginSave(default))
            transaction.Stage(TableSave.Of(Shop.Database, "sale", mode, Two, "id"), default);
        Assert.Empty(Shop.Collections);
    }
}
