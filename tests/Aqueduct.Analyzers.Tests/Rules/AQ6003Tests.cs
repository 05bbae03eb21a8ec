namespace Aqueduct.Analyzers.Tests;

public class AQ6003Tests
{
    [Fact]
    public Task Files_environment_and_network_in_a_cached_operator_are_found() => Verify.Members("""
            [Operator(Cache = true)]
            public static int Lines(string path) => {|AQ6003:System.IO.File.ReadAllLines|}(path).Length;

            [Operator(Cache = true)]
            public static string? Name(string key) => {|AQ6003:Environment.GetEnvironmentVariable|}(key);

            [Operator(Cache = true)]
            public static async Task<string> Page(string path)
            {
                using var http = new System.Net.Http.HttpClient();
                return await {|AQ6003:http.GetStringAsync|}(path);
            }
        """);

    [Fact]
    public Task Other_operators_and_own_temporary_files_pass() => Verify.Members("""
            [Operator]
            public static int Lines(string path) => System.IO.File.ReadAllLines(path).Length;

            [Operator(Cache = true)]
            public static int Own(string text)
            {
                var path = System.IO.Path.GetTempFileName();
                System.IO.File.WriteAllText(path, text);
                return System.IO.File.ReadAllText(path).Length;
            }
        """);
}
