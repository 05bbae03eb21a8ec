using System.Data.Common;
using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Npgsql;
using NpgsqlTypes;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Binds the parameters of a query as <c>$n</c>, each of its own type.</summary>
sealed class DataParameters : RelationalParameters
{
    protected override string Placeholder(string name, int position) => string.Create(CultureInfo.InvariantCulture, $"${position}");

    protected override DbParameter Parameter(string name, SqlArgument argument)
    {
        var value = ValueOf(argument);
        return new NpgsqlParameter { Value = value, NpgsqlDbType = TypeOf(argument.Type, value) };
    }

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
}
