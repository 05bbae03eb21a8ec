namespace Aqueduct.Analyzers.Tests;

public class AQ4017Tests
{
    static Task Body(string body) => Verify.Members($$"""
            public class Client { public string? ApiKey { get; set; } public string? Url { get; set; } public static int Open(string user, string password) => 0; }

            [Operator]
            public static int Load(Table<Row> rows, string given)
            {
                {{body}}
                return rows.Count;
            }
        """);

    [Theory]
    [InlineData("var text = {|AQ4017:\"Host=db;Username=etl;Password=hunter2\"|};")]
    [InlineData("var url = new Uri({|AQ4017:\"postgres://etl:hunter2@db/shop\"|});")]
    [InlineData("var client = new Client { ApiKey = {|AQ4017:\"a8f5f167f44f4964\"|} };")]
    [InlineData("Client.Open(\"etl\", {|AQ4017:\"hunter2\"|});")]
    [InlineData("const string accessToken = {|AQ4017:\"a8f5f167f44f4964\"|};")]
    public Task Written_out_secrets_are_found(string body) => Body(body);

    [Theory]
    [InlineData("var text = \"Host=db;Username=etl;Password=${PASSWORD}\";")]
    [InlineData("var text = $\"Host=db;Password={given}\";")]
    [InlineData("Client.Open(\"etl\", given);")]
    [InlineData("const string password = \"\";")]
    [InlineData("var token = \"DB_TOKEN\";")]
    [InlineData("var url = new Client { Url = \"https://example.com/a?key=1\" };")]
    [InlineData("var text = \"Set password=... in the settings\";")]
    public Task References_and_other_text_pass(string body) => Body(body);
}
