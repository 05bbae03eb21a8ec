using Aqueduct.Runtime;
using MongoDB.Bson;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>Rows of one batch as documents.</summary>
sealed class MongoDocuments
{
    readonly MongoDatabase _database;
    readonly TableSave _save;
    readonly string[] _names;
    readonly Func<int, BsonValue>[] _cells;
    readonly int _before;
    readonly byte[]? _ids;

    /// <param name="database">Where they go.</param>
    /// <param name="save">What is saved.</param>
    /// <param name="names">Names of the fields.</param>
    /// <param name="columns">The rows.</param>
    /// <param name="before">Number of rows in earlier batches.</param>
    /// <param name="ids">What the ids of the documents begin with; null where they are given by the rows or by the server.</param>
    public MongoDocuments(MongoDatabase database, TableSave save, string[] names, Column[] columns, int before, byte[]? ids)
    {
        (_database, _save, _names, _before, _ids) = (database, save, names, before, ids);
        _cells = [.. save.Fields.Zip(columns, BsonCells.Of)];
        Count = columns.Length == 0 ? 0 : columns[0].Count;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The document of a row.</summary>
    public BsonDocument At(int row)
    {
        var document = new BsonDocument();
        if (_ids is not null)
            document.Add("_id", MongoStage.IdOf(_ids, (uint)(_before + row)));
        for (var i = 0; i < _cells.Length; i++)
        {
            var value = _cells[i](row);
            if (value is BsonString text && !BsonCells.IsWhole(text.Value))
                throw _database.Error($"row {_before + row + 1} of {_save.Fields[i].Name} is text with half a surrogate pair, which the database does not store.");
            document.Add(_names[i], value);
        }

        return document;
    }
}
