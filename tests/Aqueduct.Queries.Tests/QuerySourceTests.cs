namespace Aqueduct.Queries.Tests;

/// <summary>Where in the sources a message is shown.</summary>
public sealed class QuerySourceTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-queries-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_query_on_one_line_is_found_to_the_column() => Assert.Equal((3, 28), Find("SELECT 1 FROM x", 9, """
        static partial class Shop
        {
            [Sql("demo", "SELECT 1 FROM x")]
            [System.Obsolete] public static partial Table<Row?> Read(int a);
        }
        """).Map(p => (p.Line, p.Column)));

    [Fact]
    public void The_lines_of_a_raw_literal_are_found_behind_their_indentation() => Assert.Equal((6, 11), Find("SELECT a\nFROM b\nWHERE c", 18, """"
        static partial class Shop
        {
            [Aqueduct.Sql("demo", """
                SELECT a
                FROM b
                WHERE c
                """)]
            public static partial Table<Row> Read();
        }
        """").Map(p => (p.Line, p.Column)));

    [Fact]
    public void A_query_that_is_written_otherwise_has_the_line_of_its_attribute() => Assert.Equal((2, 6), Find("SELECT \"a\"", 8, """
        static partial class Shop {
            [Sql("demo", "SELECT \"a\"")] public static partial Table<Row> Read();
        }
        """).Map(p => (p.Line, p.Column)));

    [Fact]
    public void Two_methods_of_one_name_are_told_apart_by_their_text() => Assert.Equal(3, Find("SELECT 2", 0, """
        static partial class Shop {
            [Sql("demo", "SELECT 1")] public static partial Table<Row> Read();
            [Sql("demo", "SELECT 2")] public static partial Table<Row> Read(int a);
        }
        """).Map(p => p.Line));

    [Fact]
    public void What_cannot_be_told_apart_has_no_place() => Assert.Null(Find("SELECT \"2\"", 0, """
        static partial class Shop {
            [Sql("demo", One)] public static partial Table<Row> Read();
            [Sql("demo", Two)] public static partial Table<Row> Read(int a);
        }
        """));

    [Fact]
    public void A_query_in_a_file_is_shown_there()
    {
        var file = Write("sql/read.sql", "SELECT a\nFROM b");
        var other = Write("other/sql/read.sql", "SELECT other");

        Assert.Equal(new(file, 2, 6), QuerySource.Find(new("Shop.Read", "demo", "SELECT a\nFROM b", "./sql/read.sql"), 14, [other, file]));
    }

    [Fact]
    public void Without_the_sources_there_is_no_place() => Assert.Null(QuerySource.Find(new("Shop.Read", "demo", "SELECT 1"), 0, [Path.Combine(_folder, "missing.cs")]));

    SourcePlace? Find(string query, int position, string source) => QuerySource.Find(new("Shop.Read", "demo", query), position, [Write("a.cs", source), Write("b.cs", "class Read;")]);

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}

static class Maybe
{
    public static T? Map<T>(this SourcePlace? place, Func<SourcePlace, T> map) => place is null ? default : map(place);
}
