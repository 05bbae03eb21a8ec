using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Npgsql.PostgresTypes;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Which types of PostgreSQL hold which kinds of member.</summary>
static class DataTypes
{
    /// <summary>The type of a new column.</summary>
    /// <remarks>A DateTime knows no zone as a rule, so its column has none; a DateTimeOffset is an instant, which timestamptz keeps, its offset not.</remarks>
    public static string TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "boolean",
        FieldKind.SByte or FieldKind.Byte or FieldKind.Int16 => "smallint",
        FieldKind.UInt16 or FieldKind.Int32 => "integer",
        FieldKind.UInt32 or FieldKind.Int64 => "bigint",
        FieldKind.UInt64 => "numeric(20)",
        FieldKind.Single => "real",
        FieldKind.Double => "double precision",
        FieldKind.Decimal => "numeric",
        FieldKind.DateOnly => "date",
        FieldKind.DateTime => "timestamp",
        FieldKind.DateTimeOffset => "timestamptz",
        FieldKind.TimeOnly => "time",
        FieldKind.TimeSpan => "interval",
        FieldKind.Guid => "uuid",
        FieldKind.Bytes => "bytea",
        _ => "text",
    };

    /// <summary>What a type of a result holds.</summary>
    public static DataSource SourceOf(PostgresType type) => type is PostgresEnumType ? DataSource.Text : SourceOf(type.InternalName);

    /// <summary>What a type holds, by its name in pg_type.</summary>
    public static DataSource SourceOf(string type) => type switch
    {
        "bool" => DataSource.Boolean,
        "int2" => DataSource.Int16,
        "int4" => DataSource.Int32,
        "int8" => DataSource.Int64,
        "float4" => DataSource.Single,
        "float8" => DataSource.Double,
        "numeric" => DataSource.Decimal,
        "text" or "varchar" or "bpchar" or "name" or "json" or "jsonb" or "citext" or "xml" or "unknown" => DataSource.Text,
        "date" => DataSource.Date,
        "timestamp" => DataSource.Timestamp,
        "timestamptz" => DataSource.TimestampTz,
        "time" => DataSource.Time,
        "interval" => DataSource.Interval,
        "uuid" => DataSource.Uuid,
        "bytea" => DataSource.Bytes,
        _ => DataSource.Other,
    };

    /// <summary>Whether a column keeps values of a member; each value is looked at all the same, and what would be changed is refused.</summary>
    public static bool Keeps(DataSource target, FieldKind kind) => kind switch
    {
        FieldKind.Boolean => target == DataSource.Boolean,
        >= FieldKind.SByte and <= FieldKind.UInt64 => target is (>= DataSource.Int16 and <= DataSource.Int64) or DataSource.Double or DataSource.Decimal,
        FieldKind.Single => target is DataSource.Single or DataSource.Double,
        FieldKind.Double => target is DataSource.Double or DataSource.Decimal,
        FieldKind.Decimal => target == DataSource.Decimal,
        FieldKind.DateOnly => target is DataSource.Date or DataSource.Timestamp,
        FieldKind.DateTime or FieldKind.DateTimeOffset => target is DataSource.Timestamp or DataSource.TimestampTz,
        FieldKind.TimeOnly => target == DataSource.Time,
        FieldKind.TimeSpan => target == DataSource.Interval,
        FieldKind.Guid => target == DataSource.Uuid,
        FieldKind.Bytes => target == DataSource.Bytes,
        FieldKind.String or FieldKind.Char or FieldKind.Enum => target is DataSource.Text or DataSource.Other,
        _ => false,
    };
}
