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

    /// <summary>Goes to the next row. May take long, unlike the others.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_step")]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset")]
    public static extern int Reset(nint statement);

    /// <summary>A value of the current row, good until the next step; only the thread that steps may use it.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_column_value"), SuppressGCTransition]
    public static extern nint ColumnValue(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_value_type"), SuppressGCTransition]
    public static extern int TypeOf(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_int64"), SuppressGCTransition]
    public static extern long Integer(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_double"), SuppressGCTransition]
    public static extern double Real(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static extern int BindInteger(nint statement, int parameter, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_double"), SuppressGCTransition]
    public static extern int BindReal(nint statement, int parameter, double value);
}
