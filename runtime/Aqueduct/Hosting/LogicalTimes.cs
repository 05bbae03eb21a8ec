using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>The instants that runs stand for.</summary>
static class LogicalTimes
{
    static readonly string[] Days = ["yyyy-MM-dd"];
    static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>The firings of a schedule from one instant to another, both included. A day stands for its first instant in <paramref name="from"/>, and for its last in <paramref name="to"/>.</summary>
    /// <exception cref="RefusedException">A time, the schedule or the time zone is not one, or the range is empty.</exception>
    public static IReadOnlyList<DateTimeOffset> Between(string from, string to, string schedule, string? timeZone)
    {
        var firings = Firings.Of(schedule, timeZone);
        var zone = Firings.Zone(timeZone);
        var (first, last) = (Read(from, zone, "--from", false), Read(to, zone, "--to", true));
        return last < first ? throw new RefusedException($"--to {to} is before --from {from}.") : [.. firings.Between(first, last)];
    }

    /// <summary>An instant as schedulers write it, in UTC where it says no offset; null where it is none.</summary>
    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    static DateTimeOffset Read(string text, TimeZoneInfo zone, string option, bool isEnd)
    {
        if (DateTime.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return isEnd ? At(day.AddDays(1), zone).AddTicks(-1) : At(day, zone);
        if (DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return At(local, zone);
        // Without an offset of its own a time has been read above.
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && text.Contains('T', StringComparison.Ordinal)
            ? instant.ToUniversalTime()
            : throw new RefusedException($"{option} '{text}' is no time. Write 2026-01-31, 2026-01-31T06:00 (in the workflow's time zone) or 2026-01-31T06:00Z.");
    }

    // A local time that a clock change leaves out stands for the first instant after it.
    static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
