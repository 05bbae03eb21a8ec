using System.Globalization;

namespace Aqueduct.Artifacts.Targets.Kubernetes;

/// <summary>Schedules as Kubernetes reads them. Its cron knows neither L, W and # nor Sunday as 7 nor ranges that wrap, and where both days are
/// restricted it fires on either, Aqueduct's only on both.</summary>
static class CronSchedule
{
    static readonly Dictionary<string, string> Presets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@every_minute"] = "* * * * *",
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    };

    static readonly Field[] Fields =
    [
        new("minute", 0, 59), new("hour", 0, 23), new("day of month", 1, 31),
        new("month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
        new("day of week", 0, 6, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
    ];

    /// <summary>The schedule in five plain fields; null, with the reason, when Kubernetes cannot say it.</summary>
    public static string? Convert(string schedule, out string? reason)
    {
        reason = null;
        if (Presets.TryGetValue(schedule.Trim(), out var preset))
            return preset;
        var parts = schedule.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
        {
            reason = $"it has {parts.Length} fields instead of five";
            return null;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (Fields[i].Convert(parts[i]) is not { } converted)
            {
                reason = $"'{parts[i]}' for the {Fields[i].Name} has no counterpart there";
                return null;
            }

            parts[i] = converted;
        }

        if (parts[2] != "*" && parts[4] != "*")
        {
            reason = $"day of month '{parts[2]}' and day of week '{parts[4]}' would fire there on either, not only on both";
            return null;
        }

        return string.Join(' ', parts);
    }

    sealed record Field(string Name, int First, int Last, params string[] Words)
    {
        /// <summary>"*", "*/n" or the values one by one; null for what is not a list of values, ranges and steps.</summary>
        public string? Convert(string text)
        {
            if (text is "*" or "?" or "*/1")
                return "*";
            var values = new SortedSet<int>();
            foreach (var item in text.Split(','))
                if (!Add(item, values))
                    return null;
            return text.StartsWith("*/", StringComparison.Ordinal) && !text.Contains(',') ? text : string.Join(',', values);
        }

        bool Add(string item, SortedSet<int> values)
        {
            var (range, step) = Cut(item, '/');
            var (from, to) = Cut(range, '-');
            var every = 1;
            if (step is not null && (!int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out every) || every == 0))
                return false;
            int first = First, last = Last;
            if (range is not "*" && (!Parse(from, out first) || !Parse(to ?? from, out last)))
                return false;
            if (to is null && step is not null)
                last = Last;
            var length = Last - First + 1;
            var count = last >= first ? last - first : last - first + length; // FRI-MON wraps
            for (var i = 0; i <= count; i += every)
                values.Add(First + (first + i - First) % length);
            return true;
        }

        bool Parse(string text, out int value)
        {
            value = Array.FindIndex(Words, w => w.Equals(text, StringComparison.OrdinalIgnoreCase));
            if (value >= 0)
                value += First;
            else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
                return false;
            return value >= First && (value <= Last || (Words.Length == 7 && value == 7));
        }

        static (string Before, string? After) Cut(string text, char at) =>
            text.Split(at, 2) is [var before, var after] ? (before, after) : (text, null);
    }
}
