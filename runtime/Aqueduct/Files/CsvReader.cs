namespace Aqueduct.Runtime;

/// <summary>Reads the records of a CSV text (RFC 4180) field by field.</summary>
/// <remarks>Written here because a null is told from an empty text by its missing quotes, which the libraries at hand do not tell.</remarks>
sealed class CsvReader(TextReader text)
{
    readonly char[] _buffer = new char[1 << 15];
    char[] _field = new char[256];
    int _length;
    int _next;
    int _end;

    /// <summary>The field's text, without its quotes; valid until the next is read.</summary>
    public ReadOnlySpan<char> Field => _field.AsSpan(0, _length);

    /// <summary>Whether the field was quoted.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Whether the field was the last of its record.</summary>
    public bool EndsRecord { get; private set; }

    /// <summary>Line the next character stands in, counted from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Reads the first field of the next record; false at the end of the text. Empty lines are passed over.</summary>
    public bool ReadRecord()
    {
        while (Peek() is '\r' or '\n')
            Take();
        return Peek() >= 0 && ReadField();
    }

    /// <summary>Reads the next field of the record.</summary>
    /// <exception cref="FormatException">A quote is where none may be, or is never closed.</exception>
    public bool ReadField()
    {
        (_length, IsQuoted, EndsRecord) = (0, Peek() == '"', false);
        if (IsQuoted)
            ReadQuoted();
        else
            while (Peek() is not (-1 or ',' or '\r' or '\n'))
                Keep((char)Take());

        switch (Take())
        {
            case ',':
                break;
            case '\r':
                if (Peek() == '\n')
                    Take();
                EndsRecord = true;
                break;
            case '\n' or -1:
                EndsRecord = true;
                break;
            default:
                throw new FormatException("there is text behind a closing quote; a quote inside a quoted value is doubled");
        }

        return true;
    }

    void ReadQuoted()
    {
        Take();
        while (true)
        {
            var c = Take();
            if (c < 0)
                throw new FormatException("a quote is never closed");
            if (c == '"' && Peek() != '"')
                return;
            if (c == '"')
                Take();
            Keep((char)c);
        }
    }

    void Keep(char c)
    {
        if (_length == _field.Length)
            Array.Resize(ref _field, _length * 2);
        _field[_length++] = c;
    }

    int Peek()
    {
        if (_next == _end)
            (_next, _end) = (0, text.Read(_buffer));
        return _next < _end ? _buffer[_next] : -1;
    }

    int Take()
    {
        var c = Peek();
        if (c >= 0)
            _next++;
        if (c == '\n')
            Line++;
        return c;
    }
}
