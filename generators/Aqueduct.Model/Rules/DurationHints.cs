using System.Linq;
using System;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>What somebody who wrote a malformed duration most likely meant.</summary>
static class DurationHints
{
    /// <summary><c>5 min</c> is <c>5m</c>; null where it is anybody's guess.</summary>
    public static string? Suggest(string text)
    {
        var compact = text.Replace(" ", "").ToLowerInvariant();
        if (compact.StartsWith("pt", StringComparison.Ordinal))
            compact = compact.Substring(2);
        var digits = compact.TakeWhile(char.IsDigit).Count();
        var unit = compact.Substring(digits) switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => "s",
            "m" or "min" or "mins" or "minute" or "minutes" => "m",
            "h" or "hr" or "hrs" or "hour" or "hours" => "h",
            "d" or "day" or "days" => "d",
            _ => "",
        };
        var suggestion = compact.Substring(0, digits) + unit;
        return Durations.TryParse(suggestion, out _) ? suggestion : null;
    }
}
