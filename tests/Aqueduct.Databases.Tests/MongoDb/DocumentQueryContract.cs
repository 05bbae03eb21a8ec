using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using MongoDB.Bson;

namespace Aqueduct.Databases.Tests.MongoDb;

/// <summary>What a database of documents does that queries are asked of.</summary>
public abstract partial class DocumentContract : IDisposable
{
    const string AllSales = """{ "find": "sale", "sort": { "id": 1 } }""";

    readonly Lazy<MongoTest> _shop;

    protected DocumentContract() => _shop = new(Open);

    private protected MongoTest Shop => _shop.Value;

    private protected abstract MongoTest Open();

    public void Dispose()
    {
        if (_shop.IsValueCreated)
            Shop.Dispose();
        GC.SuppressFinalize(this);
    }

    void Fill() => Shop.Put("sale", "{ id: 1, city: 'Bern', amount: 10.0 }", "{ id: 2, city: 'Oslo', amount: 20.0 }");

    [Fact]
    public void What_other_programs_have_written_is_read_into_members_of_its_kind()
    {
        Shop.Put("kinds",
            """{ _id: 1, amount: NumberDecimal('1.25'), ratio: 0.1, name: ObjectId('0123456789abcdef01234567'), day: ISODate('2024-02-29T00:00:00Z'), moment: ISODate('2024-02-29T12:30:15.123Z') }""",
            """{ _id: NumberLong('9007199254740993'), amount: 2, ratio: NumberLong(3), name: { first: 'Ada', tags: ['a', 1] } }""",
            """{ _id: 3.0, amount: '0.10', ratio: null, name: true, moment: '2024-02-29T14:30:15+02:00', more: 1 }""");
        Assert.Equal(
            [
                new Kinds(1, 1.25m, 0.1, "0123456789abcdef01234567", new(2024, 2, 29), new(2024, 2, 29, 12, 30, 15, 123, DateTimeKind.Utc)),
                new Kinds(3, 0.10m, null, "true", null, new(2024, 2, 29, 12, 30, 15, DateTimeKind.Utc)),
                new Kinds(9007199254740993, 2m, 3, """{ "first" : "Ada", "tags" : ["a", 1] }""", null, null),
            ],
            Shop.Query<Kinds>("""{ "find": "kinds", "sort": { "_id": 1 } }"""));
        Assert.Equal(DateTimeKind.Utc, Shop.Query<Kinds>("""{ "find": "kinds", "filter": { "_id": 1 } }""")[0].Moment!.Value.Kind);
    }

    [Fact]
    public void Parameters_are_bound_by_their_types()
    {
        var id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        Shop.Save("all", SaveMode.Append, Table.Of(Usual));
        foreach (var (field, argument) in new[]
        {
            ("int", SqlArgument.Of("v", 5)), ("long", SqlArgument.Of("v", 7L)), ("short", SqlArgument.Of("v", (short)3)), ("flag", SqlArgument.Of("v", true)), ("double", SqlArgument.Of("v", 2.2)), ("decimal", SqlArgument.Of("v", 3.30m)),
            ("day", SqlArgument.Of("v", Weekday.Tuesday)), ("date", SqlArgument.Of("v", new DateOnly(2024, 2, 29))), ("time", SqlArgument.Of("v", Usual.Time)), ("moment", SqlArgument.Of("v", Usual.Moment)), ("id", SqlArgument.Of("v", id)), ("bytes", SqlArgument.Of("v", Usual.Bytes)),
        })
            Assert.True(Shop.Query<Everything>($$"""{ "find": "all", "filter": { "{{field}}": "@v" } }""", argument).Count == 1, field);
        Assert.Single(Shop.Query<Everything>("""{ "find": "all", "filter": { "int": { "$in": ["@v", 1] } }, "limit": "@n" }""", SqlArgument.Of("v", 5), SqlArgument.Of("n", 1)));
        Assert.Empty(Shop.Query<Everything>("""{ "find": "all", "filter": { "int": "@v" } }""", SqlArgument.Of<int?>("v", null)));
    }

