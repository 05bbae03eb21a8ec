using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Databases.Tests;

/// <summary>Streams of rows, into a database and out of it.</summary>
public abstract partial class SaveContract
{
    const int Full = 1 << 16;

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

    [Fact]
    public void A_stream_is_saved_and_read_batch_by_batch()
    {
        Assert.Equal(Full + 500, Shop.SaveBatches("sale", SaveMode.Append, Torn(null, Many(0, 500), Many(500, Full))));
        var batches = Shop.Database.Stream<Sale>("SELECT * FROM sale WHERE id >= @least ORDER BY id", [SqlArgument.Of("least", 10)], default).ToList();
        Assert.Equal([Full, 490], batches.Select(b => b.Count));
        Assert.Equal(Many(10, Full + 490), batches[0].Concat(batches[1]));
        Assert.Empty(Shop.Database.Stream<Sale>("SELECT * FROM sale WHERE id < 0", [], default));
    }

    [Theory]
    [InlineData(SaveMode.Append), InlineData(SaveMode.Replace), InlineData(SaveMode.Upsert)]
    public void A_stream_that_breaks_leaves_the_table_as_it_was(SaveMode mode)
    {
        Shop.Save("sale", SaveMode.Upsert, Two, "id");
        var error = Assert.Throws<InvalidOperationException>(() => Shop.SaveBatches("sale", mode, Torn(new InvalidOperationException("torn"), Many(10, Full)), "id"));
        Assert.Equal(("torn", 2), (error.Message, Shop.Query<Sale>("SELECT * FROM sale").Count));
    }

    [Fact]
    public void In_a_stream_the_last_row_of_a_key_counts_whatever_its_batch()
    {
        Shop.SaveBatches("sale", SaveMode.Upsert, Torn(null, Many(0, Full), Table.Of(new Sale(7, "Rome", 1))), "id");
        Assert.Equal([new Sale(7, "Rome", 1)], Shop.Query<Sale>("SELECT * FROM sale WHERE id = 7"));
    }

    [Fact]
    public void A_row_at_fault_is_counted_from_the_start_of_the_stream()
    {
        var error = Assert.Throws<ResourceException>(() => Shop.SaveBatches("sale", SaveMode.Append, Torn(null, Many(0, Full), Table.Of(new Sale(7, "half \ud800", 1)))));
        Assert.Contains("row 65537 of City", error.Message, StringComparison.Ordinal);
        Shop.Save("note", SaveMode.Append, Enumerable.Range(0, Full + 2).Select(i => new Note(i, i == Full + 1 ? null : "x", 1)).ToTable());
        var read = Assert.Throws<ResourceException>(() => Shop.Database.Stream<Sale>("SELECT id, body AS city, score AS amount FROM note ORDER BY id", [], default).Count());
        Assert.Contains("row 65538, column city", read.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_leaves_a_stream_early_leaves_the_database_free()
    {
        Shop.Save("sale", SaveMode.Append, Many(0, (2 * Full) + 1));
        Assert.Equal(0, Shop.Database.Stream<Sale>("SELECT * FROM sale ORDER BY id", [], default).First()[0].Id);
        Shop.Save("sale", SaveMode.Replace, One);
        Assert.Equal(One, Shop.Query<Sale>("SELECT * FROM sale"));
    }

    [Fact]
    public void A_canceled_stream_stops()
    {
        using var source = new CancellationTokenSource();
        Shop.Save("sale", SaveMode.Append, Many(0, (2 * Full) + 1));
        var read = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var batch in Shop.Database.Stream<Sale>("SELECT * FROM sale", [], source.Token))
            {
                read++;
                source.Cancel();
            }
        });
        Assert.Equal(1, read);
        Assert.ThrowsAny<OperationCanceledException>(() => Shop.SaveBatches("sale", SaveMode.Append, Torn(null, One), cancel: source.Token));
    }
}
