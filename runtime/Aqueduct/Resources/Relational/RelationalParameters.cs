using System.Data.Common;
using System.Text;
using Aqueduct.Rules;

namespace Aqueduct.Runtime.Relational;

/// <summary>Binds the <c>@name</c>s of a query, found as the compiler finds them, as parameters of a driver.</summary>
abstract class RelationalParameters
{
    /// <summary>Whether a backslash escapes in text.</summary>
    protected virtual bool HasEscapes => false;

    /// <summary>Whether the driver counts places, and not names: a name used twice is then bound twice.</summary>
    protected virtual bool CountsPlaces => false;

    /// <summary>What stands in the query for a parameter.</summary>
    protected abstract string Placeholder(string name, int position);

    /// <summary>Makes a parameter.</summary>
    protected abstract DbParameter Parameter(string name, SqlArgument argument);

    /// <summary>Gives a command its text and parameters.</summary>
    /// <exception cref="ResourceException">A parameter is bound to nothing, or there are several statements, of which one could end the transaction.</exception>
    public void Bind(RelationalSession session, DbCommand command, string sql, ReadOnlySpan<SqlArgument> arguments)
    {
        if (SqlParameters.HasSeveral(sql, HasEscapes))
            throw session.Error($"the query holds several statements; write one for each method. In: {sql.Trim()}");
        var (text, from, positions) = (new StringBuilder(sql.Length), 0, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (name, at) in SqlParameters.Of(sql, HasEscapes))
        {
            if (CountsPlaces || !positions.TryGetValue(name, out var position))
            {
                command.Parameters.Add(Parameter(name, Find(session, sql, name, arguments)));
                positions[name] = position = command.Parameters.Count;
            }

            text.Append(sql, from, at - from).Append(Placeholder(name, position));
            from = at + 1 + name.Length;
        }

        command.CommandText = text.Append(sql, from, sql.Length - from).ToString();
    }

    /// <summary>An argument in the type of .NET that it was bound with; text for enumerations and characters, <see cref="DBNull"/> for null.</summary>
    public static object ValueOf(SqlArgument argument) => argument.Kind switch
    {
        SqlValueKind.Null => DBNull.Value,
        SqlValueKind.Integer => argument.Type switch
        {
            FieldKind.Boolean => argument.Integer != 0,
            FieldKind.UInt32 or FieldKind.Int64 or FieldKind.UInt64 => argument.Integer,
            _ => (object)(int)argument.Integer,
        },
        SqlValueKind.Real => argument.Type == FieldKind.Single ? (object)(float)argument.Real : argument.Real,
        SqlValueKind.Blob => argument.Blob,
        _ => Text(argument),
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

    static SqlArgument Find(RelationalSession session, string sql, string name, ReadOnlySpan<SqlArgument> arguments)
    {
        foreach (var argument in arguments)
            if (argument.Name == name)
                return argument;
        throw session.Error($"the query's parameter @{name} is bound to nothing. {DatabaseTexts.Parameters(arguments)} In: {sql.Trim()}");
    }
}
