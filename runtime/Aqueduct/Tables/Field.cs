namespace Aqueduct.Runtime;

/// <summary>One column of a row type: its name, its member type and whether it may be null.</summary>
public abstract class Field
{
    private protected Field(string name, bool nullable, string? column, FieldKind kind) =>
        (Name, Nullable, ColumnName, Kind) = (name, nullable, column, kind);

    /// <summary>The member's name.</summary>
    public string Name { get; }

    /// <summary>The name given by <see cref="ColumnAttribute"/>; null: the member's name ignoring case and underscores.</summary>
    public string? ColumnName { get; }

    /// <summary>Whether the member may be null.</summary>
    public bool Nullable { get; }

    /// <summary>What the column holds.</summary>
    public FieldKind Kind { get; }

    /// <summary>CLR type of the column's items; <c>int?</c> for a nullable int.</summary>
    public abstract Type Type { get; }

    /// <summary>An empty builder for this column.</summary>
    public abstract ColumnBuilder CreateBuilder(int capacity = 0);

    /// <summary>Describes a column of <typeparamref name="V"/>; for a nullable value type <typeparamref name="V"/> is the nullable type itself.</summary>
    public static Field Of<V>(string name, bool nullable, string? column = null) => new Typed<V>(name, nullable, column);

    /// <summary>Calls <paramref name="visitor"/> with the type of the column's items, which only the field knows statically.</summary>
    internal abstract R Accept<R>(IFieldVisitor<R> visitor);

    sealed class Typed<V>(string name, bool nullable, string? column) : Field(name, nullable, column, FieldKinds.Of(typeof(V)))
    {
        public override Type Type => typeof(V);

        public override ColumnBuilder CreateBuilder(int capacity) => new ColumnBuilder<V>(capacity);

        internal override R Accept<R>(IFieldVisitor<R> visitor) => visitor.Visit<V>(this);
    }
}

/// <summary>Work that needs the type of a column's items.</summary>
interface IFieldVisitor<out R>
{
    /// <summary>Does it for a column of <typeparamref name="V"/>.</summary>
    R Visit<V>(Field field);
}
