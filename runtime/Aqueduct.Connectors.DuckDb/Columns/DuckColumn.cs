using Aqueduct.Runtime;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Reads one column of a result, or writes one column of a table: the type is chosen once a column, not once a value.</summary>
abstract class DuckColumn
{
    static readonly Dictionary<Type, DuckColumn> ByType = Build();

    /// <summary>The reader and writer of a field's type.</summary>
    public static DuckColumn Of(Field field) => ByType.GetValueOrDefault(field.Type) ?? field.Accept(new Visitor());

    /// <summary>A fresh reader of a column into <paramref name="field"/>.</summary>
    public abstract DuckColumnReader Reader(DuckDbSession session, Field field, DuckColumnShape shape);

    /// <summary>A writer of <paramref name="values"/>.</summary>
    public abstract DuckColumnWriter Writer(DuckDbSession session, string table, Field field, Column values);

    static Dictionary<Type, DuckColumn> Build()
    {
        var types = new Dictionary<Type, DuckColumn>();
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
        Add<Guid, GuidCell>();
        Add<DateOnly, DateCell>();
        Add<DateTime, DateTimeCell>();
        Add<DateTimeOffset, DateTimeOffsetCell>();
        Add<TimeOnly, TimeCell>();
        Add<TimeSpan, SpanCell>();
        types[typeof(decimal)] = new Decimals<decimal, DecimalCell>(static v => v);
        types[typeof(decimal?)] = new Decimals<decimal?, NullableCell<decimal, DecimalCell>>(static v => v);
        types[typeof(string)] = new Typed<string, StringCell>();
        types[typeof(byte[])] = new Typed<byte[], BytesCell>();
        return types;

        void Add<V, TCell>() where V : struct where TCell : struct, IDuckCell<V>
        {
            types[typeof(V)] = new Typed<V, TCell>();
            types[typeof(V?)] = new Typed<V?, NullableCell<V, TCell>>();
        }
    }

    sealed class Visitor : IFieldVisitor<DuckColumn>
    {
        public DuckColumn Visit<V>(Field field) => new Typed<V, TextCell<V>>();
    }

    class Typed<V, TCell> : DuckColumn where TCell : struct, IDuckCell<V>
    {
        public override DuckColumnReader Reader(DuckDbSession session, Field field, DuckColumnShape shape) => new DuckColumnReader<V, TCell>(session, field, shape);

        public override DuckColumnWriter Writer(DuckDbSession session, string table, Field field, Column values) => new DuckColumnWriter<V, TCell>(session, table, field, (Column<V>)values);
    }

    sealed class Decimals<V, TCell>(Func<V, decimal?> value) : Typed<V, TCell> where TCell : struct, IDuckCell<V>
    {
        public override DuckColumnWriter Writer(DuckDbSession session, string table, Field field, Column values) => new DecimalWriter<V>(session, table, field, (Column<V>)values, value);
    }
}
