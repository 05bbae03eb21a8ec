using System.Data.Common;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.MySql;

/// <summary>Which types of MySQL hold which kinds of member.</summary>
static class MySqlTypes
{
    // What nobody has given so many digits means no zeros at their end.
    const int PaddedFrom = 28;

    /// <summary>The longest TIME, to the second.</summary>
    static readonly TimeSpan Longest = new(838, 59, 59);

    /// <summary>The type of a new column.</summary>
    /// <remarks>A decimal of .NET has 29 digits before the point or 28 behind it, and DECIMAL(65, 30) both. A DateTimeOffset is kept in UTC: TIMESTAMP would end in 2038.</remarks>
    public static string TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "tinyint(1)",
        FieldKind.SByte => "tinyint",
        FieldKind.Byte => "tinyint unsigned",
        FieldKind.Int16 => "smallint",
        FieldKind.UInt16 => "smallint unsigned",
        FieldKind.Int32 => "int",
        FieldKind.UInt32 => "int unsigned",
        FieldKind.Int64 => "bigint",
        FieldKind.UInt64 => "bigint unsigned",
        FieldKind.Single => "float",
        FieldKind.Double => "double",
        FieldKind.Decimal => "decimal(65,30)",
        FieldKind.DateOnly => "date",
        FieldKind.DateTime or FieldKind.DateTimeOffset => "datetime(6)",
        FieldKind.TimeOnly or FieldKind.TimeSpan => "time(6)",
        FieldKind.Guid => "char(36)",
        FieldKind.Char => "varchar(1)",
        FieldKind.Bytes => "longblob",
        _ => "longtext",
    };

    /// <summary>What a type is called in a CAST, which knows few.</summary>
    public static string CastOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean or FieldKind.SByte or FieldKind.Int16 or FieldKind.Int32 or FieldKind.Int64 => "signed",
        FieldKind.Byte or FieldKind.UInt16 or FieldKind.UInt32 or FieldKind.UInt64 => "unsigned",
        FieldKind.Single or FieldKind.Double => "double",
        FieldKind.Decimal => "decimal(65, 28)",
        FieldKind.DateOnly => "date",
        FieldKind.DateTime or FieldKind.DateTimeOffset => "datetime(6)",
        FieldKind.TimeOnly or FieldKind.TimeSpan => "time(6)",
        FieldKind.Bytes => "binary",
        _ => "char",
    };

    /// <summary>A column of a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type, such as <c>bigint unsigned</c>.</param>
    /// <param name="digits">Of a decimal: how many digits it has, and how many of them behind the point.</param>
    public static RelationalColumn Column(string name, string type, (int All, int Behind)? digits)
    {
        var holds = SourceOf(type, digits?.Behind ?? 0);
        return new(name, type, holds, holds is DataSource.Decimal or DataSource.Padded ? digits : null) { HasNul = true, Longest = holds == DataSource.Time ? Longest : null };
    }

    static DataSource SourceOf(string type, int behind)
    {
        var unsigned = type.Contains("unsigned", StringComparison.OrdinalIgnoreCase);
        return type.ToLowerInvariant().Split('(', ' ')[0] switch
        {
            "tinyint" => unsigned ? DataSource.UInt8 : DataSource.Int8,
            "smallint" => unsigned ? DataSource.UInt16 : DataSource.Int16,
            "mediumint" or "int" => unsigned ? DataSource.UInt32 : DataSource.Int32,
            "bigint" => unsigned ? DataSource.UInt64 : DataSource.Int64,
            "bit" => DataSource.UInt64,
            "year" => DataSource.Int16,
            "float" => DataSource.Single,
            "double" => DataSource.Double,
            "decimal" => behind >= PaddedFrom ? DataSource.Padded : DataSource.Decimal,
            "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "enum" or "set" or "json" or "uuid" => DataSource.Text,
            "date" => DataSource.Date,
            "datetime" => DataSource.Timestamp,
            "timestamp" => DataSource.TimestampTz,
            "time" => DataSource.Time,
            "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" => DataSource.Bytes,
            _ => DataSource.Other,
        };
    }

    /// <summary>What a column of a result holds.</summary>
    public static DataSource SourceOf(DbDataReader reader, int column) => Type.GetTypeCode(reader.GetFieldType(column)) switch
    {
        TypeCode.Boolean => DataSource.Boolean,
        TypeCode.SByte => DataSource.Int8,
        TypeCode.Byte => DataSource.UInt8,
        TypeCode.Int16 => DataSource.Int16,
        TypeCode.UInt16 => DataSource.UInt16,
        TypeCode.Int32 => DataSource.Int32,
        TypeCode.UInt32 => DataSource.UInt32,
        TypeCode.Int64 => DataSource.Int64,
        TypeCode.UInt64 => DataSource.UInt64,
        TypeCode.Single => DataSource.Single,
        TypeCode.Double => DataSource.Double,
        TypeCode.Decimal => reader.GetColumnSchema()[column].NumericScale >= PaddedFrom ? DataSource.Padded : DataSource.Decimal,
        TypeCode.String => DataSource.Text,
        TypeCode.DateTime => reader.GetDataTypeName(column) switch
        {
            "DATE" => DataSource.Date,
            "TIMESTAMP" => DataSource.TimestampTz,
            _ => DataSource.Timestamp,
        },
        _ when reader.GetFieldType(column) == typeof(TimeSpan) => DataSource.Time,
        _ when reader.GetFieldType(column) == typeof(byte[]) => DataSource.Bytes,
        _ => DataSource.Other,
    };
}
