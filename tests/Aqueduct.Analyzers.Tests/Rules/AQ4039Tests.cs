namespace Aqueduct.Analyzers.Tests;

public class AQ4039Tests
{
    const string Files = """{ "resources": { "data": { "type": "files", "path": "data" } } }""";

    [Fact]
    public Task A_text_and_bytes_of_several_files_are_found() => Verify.Members("""
            [Read("data", "in/*.txt")]
            public static partial {|AQ4039:string|} A();
            [Read("data", "in/*")]
            public static partial {|AQ4039:Task<byte[]>|} B();
        """, Files);

    [Fact]
    public Task A_list_of_one_file_is_found() => Verify.Members("""
            [Read("data", "in/a.csv")]
            public static partial {|AQ4039:IReadOnlyList<Table<Row>>|} A();
        """, Files);

    [Fact]
    public Task Tables_lists_and_streams_of_several_files_pass() => Verify.Members("""
            [Read("data", "in/*.csv")]
            public static partial Table<Row> A();
            [Read("data", "in/*.csv")]
            public static partial IReadOnlyList<Table<Row>> B();
            [Read("data", "in/*.csv")]
            public static partial ValueTask<IReadOnlyList<Table<Row>>> C(CancellationToken cancel);
            [Read("data", "in/*.csv")]
            public static partial IAsyncEnumerable<Table<Row>> D();
        """, Files);

    [Fact]
    public Task Other_lists_are_still_no_file() => Verify.Members("""
            [Read("data", "in/*.csv")]
            public static partial {|AQ4032:List<Table<Row>>|} A();
            [Read("data", "in/*.csv")]
            public static partial {|AQ4032:IReadOnlyList<string>|} B();
        """, Files);
}
