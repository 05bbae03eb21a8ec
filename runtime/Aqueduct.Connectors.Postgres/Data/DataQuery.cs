using System.Globalization;
using System.Text;
using Aqueduct.Rules;
using Aqueduct.Runtime;
using Npgsql;
using NpgsqlTypes;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Runs a query and gathers its rows by column.</summary>
static class DataQuery
{
    /// <summary>Runs the one statement of <paramref name="sql"/>.</summary>
    public static DataRows<T> Run<T>(DataSession session, string sql, ReadOnlySpan<SqlArgument> arguments)
    {
        var command = session.Command(sql);
        try
        {
            command.CommandText = Bind(session, sql, arguments, command.Parameters);
            return new DataRows<T>(session, command, sql);
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    /// <summary>The query with <c>$n</c> in place of each <c>@name</c>, found as the compiler finds them.</summary>
    static string Bind(DataSession session, string sql, ReadOnlySpan<SqlArgument> arguments, NpgsqlParameterCollection bound)
    {
        var (text, from, positions) = (new StringBuilder(sql.Length), 0, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (name, at) in SqlParameters.Of(sql))
        {
            if (!positions.TryGetValue(name, out var position))
            {
                positions.Add(name, position = positions.Count + 1);
                bound.Add(Parameter(Find(session, sql, name, arguments)));
            }

            text.Append(sql, from, at - from).Append(CultureInfo.InvariantCulture, $"${position}");
            from = at + 1 + name.Length;
        }

        return text.Append(sql, from, sql.Length - from).ToString();
    }

    static SqlArgument Find(DataSession session, string sql, string name, ReadOnlySpan<SqlArgument> arguments)
    {
        foreach (var argument in arguments)
            if (argument.Name == name)
                return argument;
        throw session.Error($"the query's parameter @{name} is bound to nothing. {DatabaseTexts.Parameters(arguments)} In: {sql.Trim()}");
    }

    static NpgsqlParameter Parameter(SqlArgument argument)
    {
        var value = argument.Kind switch
        {
            SqlValueKind.Null => DBNull.Value,
            SqlValueKind.Integer => Integer(argument),
            SqlValueKind.Real => argument.Type == FieldKind.Single ? (object)(float)argument.Real : argument.Real,
            SqlValueKind.Blob => argument.Blob,
            _ => Text(argument),
        };
        return new NpgsqlParameter { Value = value, NpgsqlDbType = TypeOf(argument.Type, value) };
    }

    static object Integer(SqlArgument argument) => argument.Type switch
    {
        FieldKind.Boolean => argument.Integer != 0,
        FieldKind.UInt32 or FieldKind.Int64 or FieldKind.UInt64 => argument.Integer,
        _ => (int)argument.Integer,
    };

    static object Text(SqlArgument argument)
    {
        var text = argument.Text;
        return argument.Type switch
        {
            FieldKind.Decimal => Parsed<decimal>(FieldKind.Decimal, text),
            FieldKind.DateOnly => Parsed<DateOnly>(FieldKind.DateOnly, text),
            FieldKind.DateTime => Parsed<DateTime>(FieldKind.DateTime, text) is var time && time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time,
            FieldKind.DateTimeOffset => Parsed<DateTimeOffset>(FieldKind.DateTimeOffset, text).ToUniversalTime(),
            FieldKind.TimeOnly => Parsed<TimeOnly>(FieldKind.TimeOnly, text),
            FieldKind.TimeSpan => Parsed<TimeSpan>(FieldKind.TimeSpan, text),
            FieldKind.Guid => Parsed<Guid>(FieldKind.Guid, text),
            _ => text,
        };
    }

    // ScalarText wrote it.
    static V Parsed<V>(FieldKind kind, string text) where V : struct => ScalarText.TryParse<V>(kind, text, out var value) ? value : throw new FormatException($"'{text}' is no {kind}.");

    static NpgsqlDbType TypeOf(FieldKind kind, object value) => kind switch
    {
        FieldKind.Boolean => NpgsqlDbType.Boolean,
        FieldKind.UInt32 or FieldKind.Int64 or FieldKind.UInt64 => NpgsqlDbType.Bigint,
        >= FieldKind.SByte and <= FieldKind.UInt64 => NpgsqlDbType.Integer,
        FieldKind.Single => NpgsqlDbType.Real,
        FieldKind.Double => NpgsqlDbType.Double,
        FieldKind.Decimal => NpgsqlDbType.Numeric,
        FieldKind.DateOnly => NpgsqlDbType.Date,
        FieldKind.DateTime => value is DateTime { Kind: DateTimeKind.Utc } ? NpgsqlDbType.TimestampTz : NpgsqlDbType.Timestamp,
        FieldKind.DateTimeOffset => NpgsqlDbType.TimestampTz,
        FieldKind.TimeOnly => NpgsqlDbType.Time,
        FieldKind.TimeSpan => NpgsqlDbType.Interval,
        FieldKind.Guid => NpgsqlDbType.Uuid,
        FieldKind.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    /// <summary>What gathers the columns of a row type from those of a result.</summary>
    public static DataColumn[] Columns(DataSession session, NpgsqlDataReader reader, string sql, string rowType, IReadOnlyList<Field> fields)
    {
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        return [.. fields.Select(field =>
        {
            if (field.Kind == FieldKind.Other)
                throw session.Error(DatabaseTexts.NoColumns(rowType));
            var position = DatabaseTexts.Position(field, rowType, names, sql, message => session.Error(message));
            var type = reader.GetPostgresType(position);
            var source = DataTypes.SourceOf(type);
            return DataTypes.Reads(source, field.Kind)
                ? DataColumn.Of(field, position, source, session)
                : throw session.Error($"column {names[position]} is of type {type.DisplayName}, which member {field.Name} ({field.Kind}) cannot hold. Change the member's type, or convert in the query: {names[position]}::{DataTypes.TypeOf(field.Kind)} AS {names[position]}.");
        })];
    }
}
