using Cronos;

namespace Aqueduct.Runtime;

/// <summary>The instants at which a schedule fires in a time zone. Clock changes are Cronos': a time that is left out fires at the first instant after it, a time of day that comes twice fires once.</summary>
sealed class Firings
{
    /// <summary>Most firings that are due at once: the rest is due in the next call.</summary>
    public const int Most = 1000;

    /// <summary>Age from which on a firing counts as missed; what is younger has only just come.</summary>
    public static readonly TimeSpan Missed = TimeSpan.FromMinutes(1);

    readonly CronExpression _cron;
    readonly TimeZoneInfo _zone;

    Firings(CronExpression cron, TimeZoneInfo zone) => (_cron, _zone) = (cron, zone);

    /// <summary>The firings of a schedule.</summary>
    /// <param name="schedule">Cron expression of five fields, or a preset.</param>
    /// <param name="timeZone">IANA time zone; null is UTC.</param>
    /// <exception cref="RefusedException">The schedule or the time zone is not one.</exception>
    public static Firings Of(string schedule, string? timeZone)
    {
        var zone = Zone(timeZone);
        try
        {
            return new Firings(CronExpression.Parse(schedule), zone);
        }
        catch (CronFormatException e)
        {
            throw new RefusedException($"'{schedule}' is no schedule: {e.Message} Write five fields such as '0 6 * * 1', or @hourly, @daily, @weekly, @monthly, @yearly.");
        }
    }

    /// <summary>The time zone of that name; UTC without one.</summary>
    /// <exception cref="RefusedException">This machine knows none of that name.</exception>
    public static TimeZoneInfo Zone(string? id)
    {
        try
        {
            return id is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(id);
        }
        catch (TimeZoneNotFoundException e)
        {
            throw new RefusedException($"Time zone '{id}' is not known on this machine: {e.Message}");
        }
    }

    /// <summary>The next firing after an instant, in UTC; null where there is none any more.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => _cron.GetNextOccurrence(after, _zone)?.ToUniversalTime();

    /// <summary>Whether the schedule fires at that very instant.</summary>
    public bool IsFiring(DateTimeOffset time) => Next(time.AddTicks(-1)) == time;

    /// <summary>The firings from one instant to another, both included, in UTC.</summary>
    public IEnumerable<DateTimeOffset> Between(DateTimeOffset first, DateTimeOffset last) =>
        // From the moment before: the first instant after a time that is left out is a firing only to who comes from there.
        first > last ? [] : _cron.GetOccurrences(first.AddTicks(-1), last, _zone, fromInclusive: false, toInclusive: true).Select(o => o.ToUniversalTime());

    /// <summary>The firings that are to be started now, the oldest first.</summary>
    /// <param name="policy">Which missed firings are made up for.</param>
    /// <param name="last">The instant up to which all is done: of the newest firing that has a run, or of the newest run where no firing has one; null where nothing has run. Then nobody has missed anything before the latest firing.</param>
    /// <param name="now">The time.</param>
    /// <returns>At most <see cref="Most"/> of them.</returns>
    public IReadOnlyList<DateTimeOffset> Due(CatchUp policy, DateTimeOffset? last, DateTimeOffset now)
    {
        if (policy == CatchUp.All && last is { } done)
            return [.. Between(done.AddTicks(1), now).Take(Most)];
        return Latest(now, policy == CatchUp.None ? now - Missed : last ?? DateTimeOffset.MinValue) is { } latest && !(latest <= last) ? [latest] : [];
    }

    /// <summary>The last firing up to an instant, and after another; null where there is none.</summary>
    DateTimeOffset? Latest(DateTimeOffset now, DateTimeOffset after)
    {
        // Backwards in steps that double: where the schedule fires seldom they are few, and where it fires often the first one holds few firings.
        for (var step = TimeSpan.FromHours(1); ; step *= 2)
        {
            var isLast = now.UtcTicks - after.UtcTicks <= step.Ticks || step > Longest;
            if (Between(isLast && step <= Longest ? after.AddTicks(1) : now - step, now).Select(t => (DateTimeOffset?)t).LastOrDefault() is { } found)
                return found;
            if (isLast)
                return null;
        }
    }

    /// <summary>A schedule that has not fired for so long, leap days included, never fires.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(366 * 9);
}
