using System.Runtime.CompilerServices;
using SQLitePCL;

namespace Aqueduct.Runtime;

/// <summary>Reads one column of a result, or writes one column of a table: the type is chosen once a column, not once a value.</summary>
abstract class SqliteColumn
{
    static readonly Dictionary<Type, SqliteColumn> ByType = Build();

    /// <summary>The reader and writer of a field's type.</summary>
    public static SqliteColumn Of(Field field) => ByType.GetValueOrDefault(field.Type) ?? field.Accept(new Visitor());

    /// <summary>A fresh reader of column <paramref name="column"/> into <paramref name="field"/>.</summary>
    public abstract SqliteColumnReader Reader(Field field, int column);

    /// <summary>A writer of <paramref name="values"/>, before which there were others in the same column, to parameter <paramref name="parameter"/>.</summary>
    public abstract SqliteColumnWriter Writer(Field field, Column values, int parameter, int before);

    static Dictionary<Type, SqliteColumn> Build()
    {
        var types = new Dictionary<Type, SqliteColumn>();
        Add<sbyte, IntegerCell<sbyte>>();
        Add<byte, IntegerCell<byte>>();
        Add<short, IntegerCell<short>>();
        Add<ushort, IntegerCell<ushort>>();
        Add<int, IntegerCell<int>>();
        Add<uint, IntegerCell<uint>>();
        Add<long, IntegerCell<long>>();
        Add<ulong, IntegerCell<ulong>>();
        Add<float, SingleCell>();
        Add<double, DoubleCell>();
        Add<bool, BooleanCell>();
        Add<decimal, DecimalCell>();
        types[typeof(string)] = new Typed<string, StringCell>();
        types[typeof(byte[])] = new Typed<byte[], BytesCell>();
        return types;

        void Add<V, TCell>() where V : struct where TCell : struct, ISqliteCell<V>
        {
            types[typeof(V)] = new Typed<V, TCell>();
            types[typeof(V?)] = new Typed<V?, NullableCell<V, TCell>>();
        }
    }

    sealed class Visitor : IFieldVisitor<SqliteColumn>
    {
        public SqliteColumn Visit<V>(Field field) => new Typed<V, TextCell<V>>();
    }

    sealed class Typed<V, TCell> : SqliteColumn where TCell : struct, ISqliteCell<V>
    {
        public override SqliteColumnReader Reader(Field field, int column) => new SqliteColumnReader<V, TCell>(field, column);

        public override SqliteColumnWriter Writer(Field field, Column values, int parameter, int before) => new SqliteColumnWriter<V, TCell>(field, (Column<V>)values, parameter, before);
    }
}

/// <summary>Collects one column of a result.</summary>
abstract class SqliteColumnReader
{
    /// <summary>Takes the column's value of the current row.</summary>
    public abstract void Read(SqliteStatement row);

    /// <summary>What was collected.</summary>
    public abstract Column Build();
}

sealed class SqliteColumnReader<V, TCell>(Field field, int column) : SqliteColumnReader where TCell : struct, ISqliteCell<V>
{
    readonly ColumnBuilder<V> _values = new();
    long _row;

    public override void Read(SqliteStatement row)
    {
        _row++;
        var type = row.TypeOf(column);
        if (type == raw.SQLITE_NULL && field.Nullable)
            _values.Add(default!);
        else if (type != raw.SQLITE_NULL && TCell.TryRead(row, column, type, out var value))
            _values.Add(value);
        else
            throw Mismatch(row, type);
    }

    public override Column Build() => _values.Build();

    [MethodImpl(MethodImplOptions.NoInlining)]
    ResourceException Mismatch(SqliteStatement row, int type)
    {
        var (where, member) = ($"row {_row}, column {row.ColumnName(column)}", DatabaseTexts.Member(field));
        return row.Session.Error(type switch
        {
            raw.SQLITE_NULL => DatabaseTexts.Missing(where, field),
            raw.SQLITE_BLOB => $"{where} is a BLOB of {row.Blob(column).Length} bytes; member {member} takes {TCell.Expected}.",
            raw.SQLITE_TEXT => $"{where} is the text '{DatabaseTexts.Cut(row.NativeText(column))}'; member {member} takes {TCell.Expected}.",
            _ => $"{where} is {row.NativeText(column)}; member {member} takes {TCell.Expected}.",
        });
    }
}

/// <summary>Binds one column of a table, row by row.</summary>
abstract class SqliteColumnWriter
{
    /// <summary>Binds the column's value of row <paramref name="row"/>.</summary>
    public abstract void Bind(SqliteStatement insert, int row);
}

sealed class SqliteColumnWriter<V, TCell>(Field field, Column<V> values, int parameter, int before) : SqliteColumnWriter where TCell : struct, ISqliteCell<V>
{
    public override void Bind(SqliteStatement insert, int row)
    {
        var value = values.Items[row];
        if (value is null)
        {
            insert.BindNull(parameter);
            return;
        }

        // SQLite has no NaN and would store NULL: right for a member that may be null, a loss for one that may not.
        if (!field.Nullable && value is double.NaN or float.NaN)
            throw insert.Session.Error($"row {before + row + 1} of {field.Name} is NaN, which SQLite cannot store. Leave such rows out, or make the member nullable: NaN is saved as NULL then.");
        try
        {
            TCell.Bind(insert, parameter, value);
        }
        catch (Exception e) when (e is OverflowException or System.Text.EncoderFallbackException)
        {
            var reason = e is OverflowException ? $"{ScalarText.Format(value)}, more than a 64-bit INTEGER of SQLite holds" : "text with half a surrogate pair, which no database can store";
            throw insert.Session.Error($"row {before + row + 1} of {field.Name} is {reason}.");
        }
    }
}