    [Fact]
    public void A_parameter_that_is_bound_to_nothing_is_named()
    {
        Fill();
        Assert.Contains("@b is bound to nothing. The method's parameters are @a.", Shop.QueryError<Sale>("""{ "find": "sale", "filter": { "id": "@b" } }""", SqlArgument.Of("a", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_are_no_parameters_stay()
    {
        Shop.Put("sale", "{ id: 1, city: '@home', amount: 1 }", "{ id: 2, city: 'a@b.example', amount: 2 }");
        Assert.Equal(1, Shop.Query<Sale>("""{ "find": "sale", "filter": { "city": "@@home" } }""")[0].Id);
        Assert.Equal(2, Shop.Query<Sale>("""{ "find": "sale", "filter": { "city": "a@b.example" } }""")[0].Id);
    }

    [Fact]
    public void A_text_is_a_value_in_filters_and_in_expressions()
    {
        Shop.Put("sale", "{ id: 1, city: '$amount', amount: 1 }", "{ id: 2, city: 'Oslo', amount: 2 }");
        var city = SqlArgument.Of("city", "$amount");
        Assert.Equal([1], Shop.Query<Sale>("""{ "find": "sale", "filter": { "city": "@city" } }""", city).Select(s => s.Id));
        Assert.Equal([1], Shop.Query<Sale>("""{ "find": "sale", "filter": { "$expr": { "$eq": ["$city", "@city"] } } }""", city).Select(s => s.Id));
        Assert.Equal(["$amount", "$amount"], Shop.Query<Sale>("""{ "aggregate": "sale", "pipeline": [{ "$project": { "id": 1, "amount": 1, "city": "@city" } }] }""", city).Select(s => s.City));
        Assert.Equal([2], Shop.Query<Sale>("""{ "aggregate": "sale", "pipeline": [{ "$match": { "city": { "$ne": "@city" } } }] }""", city).Select(s => s.Id));
    }

    [Fact]
    public void Payloads_in_parameters_are_values_and_never_operators()
    {
        Fill();
        string[] operators = ["{ \"$ne\": null }", "$ne", "$where", "$city", "$$ROOT", "'; return true; '", "{\"$gt\":\"\"}", "\"}, \"x\": {\"", "@city", "@@city"];
        var payloads = Payloads.All.Concat(operators).ToArray();
        Assert.True(payloads.Length >= 300, $"{payloads.Length}");
        foreach (var payload in payloads)
        {
            Assert.Empty(Shop.Query<Sale>("""{ "find": "sale", "filter": { "city": "@city" } }""", SqlArgument.Of("city", payload)));
            Assert.Empty(Shop.Query<Sale>("""{ "aggregate": "sale", "pipeline": [{ "$match": { "$expr": { "$eq": ["$city", "@city"] } } }] }""", SqlArgument.Of("city", payload)));
        }

        Assert.Equal(2, Shop.Rows("sale").Length);
    }

    [Theory]
    [InlineData("""{ "delete": "sale", "deletes": [] }""", "a query is { \"find\"")]
    [InlineData("""{ "drop": "sale" }""", "a query is { \"find\"")]
    [InlineData("""[]""", "the query is no JSON document")]
    [InlineData("""{ "find": "sale" """, "the query is no JSON document")]
    [InlineData("""{ "find": "sale", "fliter": {} }""", "\"fliter\" is no member of a find; it has filter, projection, sort, limit, skip. Did you mean 'filter'?")]
    [InlineData("""{ "find": "sale", "filter": [] }""", "\"filter\" of the query is an object")]
    [InlineData("""{ "find": "sale", "limit": -1 }""", "\"limit\" of the query is -1; it is a whole number from 0")]
    [InlineData("""{ "aggregate": "sale", "pipeline": [{ "$match": {} }, { "$out": "stolen" }] }""", "the query holds $out, which writes to the database")]
    [InlineData("""{ "aggregate": "sale", "pipeline": [{ "$lookup": { "from": "x", "pipeline": [{ "$merge": { "into": "sale" } }] } }] }""", "the query holds $merge, which writes to the database")]
    [InlineData("""{ "find": "sale", "filter": { "$where": "true" } }""", "the query holds $where, which runs JavaScript in the server")]
    [InlineData("""{ "find": "@name" }""", "a parameter cannot name a collection")]
    [InlineData("""{ "aggregate": "sale", "pipeline": [{ "$unionWith": "@name" }] }""", "a parameter cannot name a collection")]
    public void A_query_reads_and_says_what_else_it_is_not(string query, string reason)
    {
        Fill();
        Assert.Contains(reason, Shop.QueryError<Sale>(query, SqlArgument.Of("name", "sale")).Message, StringComparison.Ordinal);
        Assert.Equal((2, "sale"), (Shop.Rows("sale").Length, string.Join(' ', Shop.Collections)));
    }

    [Fact]
    public void A_collection_that_is_not_there_is_answered_with_those_there_are()
    {
        Shop.Put("sales", "{ id: 1 }");
        Assert.Contains("there is no collection 'sale'. There is sales. Did you mean 'sales'?", Shop.QueryError<Sale>(AllSales).Message, StringComparison.Ordinal);
        Assert.Empty(Shop.Query<Sale>("""{ "find": "sales", "filter": { "id": 2 } }"""));
    }

    [Fact]
    public void A_member_without_a_field_is_named_with_the_row_and_its_fields()
    {
        Shop.Put("sale", "{ id: 1, city: 'Bern', amount: 1 }", "{ id: 2, city: 'Oslo', amout: 2 }");
        Assert.Contains("row 2 has no field for member Amount of Sale; it has _id, id, city, amout. Did you mean 'amout'?", Shop.QueryError<Sale>(AllSales).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_in_a_member_that_may_not_be_null_is_an_error_with_row_and_column()
    {
        Shop.Put("sale", "{ id: 1, city: 'Bern', amount: 1 }", "{ id: 2, city: null, amount: 2 }");
        Assert.Contains("row 2, column city is NULL, and member City (String) may not be null", Shop.QueryError<Sale>(AllSales).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2147483648", "2147483648; member Id (Int32) takes whole numbers in the range of Int32")]
    [InlineData("1.5", "1.5; member Id (Int32) takes whole numbers")]
    [InlineData("'7'", "the text '7'; member Id (Int32) takes whole numbers")]
    public void A_value_that_a_member_does_not_take_is_an_error_with_row_and_column(string value, string reason)
    {
        Shop.Put("sale", "{ id: -1, city: 'Bern', amount: 1 }", $"{{ id: {value}, city: 'Oslo', amount: 2 }}");
        Assert.Contains($"row 2, column id is {reason}", Shop.QueryError<Sale>(AllSales).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Collections_are_described_by_what_documents_hold()
    {
        Shop.Put("orders", "{ total: NumberDecimal('1'), coupon: null, at: ISODate('2024-02-29T00:00:00Z') }", "{ total: 2 }");
        var table = Assert.Single(Shop.Database.Describe(default));
        Assert.Equal(["_id objectId ", "total decimal or int ", "coupon null True", "at date True"], table.Columns.Select(c => $"{c.Name} {c.Type} {c.Nullable}"));
    }

    [Fact]
    public void First_documents_are_shown_with_a_column_for_each_of_their_fields()
    {
        Shop.Put("it's; \"odd\"", "{ _id: 1, total: NumberDecimal('1.50'), at: ISODate('2024-02-29T12:30:15Z'), lines: [{ sku: 'a', n: 2 }], raw: BinData(0, 'AAECAw==') }",
            $"{{ _id: 2, total: NumberDecimal('1E+40'), text: '{new string('x', 300)}', lines: null }}", "{ _id: 3 }");
        var peek = Shop.Database.Peek("it's; \"odd\"", new PeekSize(2), default);
        Assert.Equal(["_id", "total", "at", "lines", "raw", "text"], peek.Fields.Select(f => f.Name));
        Assert.Equal(["1|1.50|2024-02-29T12:30:15.0000000Z|[{ \"sku\" : \"a\", \"n\" : 2 }]|4 B|NULL", $"2|1E+40|NULL|NULL|NULL|{new string('x', 200)}…"],
            Enumerable.Range(0, peek.Count).Select(row => string.Join('|', Enumerable.Range(0, peek.Fields.Count).Select(c => peek.ColumnAt(c).TextAt(row) ?? "NULL"))));
        Assert.Equal((true, 1), (peek.HasMore, peek.Cut));
        Assert.True(Assert.Throws<ResourceException>(() => Shop.Database.Peek("its", new PeekSize(), default)).IsMissing);
    }

    [Fact]
    public void A_canceled_query_stops()
    {
        Fill();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Shop.Database.Query<Sale>(AllSales, [], source.Token));
    }
}

/// <summary>The contract at a real server.</summary>
[Needs(typeof(MongoServer))]
public sealed class MongoServerTests : DocumentContract
{
    private protected override MongoTest Open() => new(MongoServer.Address!);
}

/// <summary>The contract at the tests' own peer, which says what is sent and what is made of the answers.</summary>
public sealed class MongoPeerTests : DocumentContract
{
    private protected override MongoTest Open() => MongoTest.OfPeer();
}
