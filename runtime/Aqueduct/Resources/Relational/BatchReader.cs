using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Aqueduct.Runtime.Relational;

/// <summary>The rows of a save as a driver's bulk copy asks for them: one after the other, values by position.</summary>
/// <param name="save">The save; the number of its rows is known at the end.</param>
/// <param name="columns">The table's columns, in the order of the fields.</param>
/// <param name="numbered">Whether a last column numbers the rows from 0.</param>
/// <param name="database">Says what a row is refused for.</param>
/// <param name="cancel">Stops between rows.</param>
sealed class BatchReader(TableSave save, IReadOnlyList<RelationalColumn> columns, bool numbered, RelationalDatabase database, CancellationToken cancel) : DbDataReader
{
    const int RowsBetweenChecks = 1024;

    readonly IEnumerator<Column[]> _batches = save.Batches(cancel).GetEnumerator();
    CellWriter[] _writers = [];
    int _before, _row, _count;

    /// <summary>What went wrong on this side while a driver read; drivers wrap it in errors of their own.</summary>
    public Exception? Failure { get; private set; }

    public override int FieldCount => columns.Count + (numbered ? 1 : 0);

    public override bool Read()
    {
        try
        {
            return Next();
        }
        catch (Exception e)
        {
            Failure = e;
            throw;
        }
    }

    bool Next()
    {
        if (_row + 1 < _count)
        {
            if (++_row % RowsBetweenChecks == 0)
                cancel.ThrowIfCancellationRequested();
            return true;
        }

        do
        {
            cancel.ThrowIfCancellationRequested();
            _before = checked(_before + _count);
            (_count, save.Rows) = (0, _before);
            if (!_batches.MoveNext())
                return false;
            var batch = _batches.Current;
            _writers = [.. save.Fields.Select((field, i) => CellWriter.Of(field, batch[i], columns[i], database, _before))];
            (_row, _count) = (0, batch[0].Count);
        }
        while (_count == 0);
        return true;
    }

    public override object GetValue(int ordinal)
    {
        try
        {
            return ordinal < _writers.Length ? _writers[ordinal].ValueAt(_row) : (long)_before + _row;
        }
        catch (Exception e)
        {
            Failure = e;
            throw;
        }
    }

    /// <summary>Lets a driver read it to the end; what goes wrong on this side comes out as it is.</summary>
    public R SentBy<R>(Func<R> send)
    {
        try
        {
            return send();
        }
        catch (Exception) when (Failure is not null)
        {
            ExceptionDispatchInfo.Throw(Failure);
            throw;
        }
    }

    public override int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++)
            values[i] = GetValue(i);
        return FieldCount;
    }

    public override bool IsDBNull(int ordinal) => GetValue(ordinal) is DBNull;

    public override string GetName(int ordinal) => ordinal < columns.Count ? columns[ordinal].Name : "n";

    public override int GetOrdinal(string name) => Enumerable.Range(0, FieldCount).First(i => GetName(i) == name);

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields)]
    public override Type GetFieldType(int ordinal) => typeof(object);

    public override string GetDataTypeName(int ordinal) => ordinal < columns.Count ? columns[ordinal].Type : "bigint";

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override int Depth => 0;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override bool NextResult() => false;

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException("Values are given whole.");

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException("Values are given whole.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _batches.Dispose();
        base.Dispose(disposing);
    }
}
