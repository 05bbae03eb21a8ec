using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>What a column of a result is made of, asked once and not once a vector.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Storage">Of DECIMAL and ENUM, the type of the numbers that hold it; else as <paramref name="Type"/>.</param>
/// <param name="Scale">Of DECIMAL, digits behind the point.</param>
/// <param name="Members">Of ENUM, the texts by number.</param>
sealed record DuckColumnShape(string Name, DuckDBType Type, DuckDBType Storage, int Scale, string[] Members)
{
    /// <summary>The shape of column <paramref name="column"/>.</summary>
    public static DuckColumnShape Of(DuckDbResult rows, int column, string name)
    {
        using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref rows.Native, column);
        return LogicalType.DuckDBGetTypeId(type) switch
        {
            DuckDBType.Decimal => new(name, DuckDBType.Decimal, LogicalType.DuckDBDecimalInternalType(type), LogicalType.DuckDBDecimalScale(type), []),
            DuckDBType.Enum => new(name, DuckDBType.Enum, LogicalType.DuckDBEnumInternalType(type), 0,
                [.. Enumerable.Range(0, (int)LogicalType.DuckDBEnumDictionarySize(type)).Select(i => LogicalType.DuckDBEnumDictionaryValue(type, i))]),
            var other => new(name, other, other, 0, []),
        };
    }
}
