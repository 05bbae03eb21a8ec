using Parquet;
using Parquet.Schema;

namespace Aqueduct.Runtime;

/// <summary>One column of a Parquet file: writes slices of a column, and gathers a column slice by slice.</summary>
abstract class TableCodecColumn(DataField data)
{
    static readonly Dictionary<Type, Func<Field, TableCodecColumn>> ByType = KnownTypes();

    /// <summary>The column as Parquet knows it.</summary>
    public DataField Data { get; } = data;

    /// <summary>Rows of the file before the first of the column that is written, for messages.</summary>
    public long Before { get; set; }

    /// <summary>The column of a field: in Parquet's own type where it has one that keeps every value, otherwise as text.</summary>
    public static TableCodecColumn Of(Field field) => ByType.TryGetValue(field.Type, out var create) ? create(field) : field.Accept(new Visitor());

    /// <summary>Writes <paramref name="count"/> values from <paramref name="start"/> on.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, Column values, int start, int count, CancellationToken cancel);

    /// <summary>Makes room for <paramref name="count"/> values to be read.</summary>
    public abstract void Start(int count);

    /// <summary>Reads one group's values to position <paramref name="start"/>.</summary>
    public abstract ValueTask ReadAsync(ParquetRowGroupReader group, DataField found, int start, int count, CancellationToken cancel);

    /// <summary>The column read.</summary>
    public abstract Column Build();

    static Dictionary<Type, Func<Field, TableCodecColumn>> KnownTypes()
    {
        var types = new Dictionary<Type, Func<Field, TableCodecColumn>>();
        Add<bool>();
        Add<sbyte>();
        Add<byte>();
        Add<short>();
        Add<ushort>();
        Add<int>();
        Add<uint>();
        Add<long>();
        Add<ulong>();
        Add<float>();
        Add<double>();
        Add<DateOnly>();
        types[typeof(string)] = f => new StringColumn(f.Name);
        types[typeof(byte[])] = f => new BytesColumn(f.Name);
        return types;

        void Add<V>() where V : struct
        {
            types[typeof(V)] = f => new ValueColumn<V>(f.Name);
            types[typeof(V?)] = f => new NullableColumn<V>(f.Name);
        }
    }

    sealed class Visitor : IFieldVisitor<TableCodecColumn>
    {
        public TableCodecColumn Visit<V>(Field field) => new TextColumn<V>(field);
    }
}

abstract class TableCodecColumn<V>(DataField data) : TableCodecColumn(data)
{
    protected V[] Items { get; private set; } = [];

    public override void Start(int count) => Items = count == 0 ? [] : new V[count];

    public override Column Build() => new Column<V>(Items);
}

sealed class ValueColumn<V>(string name) : TableCodecColumn<V>(new DataField<V>(name)) where V : struct
{
    public override async Task WriteAsync(ParquetRowGroupWriter group, Column values, int start, int count, CancellationToken cancel) =>
        await group.WriteAsync<V>(Data, new ReadOnlyMemory<V>(((Column<V>)values).Items, start, count), cancellationToken: cancel).ConfigureAwait(false);

    public override ValueTask ReadAsync(ParquetRowGroupReader group, DataField found, int start, int count, CancellationToken cancel) =>
        group.ReadAsync<V>(found, Items.AsMemory(start, count), cancellationToken: cancel);
}

sealed class NullableColumn<V>(string name) : TableCodecColumn<V?>(new DataField<V?>(name)) where V : struct
{
    public override async Task WriteAsync(ParquetRowGroupWriter group, Column values, int start, int count, CancellationToken cancel) =>
        await group.WriteAsync<V>(Data, new ReadOnlyMemory<V?>(((Column<V?>)values).Items, start, count), cancellationToken: cancel).ConfigureAwait(false);

    public override ValueTask ReadAsync(ParquetRowGroupReader group, DataField found, int start, int count, CancellationToken cancel) =>
        group.ReadAsync<V>(found, Items.AsMemory(start, count), cancellationToken: cancel);
}

sealed class StringColumn(string name) : TableCodecColumn<string?>(new DataField<string>(name))
{
    public override async Task WriteAsync(ParquetRowGroupWriter group, Column values, int start, int count, CancellationToken cancel)
    {
        var texts = ((Column<string?>)values).Items;
        for (var i = start; i < start + count; i++)
            Require(Data.Name, Before + i, texts[i]);
        await group.WriteAsync(Data, new ArraySegment<string?>(texts, start, count)!).ConfigureAwait(false);
    }

    public override ValueTask ReadAsync(ParquetRowGroupReader group, DataField found, int start, int count, CancellationToken cancel) =>
        group.ReadAsync(found, Items.AsMemory(start, count)!, cancellationToken: cancel);

    /// <summary>Refuses half a surrogate pair, which UTF-8 has no bytes for: another character would be read back.</summary>
    public static void Require(string column, long row, string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return;
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
                throw new NotSupportedException($"Row {row + 1} of column {column} is text with half a surrogate pair, which is no valid Unicode and cannot be stored.");
    }
}

sealed class BytesColumn(string name) : TableCodecColumn<byte[]?>(new DataField<byte[]>(name))
{
    public override async Task WriteAsync(ParquetRowGroupWriter group, Column values, int start, int count, CancellationToken cancel) =>
        await group.WriteAsync(Data, new ArraySegment<byte[]?>(((Column<byte[]?>)values).Items, start, count)!).ConfigureAwait(false);

    public override ValueTask ReadAsync(ParquetRowGroupReader group, DataField found, int start, int count, CancellationToken cancel) =>
        group.ReadAsync(found, Items.AsMemory(start, count)!, cancellationToken: cancel);
}

/// <summary>Values kept as their invariant text: decimal, char, Guid, enumerations, and times, whose ticks and zones Parquet's timestamps lose.</summary>
sealed class TextColumn<V>(Field field) : TableCodecColumn<V>(new DataField<string>(field.Name))
{
    public override async Task WriteAsync(ParquetRowGroupWriter group, Column values, int start, int count, CancellationToken cancel)
    {
        var (items, texts) = (((Column<V>)values).Items, new string?[count]);
        for (var i = 0; i < count; i++)
            StringColumn.Require(Data.Name, Before + start + i, texts[i] = ScalarText.Format(items[start + i]));
        await group.WriteAsync(Data, texts!).ConfigureAwait(false);
    }

    public override async ValueTask ReadAsync(ParquetRowGroupReader group, DataField found, int start, int count, CancellationToken cancel)
    {
        var texts = new string?[count];
        await group.ReadAsync(found, texts.AsMemory()!, cancellationToken: cancel).ConfigureAwait(false);
        for (var i = 0; i < count; i++)
            if (texts[i] is { } text)
                Items[start + i] = ScalarText.TryParse<V>(field.Kind, text, out var value) ? value : throw new InvalidDataException($"Row {start + i + 1} of column {field.Name} holds '{text}', which is no {field.Kind}.");
    }
}
