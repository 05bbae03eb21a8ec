namespace Aqueduct.Analyzers.Tests;

public class AQ1001Tests
{
    [Fact]
    public Task A_stream_is_refused_at_the_return_type() => Verify.Members("""
            [Operator]
            public static {|AQ1001:System.IO.Stream|} Export(Table<Row> rows) => null!;
        """);

    [Fact]
    public Task A_delegate_is_refused() => Verify.Members("""
            [Operator]
            public static {|AQ1001:Func<int>|} Later(int x) => () => x;
        """);

    [Fact]
    public Task Scalars_records_lists_and_tables_pass() => Verify.Members("""
            [Operator]
            public static int Count(Table<Row> rows) => rows.Count;

            [Operator]
            public static Row First(Table<Row> rows) => rows[0];

            [Operator]
            public static List<Row> All(Table<Row> rows) => [.. rows];

            [Operator]
            public static async Task<Dictionary<string, double>> Map(Table<Row> rows) => await Task.FromResult(new Dictionary<string, double>());
        """);

    [Fact]
    public Task A_type_with_a_codec_of_its_own_passes() => Verify.Members("""
            [Codec(typeof(ModelCodec))]
            public sealed class Model(System.IO.Stream stream)
            {
                public System.IO.Stream Stream => stream;
            }

            public sealed class ModelCodec : IArtifactCodec<Model>
            {
                public string MediaType => "application/x-model";

                public ValueTask WriteAsync(Model value, System.IO.Stream stream, CancellationToken cancel) => default;

                public ValueTask<Model> ReadAsync(System.IO.Stream stream, CancellationToken cancel) => new(new Model(stream));
            }

            [Operator]
            public static Model Train(Table<Row> rows) => null!;
        """);
}
