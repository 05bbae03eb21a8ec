using System;

namespace Aqueduct.Sql;

/// <summary>What an expression's values may be; several where its branches differ. Of an unknown part nothing is said.</summary>
[Flags]
enum SqlTypes { None = 0, Unknown = 1, Integer = 2, Real = 4, Number = 8, Text = 16, Bytes = 32, Boolean = 64, Date = 128, Time = 256, Timestamp = 512, Guid = 1024 }

enum SqlNull { No, Yes, Unknown }

/// <summary>A column of a table or of a result. <c>Name</c> is null where the database chooses it. The position is that of its item in the query.</summary>
sealed record SqlColumn(string? Name, SqlTypes Type, SqlNull Null, int Start = 0, int Length = 0)
{
    /// <summary>Of a table's column, its type as the database declares it.</summary>
    public string? Declared { get; init; }

    /// <summary>Of a table's column, whether the database fills it where a row does not.</summary>
    public bool HasDefault { get; init; }
}

static class SqlTypeRules
{
    /// <summary>The type of a declared column type.</summary>
    public static SqlTypes Of(string declared, SqlDialect dialect)
    {
        var type = declared.ToUpperInvariant();
        var cut = type.IndexOf('(');
        var name = (cut < 0 ? type : type.Substring(0, cut)).Trim();
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return SqlTypes.Unknown;
        if (name is "DATE")
            return SqlTypes.Date;
        if (name is "DATETIME" or "DATETIME2" or "SMALLDATETIME" or "DATETIMEOFFSET" or "TIMESTAMPTZ" || (name.StartsWith("TIMESTAMP", StringComparison.Ordinal) && dialect != SqlDialect.SqlServer))
            return SqlTypes.Timestamp;
        if (name is "TIME" or "TIMETZ" || name.StartsWith("TIME WITH", StringComparison.Ordinal))
            return SqlTypes.Time;
        if (name is "UUID" or "UNIQUEIDENTIFIER" or "GUID")
            return SqlTypes.Guid;
        if (name is "BOOL" or "BOOLEAN" or "BIT")
            return SqlTypes.Boolean;
        if (name.StartsWith("NUMERIC", StringComparison.Ordinal) || name.StartsWith("DECIMAL", StringComparison.Ordinal) || name is "MONEY" or "SMALLMONEY")
            return dialect != SqlDialect.Sqlite && HasFraction(type) ? SqlTypes.Number | SqlTypes.Real : SqlTypes.Number;
        if (name is "INTERVAL" or "POINT")
            return SqlTypes.Unknown;
        if (name.Contains("INT") || name is "SERIAL" or "BIGSERIAL" or "SMALLSERIAL")
            return SqlTypes.Integer;
        if (name.Contains("CHAR") || name.Contains("CLOB") || name.Contains("TEXT") || name is "STRING")
            return SqlTypes.Text;
        if (name.Contains("BLOB") || name.Contains("BINARY") || name is "BYTEA" or "IMAGE")
            return SqlTypes.Bytes;
        return name.Contains("REAL") || name.Contains("FLOA") || name.Contains("DOUB") ? SqlTypes.Real : SqlTypes.Unknown;
    }

    /// <summary>Whether digits behind the point are declared: NUMERIC(12, 2), MONEY.</summary>
    static bool HasFraction(string type)
    {
        var comma = type.IndexOf(',');
        return type.Contains("MONEY") || (comma > 0 && type.IndexOf(')') is var end && end > comma && type.Substring(comma + 1, end - comma - 1).Trim().TrimStart('0').Length > 0);
    }

    /// <summary>What of a type a member's scalar cannot take for certain; <see cref="SqlTypes.None"/> where it fits or nobody knows.</summary>
    public static SqlTypes Misfit(SqlTypes type, string scalar, SqlDialect dialect)
    {
        const SqlTypes times = SqlTypes.Date | SqlTypes.Time | SqlTypes.Timestamp | SqlTypes.Guid;
        // Into a declared DATE, UUID or BOOLEAN column SQLite stores what it is given.
        if (dialect == SqlDialect.Sqlite)
            type &= ~(times | SqlTypes.Boolean | SqlTypes.Number);
        return type & scalar switch
        {
            "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" => SqlTypes.Real | SqlTypes.Text | SqlTypes.Bytes | times,
            "float" or "double" => SqlTypes.Text | SqlTypes.Bytes | times,
            "decimal" => (dialect == SqlDialect.Sqlite ? SqlTypes.None : SqlTypes.Text) | SqlTypes.Bytes | times,
            "bool" => SqlTypes.Real | SqlTypes.Text | SqlTypes.Bytes | times,
            "string" => SqlTypes.Bytes,
            "bytes" => ~(SqlTypes.Bytes | SqlTypes.Unknown),
            "DateOnly" or "DateTime" or "DateTimeOffset" or "TimeOnly" or "TimeSpan" or "Guid" => SqlTypes.Integer | SqlTypes.Real | SqlTypes.Number | SqlTypes.Boolean | SqlTypes.Bytes,
            "char" => SqlTypes.Integer | SqlTypes.Real | SqlTypes.Bytes,
            "enum" => SqlTypes.Real | SqlTypes.Bytes | times,
            _ => SqlTypes.None,
        };
    }

    /// <summary>The C# type that holds all values of a column's type; null where it may have several.</summary>
    public static string? ClrType(SqlTypes type) => type switch
    {
        SqlTypes.Integer => "long",
        SqlTypes.Real => "double",
        SqlTypes.Number => "decimal",
        SqlTypes.Text => "string",
        SqlTypes.Bytes => "byte[]",
        SqlTypes.Boolean => "bool",
        SqlTypes.Date => "global::System.DateOnly",
        SqlTypes.Time => "global::System.TimeOnly",
        SqlTypes.Timestamp => "global::System.DateTime",
        SqlTypes.Guid => "global::System.Guid",
        _ => null,
    };

    public static SqlNull Both(SqlNull a, SqlNull b) => a == SqlNull.Yes || b == SqlNull.Yes ? SqlNull.Yes : a == SqlNull.Unknown || b == SqlNull.Unknown ? SqlNull.Unknown : SqlNull.No;

    /// <summary>Null only where each is.</summary>
    public static SqlNull Either(SqlNull a, SqlNull b) => a == SqlNull.No || b == SqlNull.No ? SqlNull.No : a == SqlNull.Unknown || b == SqlNull.Unknown ? SqlNull.Unknown : SqlNull.Yes;

    public static SqlTypes Arithmetic(SqlTypes a, SqlTypes b) =>
        ((a | b) & ~(SqlTypes.Integer | SqlTypes.Real)) != 0 || a == SqlTypes.None || b == SqlTypes.None ? SqlTypes.Unknown
        : a == SqlTypes.Integer && b == SqlTypes.Integer ? SqlTypes.Integer
        : a == SqlTypes.Real || b == SqlTypes.Real ? SqlTypes.Real : SqlTypes.Unknown;
}
