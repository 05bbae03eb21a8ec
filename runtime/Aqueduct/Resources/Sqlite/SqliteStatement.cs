using System.Text;
using SQLitePCL;

namespace Aqueduct.Runtime;

/// <summary>A compiled statement: values go in by parameter number from 1, come out by column number from 0.</summary>
sealed class SqliteStatement(SqliteSession session, sqlite3_stmt statement, string sql) : IDisposable
{
    // Strict: half a surrogate pair must not turn into another character on its way.
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    readonly nint _handle = statement.DangerousGetHandle();
    nint _value;
    byte[] _buffer = new byte[256];

    /// <summary>The connection.</summary>
    public SqliteSession Session => session;

    /// <summary>The statement's text.</summary>
    public string Sql => sql;

    /// <summary>Number of columns it gives.</summary>
    public int ColumnCount => raw.sqlite3_column_count(statement);

    /// <summary>Name of a column.</summary>
    public string ColumnName(int column) => raw.sqlite3_column_name(statement, column).utf8_to_string();

    /// <summary>Number of parameters.</summary>
    public int ParameterCount => raw.sqlite3_bind_parameter_count(statement);

    /// <summary>Name of a parameter with its prefix; null for one without a name.</summary>
    public string? ParameterName(int parameter) => raw.sqlite3_bind_parameter_name(statement, parameter).utf8_to_string();

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step()
    {
        var code = SqliteNative.Step(_handle);
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw Failed(code),
        };
    }

    /// <summary>Runs a statement without rows; false when the database is locked.</summary>
    public bool TryRun()
    {
        var code = SqliteNative.Step(_handle);
        SqliteNative.Reset(_handle);
        return code == raw.SQLITE_DONE || (code == raw.SQLITE_BUSY ? false : throw session.Error(code, sql));
    }

    /// <summary>Makes it ready to run again; bound values stay.</summary>
    public void Reset() => SqliteNative.Reset(_handle);

    /// <summary>SQLite's type of the value in a column of the current row, which is the current value then.</summary>
    public int TypeOf(int column) => SqliteNative.TypeOf(_value = SqliteNative.ColumnValue(_handle, column));

    /// <summary>The current value as 64-bit integer.</summary>
    public long CurrentInteger => SqliteNative.Integer(_value);

    /// <summary>The current value as double.</summary>
    public double CurrentReal => SqliteNative.Real(_value);

    /// <summary>A value as 64-bit integer.</summary>
    public long Integer(int column) => SqliteNative.Integer(SqliteNative.ColumnValue(_handle, column));

    /// <summary>A value's bytes, valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    /// <summary>A TEXT value; unlike <see cref="NativeText"/> it may hold the character U+0000.</summary>
    public string Text(int column) => session.IsUtf8 ? Utf8.GetString(Blob(column)) : NativeText(column);

    /// <summary>A value of any type as SQLite writes it.</summary>
    public string NativeText(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>Binds NULL.</summary>
    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(statement, parameter));

    /// <summary>Binds an INTEGER.</summary>
    public void BindInteger(int parameter, long value) => Check(SqliteNative.BindInteger(_handle, parameter, value));

    /// <summary>Binds a REAL; SQLite takes NaN as NULL.</summary>
    public void BindReal(int parameter, double value) => Check(SqliteNative.BindReal(_handle, parameter, value));

    /// <summary>Binds a TEXT.</summary>
    /// <exception cref="EncoderFallbackException">The text holds half a surrogate pair.</exception>
    public void BindText(int parameter, string value)
    {
        if (value.Length == 0)
        {
            Check(raw.sqlite3_bind_text(statement, parameter, "")); // an empty span would be NULL
            return;
        }

        var most = Utf8.GetMaxByteCount(value.Length);
        if (_buffer.Length < most)
            _buffer = new byte[Math.Max(most, _buffer.Length * 2)];
        var length = Utf8.GetBytes(value, _buffer);
        Check(raw.sqlite3_bind_text(statement, parameter, _buffer.AsSpan(0, length)));
    }

    /// <summary>Binds a BLOB.</summary>
    public void BindBlob(int parameter, byte[] value) =>
        Check(value.Length == 0 ? raw.sqlite3_bind_zeroblob(statement, parameter, 0) : raw.sqlite3_bind_blob(statement, parameter, value));

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();

    void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw session.Error(code, sql);
    }

    Exception Failed(int code)
    {
        var error = session.Error(code, sql);
        SqliteNative.Reset(_handle);
        return error;
    }
}
