using System;
using System.Globalization;

namespace Aqueduct.Model;

/// <summary>Durations as people write them in attributes: <c>00:05:00</c>, <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c>.</summary>
static class Durations
{
    /// <summary>Reads a positive duration.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is null or "")
            return false;
        var unit = text[text.Length - 1] switch { 's' => 1L, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        if (unit == 0)
            return text.IndexOf(':') > 0 && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && duration > TimeSpan.Zero;
        if (!int.TryParse(text.Substring(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            return false;
        if (count * unit > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond)
            return false;
        duration = TimeSpan.FromTicks(count * unit * TimeSpan.TicksPerSecond);
        return true;
    }

    /// <summary>The duration in <c>c</c> format, or null.</summary>
    public static string? Canonical(string? text) => TryParse(text, out var duration) ? duration.ToString("c", CultureInfo.InvariantCulture) : null;
}
