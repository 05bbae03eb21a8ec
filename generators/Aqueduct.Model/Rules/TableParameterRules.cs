using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Sql;

namespace Aqueduct.Rules;

/// <summary>Tables that a query takes as parameters: who takes them (AQ4036), and which columns they have there. Streams that it gives: who gives none (AQ4037).</summary>
static class TableParameterRules
{
    /// <summary>The type that reads tables of the run, and takes no saves.</summary>
    public const string DuckDb = "duckdb";

    public static IEnumerable<Fault> Check(SqlMethodModel model, ResourceFile? file)
    {
        // What is not declared is AQ4001, and a place of files AQ4034.
        var type = (file ?? ResourceFile.None).TypeOf(model.Resource.Value);
        if (type is not null && Is(type, DuckDb) && model.Method.Result is { IsStream: true, Row: { } streamed } result)
            yield return Faults.At(result.Anchor, RuleIds.StreamedQuery, model.Method.Name, model.Resource.Value, type, streamed.Display);
        if (type is null || Is(type, DuckDb) || Is(type, "files") || ObjectStoreTypes.IsOne(type))
            yield break;
        foreach (var table in model.Tables.AsEnumerable())
            yield return Faults.At(table.Anchor, RuleIds.TableParameter, model.Method.Name, table.Name, model.Resource.Value, type);
    }

    /// <summary>The resource's tables with those of the parameters, which hide others of their names.</summary>
    public static SqlTables? With(SqlTables? known, SqlMethodModel model) => model.Tables.Count == 0 ? known
        : (known ?? new(new Dictionary<string, IReadOnlyList<SqlColumn>>(), isWhole: false)).With(model.Tables.Where(t => t.Row is { IsComplete: true }).Select(t => (t.Name, Columns(t.Row!))));

    /// <summary>Whether the query says the table's name anywhere.</summary>
    public static bool IsNamed(string table, string query, SqlDialect dialect)
    {
        try
        {
            return SqlLexer.Read(query, dialect).Any(t => Is(t.Text.Trim('"'), table));
        }
        catch (SqlMistake)
        {
            return true; // AQ4009 says what is not closed
        }
    }

    static IReadOnlyList<SqlColumn> Columns(RowModel row) =>
        [.. row.Members.Select(m => new SqlColumn(m.Column ?? SnakeCase.Of(m.Name), TypeOf(m.Scalar), m.IsNullable ? SqlNull.Yes : SqlNull.No))];

    /// <summary>The type of the column that the runtime makes of a member.</summary>
    static SqlTypes TypeOf(string scalar) => scalar switch
    {
        "bool" => SqlTypes.Boolean,
        "float" or "double" => SqlTypes.Real,
        "decimal" => SqlTypes.Number,
        "string" or "char" or "enum" => SqlTypes.Text,
        "bytes" => SqlTypes.Bytes,
        "DateOnly" => SqlTypes.Date,
        "DateTime" or "DateTimeOffset" => SqlTypes.Timestamp,
        "TimeOnly" => SqlTypes.Time,
        "Guid" => SqlTypes.Guid,
        "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" => SqlTypes.Integer,
        _ => SqlTypes.Unknown,
    };

    static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
