using System.Runtime.InteropServices;

namespace Aqueduct.Runtime;

/// <summary>The calls made once a value, straight into the library that SQLitePCLRaw brings.</summary>
/// <remarks>
/// Each takes nanoseconds in SQLite itself; counting references on a safe handle and leaving the garbage collector's mode would cost several times
/// that. The caller keeps the statement alive.
/// </remarks>
static class SqliteNative
{
    const string Library = "e_sqlite3";

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static extern int ColumnType(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static extern long ColumnInteger(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_double"), SuppressGCTransition]
    public static extern double ColumnReal(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static extern int BindInteger(nint statement, int parameter, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_double"), SuppressGCTransition]
    public static extern int BindReal(nint statement, int parameter, double value);
}
