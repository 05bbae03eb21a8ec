using System.Data.Common;
using System.Data.Odbc;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Odbc;

/// <summary>Types of standard SQL, and what drivers make of them.</summary>
static class OdbcTypes
{
    /// <summary>Digits of a new decimal column: 28 before the point, 10 behind it.</summary>
    public static readonly (int All, int Behind) Digits = (38, 10);

    /// <summary>The type of a new column. Times of day, spans and GUIDs are text: drivers know them by too many names.</summary>
    public static string TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean or FieldKind.SByte or FieldKind.Byte or FieldKind.Int16 => "smallint",
        FieldKind.UInt16 or FieldKind.Int32 => "integer",
        FieldKind.UInt32 or FieldKind.Int64 => "bigint",
        FieldKind.UInt64 => "decimal(20, 0)",
        FieldKind.Single => "real",
        FieldKind.Double => "double precision",
        FieldKind.Decimal => "decimal(38, 10)",
        FieldKind.DateOnly => "date",
        FieldKind.DateTime or FieldKind.DateTimeOffset => "timestamp",
        FieldKind.TimeOnly or FieldKind.TimeSpan => "varchar(26)",
        FieldKind.Guid => "varchar(36)",
        FieldKind.Char => "varchar(4)",
        FieldKind.Bytes => "varbinary(8000)",
        _ => "varchar(4000)",
    };

    /// <summary>The type that a parameter is bound with.</summary>
    public static OdbcType ParameterOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => OdbcType.SmallInt,
        FieldKind.UInt32 or FieldKind.Int64 or FieldKind.UInt64 => OdbcType.BigInt,
        >= FieldKind.SByte and <= FieldKind.UInt64 => OdbcType.Int,
        FieldKind.Single or FieldKind.Double => OdbcType.Double,
        FieldKind.Decimal => OdbcType.Decimal,
        FieldKind.DateOnly => OdbcType.Date,
        FieldKind.DateTime or FieldKind.DateTimeOffset => OdbcType.DateTime,
        FieldKind.Bytes => OdbcType.VarBinary,
        _ => OdbcType.NVarChar,
    };

    /// <summary>What a column holds, by the type that the driver's values have.</summary>
    /// <param name="reader">The rows.</param>
    /// <param name="column">Position of the column.</param>
    /// <param name="scale">Digits behind the point, of decimals.</param>
    public static DataSource SourceOf(DbDataReader reader, int column, Func<int> scale)
    {
        try
        {
            return SourceOf(reader.GetFieldType(column), scale);
        }
        catch (ArgumentException)
        {
            return DataSource.Other; // a type of the driver's own, such as the 64-bit numbers of SQLite's
        }
    }

    static DataSource SourceOf(Type type, Func<int> scale) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => DataSource.Boolean,
        TypeCode.SByte => DataSource.Int8,
        TypeCode.Byte => DataSource.UInt8,
        TypeCode.Int16 => DataSource.Int16,
        TypeCode.Int32 => DataSource.Int32,
        TypeCode.Int64 => DataSource.Int64,
        TypeCode.Single => DataSource.Single,
        TypeCode.Double => DataSource.Double,
        TypeCode.Decimal => scale() >= Digits.Behind ? DataSource.Padded : DataSource.Decimal,
        TypeCode.String => DataSource.Text,
        TypeCode.DateTime => DataSource.Timestamp,
        _ when type == typeof(TimeSpan) => DataSource.Time,
        _ when type == typeof(Guid) => DataSource.Uuid,
        _ when type == typeof(byte[]) => DataSource.Bytes,
        _ => DataSource.Other,
    };
}
