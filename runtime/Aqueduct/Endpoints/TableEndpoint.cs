using System.Collections.Concurrent;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Serves the rows of a table.</summary>
/// <typeparam name="T">Type of the rows.</typeparam>
/// <param name="name">Name of the endpoint.</param>
/// <param name="schema">JSON Schema of a row.</param>
/// <param name="row">Writes a row.</param>
/// <param name="key">The member that finds a row; null where rows are only listed.</param>
/// <param name="isInternal">Whether it has no address.</param>
sealed class TableEndpoint<T>(string name, string schema, JsonCodec<T> row, string? key, bool isInternal) : PublishedEndpoint(name, schema), ITableEndpoint
{
    public override bool IsInternal => isInternal;

    public string? Key => key;

    public Field? KeyField => RowType<T>.Instance.Fields.FirstOrDefault(f => f.Name == key);

    public override async Task<EndpointContent> LoadAsync(ArtifactStore artifacts, EndpointVersion version, CancellationToken cancel)
    {
        var rows = await artifacts.ReadAsync(version.Hash, TableCodec<T>.Instance, cancel).ConfigureAwait(false);
        return new TableContent<T>(version, rows, row, key is null ? [] : TableKeys.Of(Name, rows, key));
    }
}

/// <summary>What is known of an endpoint of rows, whatever their type.</summary>
interface ITableEndpoint
{
    /// <summary>The member that finds a row; null where rows are only listed.</summary>
    string? Key { get; }

    /// <summary>Its column.</summary>
    Field? KeyField { get; }
}

/// <summary>The rows of one version.</summary>
abstract class TableContent(EndpointVersion version) : EndpointContent(version)
{
    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>The columns.</summary>
    public abstract IReadOnlyList<Field> Fields { get; }

    /// <summary>The row with a key; false where there is none.</summary>
    public abstract bool TryFind(string key, out int row);

    /// <summary>Writes a row as a JSON object.</summary>
    public abstract void Write(Utf8JsonWriter json, int row);

    /// <summary>The rows by a column's values, equal ones in the table's order; kept, so that every page after the first is as quick as without an order.</summary>
    public abstract int[] By(Field field);
}

sealed class TableContent<T>(EndpointVersion version, Table<T> rows, JsonCodec<T> codec, Dictionary<string, int> keys) : TableContent(version)
{
    readonly ConcurrentDictionary<string, Lazy<int[]>> _orders = [];

    public override object? Value => rows;

    public override int Count => rows.Count;

    public override IReadOnlyList<Field> Fields => rows.Fields;

    public override bool TryFind(string key, out int row) => keys.TryGetValue(key, out row);

    public override void Write(Utf8JsonWriter json, int row) => codec.Write(json, rows[row]);

    public override int[] By(Field field) => _orders.GetOrAdd(field.Name, _ => new Lazy<int[]>(() => field.Accept(new Sorter(rows.ColumnOf(field.Name)!)))).Value;

    sealed class Sorter(Column column) : IFieldVisitor<int[]>
    {
        public int[] Visit<V>(Field field)
        {
            var order = Enumerable.Range(0, column.Count).ToArray();
            var values = ((Column<V>)column).Items;
            var comparer = typeof(V) == typeof(string) ? (IComparer<V>)StringComparer.Ordinal : Comparer<V>.Default;
            Array.Sort(order, (a, b) => comparer.Compare(values[a], values[b]) is not 0 and var compared ? compared : a.CompareTo(b));
            return order;
        }
    }
}
