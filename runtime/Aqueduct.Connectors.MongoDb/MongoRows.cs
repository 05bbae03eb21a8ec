using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>The documents of a query, gathered by column as far as they are asked for.</summary>
sealed class MongoRows<T> : RowSource<T>
{
    readonly MongoDatabase _database;
    readonly MongoQuery _query;
    readonly BsonColumn[] _columns;
    IAsyncCursor<BsonDocument>? _cursor;
    IEnumerator<BsonDocument>? _batch;
    string[] _names = [];
    int[] _places = [];
    long _row;
    bool _isOver;

    public MongoRows(MongoDatabase database, MongoQuery query)
    {
        (_database, _query) = (database, query);
        _columns = [.. RowType<T>.Instance.Fields.Select(f => f.Kind == FieldKind.Other ? throw database.Error(DatabaseTexts.NoColumns(typeof(T).Name)) : BsonColumn.Of(f))];
    }

    public override Table<T>? Next(int most, CancellationToken cancel)
    {
        if (_isOver)
            return null;
        cancel.ThrowIfCancellationRequested();
        return MongoFaults.Call(_database, () => Read(most, cancel));
    }

    public override void Dispose()
    {
        _batch?.Dispose();
        _cursor?.Dispose();
    }

    Table<T>? Read(int most, CancellationToken cancel)
    {
        if (_cursor is null)
            _cursor = _query.Run(cancel);
        var rows = 0;
        for (; rows < most && Move(cancel) is { } document; rows++)
            Add(document);
        if (_row == 0 && _isOver)
            RefuseMissing(cancel);
        return rows == 0 ? null : new Table<T>([.. _columns.Select(c => c.Build())]);
    }

    BsonDocument? Move(CancellationToken cancel)
    {
        while (_batch?.MoveNext() != true)
        {
            if (!_cursor!.MoveNext(cancel))
            {
                _isOver = true;
                return null;
            }

            _batch?.Dispose();
            _batch = _cursor.Current.GetEnumerator();
        }

        return _batch.Current;
    }

    void Add(BsonDocument document)
    {
        _row++;
        if (!IsAsLast(document))
            (_names, _places) = Layout([.. document.Names]);
        for (var i = 0; i < _columns.Length; i++)
        {
            var (column, place) = (_columns[i], _places[i]);
            var value = place < 0 ? BsonNull.Value : document[place];
            if (value.IsBsonNull || value.BsonType == BsonType.Undefined)
                AddNull(column, place);
            else if (!column.TryAdd(value))
                throw _database.Error($"row {_row}, column {_names[place]} is {Shown(value)}; member {DatabaseTexts.Member(column.Field)} takes {column.Expected}.");
        }
    }

    void AddNull(BsonColumn column, int place)
    {
        if (column.Field.Nullable)
            column.AddNull();
        else if (place >= 0)
            throw _database.Error(DatabaseTexts.Missing($"row {_row}, column {_names[place]}", column.Field));
        else
            throw _database.Error($"row {_row} has no field for member {column.Field.Name} of {typeof(T).Name}; it has {string.Join(", ", _names)}.{Nearest.Hint(ColumnNames.ForNew(column.Field), _names)} Make the member nullable, name its field with [Column], or leave such documents out in the query.");
    }

    // Documents of one collection mostly have the same fields in the same order.
    bool IsAsLast(BsonDocument document)
    {
        if (document.ElementCount != _names.Length || _names.Length == 0)
            return false;
        for (var i = 0; i < _names.Length; i++)
            if (document.GetElement(i).Name != _names[i])
                return false;
        return true;
    }

    (string[] Names, int[] Places) Layout(string[] names)
    {
        try
        {
            return (names, [.. _columns.Select(c => ColumnNames.Find(c.Field, names))]);
        }
        catch (InvalidOperationException e)
        {
            throw _database.Error($"row {_row}: {e.Message}");
        }
    }

    // To the server a collection that is not there is an empty one.
    void RefuseMissing(CancellationToken cancel)
    {
        var names = MongoCollections.Names(_database, cancel);
        if (!names.Contains(_query.Collection))
            throw _database.Error($"there is no collection '{_query.Collection}'.{(names.Count == 0 ? " There is none at all." : DatabaseTexts.Tables(names, _query.Collection))} In: {DatabaseTexts.FirstLine(_query.Text)}");
    }

    static string Shown(BsonValue value) => value is BsonString text ? $"the text '{DatabaseTexts.Cut(text.Value)}'" : DatabaseTexts.Cut(value.ToString()!);
}
