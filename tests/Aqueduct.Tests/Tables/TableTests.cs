using Aqueduct.Runtime;
using CsCheck;

namespace Aqueduct.Tests.Tables;

public class TableTests
{
    static readonly Table<Sale> Sales = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 30), new Sale(3, "Bern", 20), new Sale(4, "Rome", 20));

    static int[] Ids(Table<Sale> table) => [.. table.Select(s => s.Id)];

    static readonly Gen<Table<Sale>> AnySales = Gen.Select(Gen.Int[0, 9], Gen.Char['a', 'd'], Gen.Int[0, 5], (id, city, amount) => new Sale(id, city.ToString(), amount)).Array[0, 40].Select(Table.Of);

    [Fact]
    public void A_table_gives_back_the_rows_it_was_made_of() => Assert.Equal([new Sale(1, "Bern", 10), new Sale(2, "Oslo", 30)], Sales.Take(2));

    [Fact]
    public void A_table_made_of_a_table_is_the_same_table() => Assert.Same(Sales, Sales.ToTable());

    [Fact]
    public void A_column_is_seen_without_a_copy() => Assert.Equal([10, 30, 20, 20], Sales.ColumnAt(2).As<double>().ToArray());

    [Fact]
    public void An_index_outside_the_table_says_how_many_rows_there_are() =>
        Assert.Contains("The table has 4 rows.", Assert.Throws<ArgumentOutOfRangeException>(() => Sales[4]).Message);

    [Fact]
    public void Columns_of_different_lengths_are_refused() =>
        Assert.Contains("Id has 1 values, City 2", Assert.Throws<ArgumentException>(() => new Table<Sale>(new Column<int>([1]), new Column<string>(["a", "b"]), new Column<double>([1]))).Message);

    [Fact]
    public void A_column_of_another_type_is_refused() =>
        Assert.Contains("Column Id of Sale holds System.Int32", Assert.Throws<ArgumentException>(() => new Table<Sale>(new Column<long>([1]), new Column<string>(["a"]), new Column<double>([1]))).Message);

    [Fact]
    public void Rows_with_the_same_key_keep_their_order_when_sorted() => Assert.Equal([1, 3, 4, 2], Ids(Sales.OrderBy(s => s.Amount)));

    [Fact]
    public void Rows_with_the_same_key_keep_their_order_when_sorted_downwards() => Assert.Equal([2, 3, 4, 1], Ids(Sales.OrderByDescending(s => s.Amount)));

    [Fact]
    public void Strings_are_sorted_by_code_unit_on_every_machine() =>
        Assert.Equal(["Z", "a", "ä"], Table.Of(new Sale(1, "ä", 0), new Sale(2, "a", 0), new Sale(3, "Z", 0)).OrderBy(s => s.City).Select(s => s.City));

    [Fact]
    public void A_range_is_a_table() => Assert.Equal([2, 3], Ids(Sales[1..3]));

    [Fact]
    public void A_range_beyond_the_end_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Sales[3..5]);

    [Fact]
    public void Concatenation_keeps_the_order_of_the_tables() => Assert.Equal([1, 2, 3, 4, 1, 4], Ids(Sales.Concat(Sales.Take(1), Sales.Skip(3))));

    [Fact]
    public void The_first_row_of_each_key_is_kept() => Assert.Equal([1, 2, 4], Ids(Sales.DistinctBy(s => s.City)));

    [Fact]
    public void Pairing_tables_of_different_lengths_is_refused() => Assert.Throws<ArgumentException>(() => Sales.Zip(Sales.Take(1), (a, _) => a));

    [Fact]
    public void An_operator_leaves_its_table_unchanged()
    {
        var before = Sales.ToArray();
        _ = Sales.Take(2).Concat(Sales).OrderBy(s => s.City).Where(s => s.Id > 1);
        Assert.Equal(before, Sales);
    }

    [Fact]
    public void A_table_says_its_size_and_shows_its_rows_in_columns() => Assert.Equal(
        "4 rows of Sale\nId  City  Amount\n 1  Bern      10\n 2  Oslo      30\n 3  Bern      20\n 4  Rome      20", Sales.ToString());

    [Fact]
    public void A_long_table_shows_its_first_ten_rows() =>
        Assert.EndsWith("\n10  x          0\n… 2 more", Enumerable.Range(1, 12).Select(i => new Sale(i, "x", 0)).ToTable().ToString());

    [Fact]
    public void Rows_without_a_layout_still_make_a_table() => Assert.Equal(["a", "b"], Table.Of("a", "b").Where(_ => true));

    [Fact]
    public void Operators_agree_with_LINQ_on_any_table() => AnySales.Sample(table =>
    {
        var rows = table.ToArray();
        Assert.Equal(rows.Where(r => r.Amount > 2), table.Where(r => r.Amount > 2));
        Assert.Equal(rows.OrderBy(r => r.Amount).ThenBy(r => 0), table.OrderBy(r => r.Amount));
        Assert.Equal(rows.OrderByDescending(r => r.City, StringComparer.Ordinal), table.OrderByDescending(r => r.City));
        Assert.Equal(rows.Distinct(), table.Distinct());
        Assert.Equal(rows.Skip(3).Take(5), table.Skip(3).Take(5));
        Assert.Equal(rows.Concat(rows), table.Concat(table));
    });
}
