namespace Aqueduct.Analyzers.Tests;

public class AQ4016Tests
{
    static Task Body(string body) => Verify.Code($$"""
        using System.Data;
        using System.Data.Common;
        using System.Diagnostics.CodeAnalysis;
        using System.Text;

        public static class Flow
        {
            [Operator]
            public static int Delete(DbCommand command, DbConnection connection, DbCommandBuilder builder, string name, int id, string[] names, List<int> ids)
            {
                {{body}}
                return command.ExecuteNonQuery();
            }
        }

        public static class Dapper
        {
            public static int Execute(this IDbConnection connection, string sql, object? param = null) => 0;
        }

        public sealed class OtherCommand(string text) : IDbCommand
        {
            [AllowNull]
            public string CommandText { get; set; } = text;
            public int CommandTimeout { get; set; }
            public CommandType CommandType { get; set; }
            public IDbConnection? Connection { get; set; }
            public IDataParameterCollection Parameters => null!;
            public IDbTransaction? Transaction { get; set; }
            public UpdateRowSource UpdatedRowSource { get; set; }
            public void Cancel() { }
            public IDbDataParameter CreateParameter() => null!;
            public void Dispose() { }
            public int ExecuteNonQuery() => 0;
            public IDataReader ExecuteReader() => null!;
            public IDataReader ExecuteReader(CommandBehavior behavior) => null!;
            public object? ExecuteScalar() => null;
            public void Prepare() { }
        }
        """);

    [Theory]
    [InlineData("command.CommandText = $\"DELETE FROM t WHERE name = '{{|AQ4016:name|}}'\";")]
    [InlineData("command.CommandText = \"DELETE FROM t WHERE name = '\" + {|AQ4016:name|} + \"'\";")]
    [InlineData("command.CommandText = string.Format(\"DELETE FROM t WHERE name = '{0}'\", {|AQ4016:name|});")]
    [InlineData("command.CommandText = string.Concat(\"DELETE FROM t WHERE name = '\", {|AQ4016:name|}, \"'\");")]
    [InlineData("var text = \"DELETE FROM t\"; text += \" WHERE name = '\" + {|AQ4016:name|} + \"'\"; command.CommandText = text;")]
    [InlineData("var text = new StringBuilder(\"DELETE FROM t WHERE name = '\"); text.Append({|AQ4016:name|}).Append(\"'\"); command.CommandText = text.ToString();")]
    [InlineData("var text = new StringBuilder(); text.Append($\"DELETE FROM t WHERE name = '{{|AQ4016:name|}}'\"); command.CommandText = text.ToString();")]
    [InlineData("command.CommandText = \"DELETE FROM t WHERE name = '%'\".Replace(\"%\", {|AQ4016:name|});")]
    [InlineData("command.CommandText += {|AQ4016:name|};")]
    [InlineData("command.CommandText = $\"DELETE FROM t WHERE name IN ('{string.Join(\"','\", {|AQ4016:names|})}')\";")]
    [InlineData("command.CommandText = $\"DELETE FROM t WHERE name = '{{|AQ4016:names[0]|}}'\".Trim();")]
    [InlineData("connection.Execute($\"DELETE FROM t WHERE name = '{{|AQ4016:name|}}'\");")]
    [InlineData("using var made = new OtherCommand(\"DELETE FROM t WHERE name = '\" + {|AQ4016:name|} + \"'\");")]
    public Task Text_that_holds_a_value_is_found(string body) => Body(body);

    [Theory]
    [InlineData("command.CommandText = \"DELETE FROM t WHERE name = @name\"; command.Parameters.Add(name);")]
    [InlineData("command.CommandText = $\"DELETE FROM t WHERE id = {id}\";")]
    [InlineData("const string table = \"t\"; command.CommandText = $\"DELETE FROM {table} WHERE {nameof(id)} = @id\";")]
    [InlineData("command.CommandText = $\"DELETE FROM t WHERE id IN ({string.Join(\", \", ids.Select((_, i) => \"@p\" + i))})\";")]
    [InlineData("command.CommandText = \"SELECT * FROM t \" + (id > 0 ? \"ORDER BY a\" : \"\");")]
    [InlineData("foreach (var table in new[] { \"a\", \"b\" }) { command.CommandText = $\"DELETE FROM {table}\"; command.ExecuteNonQuery(); }")]
    [InlineData("command.CommandText = name;")]
    [InlineData("connection.Execute(\"DELETE FROM t WHERE name = @name\", new { name });")]
    [InlineData("Console.WriteLine($\"Deletes {name}\");")]
    [InlineData("command.CommandText = $\"DELETE FROM {builder.QuoteIdentifier(name)}\";")]
    public Task Bound_and_constant_texts_pass(string body) => Body(body);
}
