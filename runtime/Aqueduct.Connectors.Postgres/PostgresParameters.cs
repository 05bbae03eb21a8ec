using Npgsql;
using NpgsqlTypes;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Values on their way to the server.</summary>
static class PostgresParameters
{
    /// <summary>Adds a value of a known type: a statement that is kept prepared must name it, since nothing can be seen of it where the value is null.</summary>
    public static void Add(NpgsqlParameterCollection parameters, char letter, object? value) => parameters.Add(new NpgsqlParameter { NpgsqlDbType = TypeOf(letter), Value = Of(value) });

    /// <summary>Adds values whose types the server finds out.</summary>
    public static void Add(NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { Value = Of(value) });
    }

    static NpgsqlDbType TypeOf(char letter) => letter switch
    {
        'i' => NpgsqlDbType.Bigint,
        'f' => NpgsqlDbType.Double,
        'b' => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    static object Of(object? value) => value switch
    {
        null => DBNull.Value,
        string text => PostgresText.Of(text),
        int number => (long)number,
        _ => value,
    };
}
