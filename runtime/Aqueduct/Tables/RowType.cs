namespace Aqueduct.Runtime;

/// <summary>How the rows of a <see cref="Table{T}"/> are laid out in columns. The generator emits one for each row type; no reflection.</summary>
/// <typeparam name="T">Row type.</typeparam>
public abstract class RowType<T>
{
    static RowType<T>? _registered;

    /// <summary>The generated layout of <typeparamref name="T"/>, or one column that holds the rows themselves where none was generated.</summary>
    public static RowType<T> Instance => _registered ?? ObjectRows<T>.Shared;

    /// <summary>Registers the generated layout; the first registration wins, so that two assemblies may bring the same one.</summary>
    public static void Register(RowType<T> type) => Interlocked.CompareExchange(ref _registered, type, null);

    /// <summary>The columns, in member order.</summary>
    public abstract IReadOnlyList<Field> Fields { get; }

    /// <summary>Builds row <paramref name="index"/> from columns laid out as <see cref="Fields"/>.</summary>
    public abstract T Read(Column[] columns, int index);

    /// <summary>Adds a row to builders laid out as <see cref="Fields"/>.</summary>
    public abstract void Append(ColumnBuilder[] builders, T row);
}

/// <summary>Layout for row types nobody generated one for: one column of the rows themselves. Such tables flow inside an operator, never between two.</summary>
sealed class ObjectRows<T> : RowType<T>
{
    public static readonly ObjectRows<T> Shared = new();
    readonly Field[] _fields = [Field.Of<T>("value", false)];

    public override IReadOnlyList<Field> Fields => _fields;

    public override T Read(Column[] columns, int index) => ((Column<T>)columns[0]).Items[index];

    public override void Append(ColumnBuilder[] builders, T row) => ((ColumnBuilder<T>)builders[0]).Add(row);
}
