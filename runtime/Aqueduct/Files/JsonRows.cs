using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Puts the objects of a JSON array into columns. Objects mostly name their members in one order: what stood at a place in the last is looked for there first.</summary>
sealed class JsonRows(FileColumn[] columns, FilePlace file)
{
    readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    readonly List<Member> _order = [];
    readonly int[] _seen = new int[columns.Length]; // number of the last row that had a value
    char[] _room = new char[256];

    /// <summary>Number of rows that are read.</summary>
    public int Count { get; private set; }

    public Column[] Build() => [.. columns.Select(c => c.Build())];

    /// <summary>Reads the object that starts here.</summary>
    public void Read(ref Utf8JsonReader json)
    {
        var row = Count + 1;
        if (json.TokenType != JsonTokenType.StartObject)
            throw file.Error($"{Row(row)} is no object.");
        for (var i = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; i++)
        {
            var member = MemberAt(i, ref json);
            json.Read();
            if (member.Place < 0)
                json.TrySkip(); // never in vain: the object is in memory as a whole
            else if (_seen[member.Place] == row)
                throw file.Error($"{Row(row)} has two values for member {columns[member.Place].Field.Name}.");
            else
                Add(ref json, member.Name, columns[member.Place], row, ref _seen[member.Place]);
        }

        Count = row;
        for (var i = 0; i < columns.Length; i++)
            if (_seen[i] != row)
                AddNull(columns[i], ColumnNames.ForNew(columns[i].Field), row);
    }

    Member MemberAt(int i, ref Utf8JsonReader json)
    {
        if (i < _order.Count && json.ValueTextEquals(_order[i].Utf8))
            return _order[i];
        var name = json.GetString()!;
        var member = new Member(name, Encoding.UTF8.GetBytes(name), PlaceOf(name));
        if (i < _order.Count)
            _order[i] = member;
        else if (i == _order.Count)
            _order.Add(member);
        return member;
    }

    int PlaceOf(string name)
    {
        if (_places.TryGetValue(name, out var place))
            return place;
        place = -1;
        for (var i = 0; i < columns.Length && place < 0; i++)
            if (ColumnNames.Find(columns[i].Field, [name]) == 0)
                place = i;
        return _places[name] = place;
    }

    void Add(ref Utf8JsonReader json, string name, FileColumn column, int row, ref int seen)
    {
        seen = row;
        var kind = column.Field.Kind;
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                AddNull(column, name, row);
                return;
            case JsonTokenType.Number when kind is >= FieldKind.SByte and <= FieldKind.Decimal && column.TryAdd(json.ValueSpan):
            case JsonTokenType.True or JsonTokenType.False when kind == FieldKind.Boolean && column.TryAdd(json.ValueSpan):
                return;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                throw FileColumns.Mismatch(file, Row(row), name, column, Encoding.UTF8.GetString(json.ValueSpan));
            case JsonTokenType.String:
                if (_room.Length < json.ValueSpan.Length)
                    _room = new char[json.ValueSpan.Length * 2];
                var text = _room.AsSpan(0, json.CopyString(_room));
                if (kind is FieldKind.Boolean or (>= FieldKind.SByte and <= FieldKind.UInt64) || !column.TryAdd(text))
                    throw FileColumns.Mismatch(file, Row(row), name, column, text);
                return;
            default:
                throw file.Error($"{Row(row)}, column {name} is {(json.TokenType == JsonTokenType.StartObject ? "an object" : "an array")}; a column holds single values.");
        }
    }

    void AddNull(FileColumn column, string name, int row)
    {
        if (!column.Field.Nullable)
            throw FileColumns.Missing(file, Row(row), name, column.Field);
        column.AddNull();
    }

    static string Row(int row) => string.Create(CultureInfo.InvariantCulture, $"row {row}");

    /// <summary>A member of the objects, and the column that it is for, or -1.</summary>
    readonly record struct Member(string Name, byte[] Utf8, int Place);
}
