using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Aqueduct.Runtime;

/// <summary>Gathers one column of a row type from a Parquet file, group by group: by whole arrays where the file has the member's own type, by texts where a value must be converted.</summary>
abstract class ParquetFileColumn(Field field, DataField found, FilePlace file)
{
    static readonly Dictionary<Type, Func<Field, DataField, FilePlace, ParquetFileColumn>> ByType = KnownTypes();

    protected Field Field { get; } = field;

    protected DataField Found { get; } = found;

    protected FilePlace File { get; } = file;

    /// <summary>Rows of the file before the first that is gathered, for messages.</summary>
    public long Before { get; set; }

    /// <summary>The column of a member that the file has as <paramref name="found"/>.</summary>
    public static ParquetFileColumn Of(FileColumn column, DataField found, FilePlace file) =>
        TypeOf(found) == (Nullable.GetUnderlyingType(column.Field.Type) ?? column.Field.Type) && ByType.TryGetValue(column.Field.Type, out var create)
            ? create(column.Field, found, file)
            : new ConvertedColumn(column, found, file);

    /// <summary>Makes room for <paramref name="count"/> values.</summary>
    public abstract void Start(int count);

    /// <summary>Reads one group's values to position <paramref name="start"/>.</summary>
    public abstract ValueTask ReadAsync(ParquetRowGroupReader group, int start, int count, CancellationToken cancel);

    /// <summary>The column read.</summary>
    public abstract Column Build();

    protected ResourceException MissingAt(int row) => FileColumns.Missing(File, Row(row), Found.Name, Field);

    protected string Row(int row) => string.Create(CultureInfo.InvariantCulture, $"row {Before + row + 1}");

    /// <summary>The type of the values, as rows have it.</summary>
    static Type TypeOf(DataField found) => found.ClrType == typeof(ReadOnlyMemory<char>) ? typeof(string)
        : found.ClrType == typeof(ReadOnlyMemory<byte>) ? typeof(byte[])
        : found.ClrType;

    static Dictionary<Type, Func<Field, DataField, FilePlace, ParquetFileColumn>> KnownTypes()
    {
        var types = new Dictionary<Type, Func<Field, DataField, FilePlace, ParquetFileColumn>>
        {
            [typeof(string)] = static (field, found, file) => new ReferenceColumn<string>(field, found, file, (group, values, cancel) => group.ReadAsync(found, values, cancellationToken: cancel)),
            [typeof(byte[])] = static (field, found, file) => new ReferenceColumn<byte[]>(field, found, file, (group, values, cancel) => group.ReadAsync(found, values, cancellationToken: cancel)),
        };
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
        Add<decimal>();
        Add<DateTime>();
        Add<DateOnly>();
        Add<TimeOnly>();
        Add<TimeSpan>();
        Add<Guid>();
        return types;

        void Add<V>() where V : struct
        {
            types[typeof(V)] = static (field, found, file) => new RequiredColumn<V>(field, found, file);
            types[typeof(V?)] = static (field, found, file) => new OptionalColumn<V>(field, found, file);
        }
    }

    /// <summary>Values of a member that takes no null; most writers declare their columns as if there were some.</summary>
    sealed class RequiredColumn<V>(Field field, DataField found, FilePlace file) : ParquetFileColumn(field, found, file) where V : struct
    {
        V[] _items = [];
        V?[] _group = [];

        public override void Start(int count) => _items = new V[count];

        public override async ValueTask ReadAsync(ParquetRowGroupReader group, int start, int count, CancellationToken cancel)
        {
            if (!Found.IsNullable)
            {
                await group.ReadAsync<V>(Found, _items.AsMemory(start, count), cancellationToken: cancel).ConfigureAwait(false);
                return;
            }

            if (_group.Length < count)
                _group = new V?[count];
            await group.ReadAsync<V>(Found, _group.AsMemory(0, count), cancellationToken: cancel).ConfigureAwait(false);
            for (var i = 0; i < count; i++)
                _items[start + i] = _group[i] ?? throw MissingAt(start + i);
        }

        public override Column Build() => new Column<V>(_items);
    }

    sealed class OptionalColumn<V>(Field field, DataField found, FilePlace file) : ParquetFileColumn(field, found, file) where V : struct
    {
        V?[] _items = [];
        V[] _group = [];

        public override void Start(int count) => _items = new V?[count];

        public override async ValueTask ReadAsync(ParquetRowGroupReader group, int start, int count, CancellationToken cancel)
        {
            if (Found.IsNullable)
            {
                await group.ReadAsync<V>(Found, _items.AsMemory(start, count), cancellationToken: cancel).ConfigureAwait(false);
                return;
            }

            if (_group.Length < count)
                _group = new V[count];
            await group.ReadAsync<V>(Found, _group.AsMemory(0, count), cancellationToken: cancel).ConfigureAwait(false);
            for (var i = 0; i < count; i++)
                _items[start + i] = _group[i];
        }

        public override Column Build() => new Column<V?>(_items);
    }

    /// <summary>Texts and bytes.</summary>
    sealed class ReferenceColumn<V>(Field field, DataField found, FilePlace file, Func<ParquetRowGroupReader, Memory<V?>, CancellationToken, ValueTask> read)
        : ParquetFileColumn(field, found, file) where V : class
    {
        V?[] _items = [];

        public override void Start(int count) => _items = new V?[count];

        public override async ValueTask ReadAsync(ParquetRowGroupReader group, int start, int count, CancellationToken cancel)
        {
            await read(group, _items.AsMemory(start, count), cancel).ConfigureAwait(false);
            if (!Field.Nullable && _items.AsSpan(start, count).IndexOf((V?)null) is >= 0 and var missing)
                throw MissingAt(start + missing);
        }

        public override Column Build() => new Column<V?>(_items);
    }

    /// <summary>Values of another type than the member's, by their invariant texts, in which every type of Parquet meets every type of a row.</summary>
    sealed class ConvertedColumn(FileColumn column, DataField found, FilePlace file) : ParquetFileColumn(column.Field, found, file)
    {
        public override void Start(int count)
        {
        }

        public override async ValueTask ReadAsync(ParquetRowGroupReader group, int start, int count, CancellationToken cancel)
        {
            var texts = await ParquetTexts.ReadAsync(group, Found, count, File, cancel).ConfigureAwait(false);
            for (var i = 0; i < count; i++)
                if (texts[i] is { } text)
                {
                    if (!column.TryAdd(text.AsSpan()))
                        throw FileColumns.Mismatch(File, Row(start + i), Found.Name, column, text);
                }
                else if (Field.Nullable)
                {
                    column.AddNull();
                }
                else
                {
                    throw MissingAt(start + i);
                }
        }

        public override Column Build() => column.Build();
    }
}
