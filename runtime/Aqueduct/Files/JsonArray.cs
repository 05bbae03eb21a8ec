using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>The rows of a JSON array of objects, read as far as they are asked for: the file is in memory as a whole where all are, else one piece of it.</summary>
sealed class JsonArray<T>(Stream stream, bool isWhole, FilePlace file) : RowSource<T>
{
    const int Piece = 1 << 20;

    readonly JsonRows _rows = new(TableFile.Columns<T>(file), file);
    byte[] _bytes = [];
    int _start, _end; // what is in memory and not yet read
    bool _isLast; // whether the file ends there
    bool _isBegun, _isOver;
    JsonReaderState _state;

    public override Table<T>? Next(int most, CancellationToken cancel)
    {
        var before = _rows.Count;
        try
        {
            while (!_isOver && _rows.Count - before < most)
            {
                cancel.ThrowIfCancellationRequested();
                if (Read(before, most, cancel))
                    continue;
                if (_isLast)
                    throw NoArray();
                Fill();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw file.Error($"row {_rows.Count + 1}: {e.Message}");
        }

        return _rows.Count == before ? null : new Table<T>(_rows.Build());
    }

    /// <summary>Reads the rows that are in memory; false where more of the file is needed.</summary>
    bool Read(int before, int most, CancellationToken cancel)
    {
        var json = new Utf8JsonReader(_bytes.AsSpan(_start, _end - _start), _isLast, _state);
        while (_rows.Count - before < most)
        {
            if (_rows.Count % RowsBetweenChecks == 0)
                cancel.ThrowIfCancellationRequested();
            var ahead = json;
            if (!ahead.Read())
                return Keep(ref json, false);
            if (!_isBegun)
            {
                if (ahead.TokenType != JsonTokenType.StartArray)
                    throw NoArray();
                _isBegun = true;
                json = ahead;
            }
            else if (ahead.TokenType == JsonTokenType.EndArray)
            {
                // Whatever stands behind the array is refused.
                if (!_isLast)
                    return Keep(ref json, false);
                ahead.Read();
                return _isOver = true;
            }
            else if (!_isLast && !ahead.TrySkip())
            {
                return Keep(ref json, false);
            }
            else
            {
                json.Read();
                _rows.Read(ref json);
            }
        }

        return Keep(ref json, true);
    }

    /// <summary>Notes how far the file is read.</summary>
    bool Keep(ref Utf8JsonReader json, bool result)
    {
        _start += (int)json.BytesConsumed;
        _state = json.CurrentState;
        return result;
    }

    /// <summary>Brings the next piece of the file into memory, behind what is left of the one before.</summary>
    void Fill()
    {
        var isFirst = _bytes.Length == 0;
        var left = _bytes.AsSpan(_start, _end - _start);
        var room = isFirst && isWhole ? checked((int)(stream.Length - stream.Position)) + 1 : left.Length + Piece;
        var bytes = room <= _bytes.Length ? _bytes : new byte[Math.Max(room, left.Length * 2)];
        left.CopyTo(bytes);
        (_bytes, _start, _end) = (bytes, 0, left.Length);
        var read = stream.ReadAtLeast(bytes.AsSpan(_end), bytes.Length - _end, throwOnEndOfStream: false);
        _end += read;
        _isLast = _end < bytes.Length;
        if (isFirst && bytes.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
            _start = Encoding.UTF8.Preamble.Length;
    }

    ResourceException NoArray() => file.Error("it is no array of objects such as [ { \"id\": 1 } ].");

    public override void Dispose()
    {
    }
}
