using Parquet;
using Parquet.Schema;

namespace Aqueduct.Runtime;

/// <summary>A table as it is stored, read without its row type: what looks at artifacts does not know the code that made them.</summary>
sealed class StoredTable : IAsyncDisposable
{
    /// <summary>What stored tables are.</summary>
    public const string MediaType = "application/vnd.apache.parquet";

    static readonly Dictionary<Type, Func<DataField, Field>> ByType = KnownTypes();

    readonly ParquetReader _reader;
    readonly DataField[] _found;

    StoredTable(ParquetReader reader) => (_reader, _found, Fields) = (reader, reader.Schema.DataFields, [.. reader.Schema.DataFields.Select(FieldOf)]);

    /// <summary>The columns. What has no type of its own in Parquet is text: decimal, times with ticks or zones, Guid, enumerations.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Number of rows.</summary>
    public long Count => _reader.RowGroups.Sum(g => g.RowCount);

    /// <summary>Opens a stored table; the stream stays open.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet.</exception>
    public static async Task<StoredTable> OpenAsync(Stream stream, CancellationToken cancel)
    {
        var reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true }, leaveStreamOpen: true, cancellationToken: cancel).ConfigureAwait(false);
        return new StoredTable(reader);
    }

    /// <summary>Some of the rows; fewer where the table ends.</summary>
    public async Task<ITabular> ReadAsync(long from, int count, CancellationToken cancel)
    {
        var parts = new List<Column[]>();
        var start = 0L;
        for (var g = 0; g < _reader.RowGroupCount && start < from + count; g++)
        {
            var rows = _reader.RowGroups[g].RowCount;
            var (first, end) = ((int)Math.Max(0, from - start), (int)Math.Min(rows, from + count - start));
            if (first < end)
                parts.Add([.. (await ColumnsAsync(g, cancel).ConfigureAwait(false)).Select(c => c.Slice(first, end - first))]);
            start += rows;
        }

        return new Rows(Fields, [.. Fields.Select((f, i) => parts.Count == 0 ? f.CreateBuilder().Build() : parts[0][i].Concat([.. parts.Skip(1).Select(p => p[i])]))]);
    }

    /// <summary>The rows, group by group: a table of any size in bounded memory.</summary>
    public async IAsyncEnumerable<ITabular> GroupsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var g = 0; g < _reader.RowGroupCount; g++)
        {
            yield return new Rows(Fields, await ColumnsAsync(g, cancel).ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    async Task<Column[]> ColumnsAsync(int index, CancellationToken cancel)
    {
        var rows = checked((int)_reader.RowGroups[index].RowCount);
        using var group = _reader.OpenRowGroupReader(index);
        var columns = new Column[_found.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = TableCodecColumn.Of(Fields[i]);
            column.Start(rows);
            await column.ReadAsync(group, _found[i], 0, rows, cancel).ConfigureAwait(false);
            columns[i] = column.Build();
        }

        return columns;
    }

    static Field FieldOf(DataField found)
    {
        var type = found.ClrType == typeof(ReadOnlyMemory<char>) ? typeof(string) : found.ClrType == typeof(ReadOnlyMemory<byte>) ? typeof(byte[]) : found.ClrType;
        return ByType.TryGetValue(type, out var create) ? create(found) : throw new InvalidDataException($"Column {found.Name} of the stored table is {found.ClrType.Name}, which no artifact has.");
    }

    static Dictionary<Type, Func<DataField, Field>> KnownTypes()
    {
        var types = new Dictionary<Type, Func<DataField, Field>>
        {
            [typeof(string)] = f => Field.Of<string>(f.Name, nullable: true),
            [typeof(byte[])] = f => Field.Of<byte[]>(f.Name, nullable: true),
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
        Add<DateOnly>();
        return types;

        void Add<V>() where V : struct => types[typeof(V)] = f => f.IsNullable ? Field.Of<V?>(f.Name, nullable: true) : Field.Of<V>(f.Name, nullable: false);
    }

    sealed class Rows(IReadOnlyList<Field> fields, Column[] columns) : ITabular
    {
        public IReadOnlyList<Field> Fields => fields;

        public int Count => columns.Length == 0 ? 0 : columns[0].Count;

        public long Bytes => columns.Sum(c => c.Bytes);

        public Column ColumnAt(int index) => columns[index];
    }
}
