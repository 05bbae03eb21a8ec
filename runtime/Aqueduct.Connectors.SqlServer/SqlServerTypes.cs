using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>Which types of SQL Server hold which kinds of member.</summary>
static class SqlServerTypes
{
    /// <summary>Digits of a new decimal column: 28 before the point, 10 behind it.</summary>
    public static readonly (int All, int Behind) Digits = (38, 10);

    /// <summary>The type of a new column.</summary>
    /// <remarks>A time of SQL Server ends with the day, so that spans are text. Its tinyint has no sign.</remarks>
    public static string TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "bit",
        FieldKind.Byte => "tinyint",
        FieldKind.SByte or FieldKind.Int16 => "smallint",
        FieldKind.UInt16 or FieldKind.Int32 => "int",
        FieldKind.UInt32 or FieldKind.Int64 => "bigint",
        FieldKind.UInt64 => "decimal(20, 0)",
        FieldKind.Single => "real",
        FieldKind.Double => "float",
        FieldKind.Decimal => "decimal(38, 10)",
        FieldKind.DateOnly => "date",
        FieldKind.DateTime => "datetime2",
        FieldKind.DateTimeOffset => "datetimeoffset",
        FieldKind.TimeOnly => "time",
        FieldKind.TimeSpan => "varchar(26)",
        FieldKind.Guid => "uniqueidentifier",
        FieldKind.Char => "nchar(1)",
        FieldKind.Bytes => "varbinary(max)",
        _ => "nvarchar(max)",
    };

    /// <summary>A column of a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Name of its type.</param>
    /// <param name="declared">The type as it is declared.</param>
    /// <param name="all">Digits of a number.</param>
    /// <param name="behind">Those behind the point.</param>
    public static RelationalColumn Column(string name, string type, string declared, int all, int behind)
    {
        var holds = SourceOf(type, behind);
        return new(name, declared, holds, holds is DataSource.Decimal or DataSource.Padded ? (all, behind) : null) { HasNul = true, HasMidnights = true };
    }

    /// <summary>What a type holds, by its name and the digits behind the point.</summary>
    public static DataSource SourceOf(string type, int behind) => type.ToLowerInvariant() switch
    {
        "bit" => DataSource.Boolean,
        "tinyint" => DataSource.UInt8,
        "smallint" => DataSource.Int16,
        "int" => DataSource.Int32,
        "bigint" => DataSource.Int64,
        "real" => DataSource.Single,
        "float" => DataSource.Double,
        "money" or "smallmoney" => DataSource.Decimal,
        "decimal" or "numeric" => behind >= Digits.Behind ? DataSource.Padded : DataSource.Decimal,
        "char" or "varchar" or "text" or "nchar" or "nvarchar" or "ntext" or "xml" or "sysname" or "json" => DataSource.Text,
        "date" => DataSource.Date,
        "datetime" or "datetime2" or "smalldatetime" => DataSource.Timestamp,
        "datetimeoffset" => DataSource.Instant,
        "time" => DataSource.Time,
        "uniqueidentifier" => DataSource.Uuid,
        "binary" or "varbinary" or "image" or "timestamp" or "rowversion" => DataSource.Bytes,
        _ => DataSource.Other,
    };
}
