using System;
using System.Globalization;

namespace Aqueduct.Rules;

/// <summary>Why a text is no cron expression, and where in the text.</summary>
sealed record CronError(int Position, int Length, string Reason);

/// <summary>Reads the five fields of a cron expression, or a preset, by the grammar of the Cronos library, which runs the schedule.</summary>
/// <remarks>The grammar is written again here because an analyzer may ship no third-party dll; a property test holds the two together.</remarks>
sealed class CronParser
{
    readonly string _text;
    int _at;

    CronParser(string text) => _text = text;

    /// <summary>The schedule, or null and the first mistake.</summary>
    public static CronSchedule? Parse(string text, out CronError? error)
    {
        error = null;
        try
        {
            return new CronParser(text).Read();
        }
        catch (Mistake mistake)
        {
            error = mistake.Error;
            return null;
        }
    }

    char Current => _at < _text.Length ? _text[_at] : '\0';

    CronSchedule Read()
    {
        SkipBlanks();
        if (Current == '@')
            return ReadPreset();

        var fields = _text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 6)
            throw At(_at, fields[0].Length, "six fields were given, a schedule has five (no seconds)");

        var minutes = ReadField(CronField.Minute);
        Separate(CronField.Minute);
        var hours = ReadField(CronField.Hour);
        Separate(CronField.Hour);
        var (days, lastDay, offset, nearestWeekday) = ReadDayOfMonth();
        Separate(CronField.Day);
        var months = ReadField(CronField.Month);
        Separate(CronField.Month);
        var (weekdays, lastWeekday, nth) = ReadWeekday();
        SkipBlanks();
        if (_at < _text.Length)
            throw At(_at, _text.Length - _at, $"'{Current}' was not expected after the {CronField.Weekday.Name}");
        return new CronSchedule(minutes, hours, days, months, (weekdays | weekdays >> 7) & 0x7F, lastDay, offset, nearestWeekday, lastWeekday, nth);
    }

    CronSchedule ReadPreset()
    {
        var start = _at;
        while (_at < _text.Length && !IsBlank(Current))
            _at++;
        var name = _text.Substring(start, _at - start);
        SkipBlanks();
        return _at < _text.Length || CronSchedule.OfPreset(name) is not { } preset
            ? throw At(start, _text.Length - start, $"'{_text.Substring(start).Trim()}' is not one of {string.Join(", ", CronSchedule.Presets)}")
            : preset;
    }

    ulong ReadField(CronField field)
    {
        if (Accept('*') || Accept('?'))
            return ReadStar(field);
        return ReadList(field, ReadValue(field));
    }

    (ulong Days, bool Last, int Offset, bool NearestWeekday) ReadDayOfMonth()
    {
        var field = CronField.Day;
        if (Accept('*') || Accept('?'))
            return (ReadStar(field), false, 0, false);
        if (AcceptLetter('L'))
        {
            var offset = Accept('-') ? ReadNumber(field, "days before the last", 0, 30) : 0;
            return (field.All, true, offset, AcceptLetter('W'));
        }

        var day = ReadValue(field);
        return AcceptLetter('W') ? (Bit(day), false, 0, true) : (ReadList(field, day), false, 0, false);
    }

    (ulong Weekdays, bool Last, int Nth) ReadWeekday()
    {
        var field = CronField.Weekday;
        if (Accept('*') || Accept('?'))
            return (ReadStar(field), false, 0);
        var day = ReadValue(field);
        if (AcceptLetter('L'))
            return (Bit(day), true, 0);
        return Accept('#') ? (Bit(day), false, ReadNumber(field, "week of the month", 1, 5)) : (ReadList(field, day), false, 0);
    }

    ulong ReadStar(CronField field) => Accept('/') ? ReadStep(field, field.First, field.Last) : field.All;

    ulong ReadList(CronField field, int first)
    {
        var bits = ReadRange(field, first);
        while (Accept(','))
            bits |= ReadRange(field, ReadValue(field));
        return bits;
    }

    ulong ReadRange(CronField field, int low)
    {
        if (Accept('/'))
            return ReadStep(field, low, field.Last);
        if (!Accept('-'))
            return Bit(low);
        var high = ReadValue(field);
        return Accept('/') ? ReadStep(field, low, high) : field.Range(low, high, 1);
    }

    ulong ReadStep(CronField field, int low, int high) => field.Range(low, high, ReadNumber(field, "step", 1, field.Last));

    int ReadValue(CronField field)
    {
        var start = _at;
        if (IsDigit(Current))
            return ReadNumber(field, null, field.First, field.Last);
        while (_at < _text.Length && _at < start + 3 && char.IsLetter(Current))
            _at++;
        var name = field.Names.IndexOf(_text.Substring(start, _at - start), StringComparison.OrdinalIgnoreCase);
        if (_at == start + 3 && name >= 0 && name % 4 == 0)
            return name / 4 + field.First;
        if (start >= _text.Length)
            throw At(start, 0, $"the {field.Name} is missing: a schedule has five fields (minute hour day month weekday)");
        _at = start;
        while (_at < _text.Length && char.IsLetterOrDigit(Current))
            _at++;
        throw At(start, Math.Max(1, _at - start), $"the {field.Name} is {field.Expected}, found '{_text.Substring(start, Math.Max(1, _at - start))}'");
    }

    int ReadNumber(CronField field, string? role, int first, int last)
    {
        var start = _at;
        var number = 0;
        while (IsDigit(Current) && _at < start + 9)
            number = number * 10 + (_text[_at++] - '0');
        if (_at == start || _at > start + 2 || number < first || number > last)
            throw At(start, Math.Max(_at - start, start < _text.Length ? 1 : 0), role is null
                ? $"the {field.Name} is {field.Expected}, found {number}"
                : $"the {role} of the {field.Name} is {first} to {last}, found {(_at == start ? Found() : number.ToString(CultureInfo.InvariantCulture))}");
        return number;
    }

    void Separate(CronField after)
    {
        if (_at >= _text.Length)
            throw At(_at, 0, $"only the fields up to the {after.Name} are given: a schedule has five fields (minute hour day month weekday)");
        if (!IsBlank(Current))
            throw At(_at, 1, $"'{Current}' was not expected in the {after.Name}");
        SkipBlanks();
    }

    string Found() => _at < _text.Length ? $"'{Current}'" : "nothing";

    void SkipBlanks()
    {
        while (IsBlank(Current))
            _at++;
    }

    bool Accept(char c)
    {
        if (Current != c)
            return false;
        _at++;
        return true;
    }

    bool AcceptLetter(char upper) => Accept(upper) || Accept(char.ToLowerInvariant(upper));

    static bool IsBlank(char c) => c is ' ' or '\t';

    static bool IsDigit(char c) => c is >= '0' and <= '9';

    static ulong Bit(int value) => 1UL << value;

    static Mistake At(int position, int length, string reason) => new(new CronError(position, length, reason));

    sealed class Mistake(CronError error) : Exception(error.Reason)
    {
        public CronError Error { get; } = error;
    }
}
