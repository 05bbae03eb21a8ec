using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Aqueduct.Rules;

/// <summary>What a JSON value is.</summary>
enum JsonTextKind { Object, Array, String, Literal }

/// <summary>A JSON value and where it stands. <see cref="Text"/> is the unescaped string or the literal as written.</summary>
sealed record JsonTextValue(JsonTextKind Kind, int Start, int Length, string Text, IReadOnlyList<JsonTextMember> Members);

/// <summary>A member of an object, or an element of an array under its index.</summary>
sealed record JsonTextMember(string Name, int NameStart, int NameLength, JsonTextValue Value);

/// <summary>Where and why a text is no JSON.</summary>
sealed record JsonTextError(int Position, string Reason);

/// <summary>A JSON scanner that keeps positions, with the comments and trailing commas that the configuration library allows.</summary>
/// <remarks>An analyzer may ship no third-party dll, and System.Text.Json is one where the compiler runs on the .NET Framework; see docs/decisions/0002.</remarks>
sealed class JsonText
{
    const int DeepestNesting = 64;
    readonly string _text;
    int _at;
    int _depth;

    JsonText(string text) => _text = text;

    /// <summary>The value, or null and the first mistake.</summary>
    public static JsonTextValue? Parse(string text, out JsonTextError? error)
    {
        var reader = new JsonText(text);
        error = null;
        try
        {
            var value = reader.ReadValue();
            reader.SkipBlanks();
            return reader._at == text.Length ? value : throw reader.Expected("the end of the file");
        }
        catch (Mistake mistake)
        {
            error = mistake.Error;
            return null;
        }
    }

    char Current => _at < _text.Length ? _text[_at] : '\0';

    JsonTextValue ReadValue()
    {
        SkipBlanks();
        var start = _at;
        switch (Current)
        {
            case '{':
                var members = ReadMembers('}', () => ReadMember());
                return new(JsonTextKind.Object, start, _at - start, "", members);
            case '[':
                var index = 0;
                var elements = ReadMembers(']', () => new JsonTextMember($"{index++}", _at, 0, ReadValue()));
                return new(JsonTextKind.Array, start, _at - start, "", elements);
            case '"':
                var text = ReadString();
                return new(JsonTextKind.String, start, _at - start, text, []);
            default:
                return ReadLiteral(start);
        }
    }

    JsonTextMember ReadMember()
    {
        var start = _at;
        if (Current != '"')
            throw Expected("a member's name in double quotes");
        var name = ReadString();
        var length = _at - start;
        SkipBlanks();
        if (Current != ':')
            throw Expected("':'");
        _at++;
        return new(name, start, length, ReadValue());
    }

    List<JsonTextMember> ReadMembers(char closing, Func<JsonTextMember> read)
    {
        if (++_depth > DeepestNesting)
            throw Wrong(_at, $"values are nested deeper than {DeepestNesting}");
        var members = new List<JsonTextMember>();
        _at++;
        SkipBlanks();
        while (Current != closing)
        {
            members.Add(read());
            SkipBlanks();
            if (Current == closing)
                break;
            if (Current != ',')
                throw Expected($"',' or '{closing}'");
            _at++;
            SkipBlanks();
        }

        _at++;
        _depth--;
        return members;
    }

    JsonTextValue ReadLiteral(int start)
    {
        while (char.IsLetterOrDigit(Current) || Current is '+' or '-' or '.')
            _at++;
        var text = _text.Substring(start, _at - start);
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && text.IndexOfAny(['N', 'I', '+'], 0, 1) < 0;
        if (text is "true" or "false" or "null" || isNumber)
            return new(JsonTextKind.Literal, start, text.Length, text, []);
        _at = start;
        throw Expected("a value");
    }

    string ReadString()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (Current != '"')
        {
            if (_at >= _text.Length || Current is '\n' or '\r')
                throw Wrong(start, "the text that starts here is not closed by a double quote");
            text.Append(Current == '\\' ? ReadEscape() : _text[_at++]);
        }

        _at++;
        return text.ToString();
    }

    char ReadEscape()
    {
        var start = _at++;
        var escape = Current;
        _at++;
        switch (escape)
        {
            case '"' or '\\' or '/': return escape;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default: throw Wrong(start, "a backslash is followed by one of \" \\ / b f n r t or u and four hexadecimal digits");
        }
    }

    void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(Current) || Current == '\uFEFF')
                _at++;
            else if (At("//"))
                _at = Math.Max(_text.IndexOf('\n', _at), 0) is var end and > 0 ? end : _text.Length;
            else if (At("/*"))
                _at = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : throw Wrong(_at, "the comment that starts here is not closed by */");
            else
                return;
        }
    }

    bool At(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0;

    Mistake Expected(string what) => Wrong(_at, $"{what} was expected, found {(_at < _text.Length ? $"'{Current}'" : "the end of the file")}");

    static Mistake Wrong(int position, string reason) => new(new JsonTextError(position, reason));

    sealed class Mistake(JsonTextError error) : Exception(error.Reason)
    {
        public JsonTextError Error { get; } = error;
    }
}
