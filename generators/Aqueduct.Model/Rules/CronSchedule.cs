using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>When a parsed cron expression fires. Sets of values are bits; weekdays are 0 (Sunday) to 6.</summary>
sealed record CronSchedule(
    ulong Minutes, ulong Hours, ulong Days, ulong Months, ulong Weekdays,
    bool LastDay, int DaysBeforeLast, bool NearestWeekday, bool LastWeekday, int NthWeekday)
{
    const int MinutesOfDay = 24 * 60;

    /// <summary>After so many years days and weekdays repeat; only 1900, 2100 and their like break the rhythm.</summary>
    const int Cycle = 28;

    /// <summary>The presets, most frequent first.</summary>
    public static readonly string[] Presets = ["@hourly", "@daily", "@weekly", "@monthly", "@yearly"];

    static readonly string[] PresetFields = ["0 * * * *", "0 0 * * *", "0 0 * * 0", "0 0 1 * *", "0 0 1 1 *"];

    /// <summary>The schedule of a preset, ignoring case; null where there is none of that name.</summary>
    public static CronSchedule? OfPreset(string name)
    {
        var index = Array.FindIndex(Presets, p => string.Equals(p, name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : CronParser.Parse(PresetFields[index], out _);
    }

    /// <summary>Shortest time between two firings in UTC; null where it never fires.</summary>
    public TimeSpan? ShortestInterval()
    {
        var times = TimesOfDay();
        var shortest = Cycle * 365 * MinutesOfDay;
        for (var i = 1; i < times.Count; i++)
            shortest = Math.Min(shortest, times[i] - times[i - 1]);

        var overnight = MinutesOfDay - times[times.Count - 1] + times[0];
        var fires = false;
        var previous = -1;
        foreach (var day in FiringDays())
        {
            fires = true;
            if (previous >= 0)
                shortest = Math.Min(shortest, (day - previous - 1) * MinutesOfDay + overnight);
            if (previous >= 0 && previous == day - 1)
                break; // no two days lie closer
            previous = day;
        }

        return fires ? TimeSpan.FromMinutes(shortest) : null;
    }

    List<int> TimesOfDay()
    {
        var times = new List<int>();
        for (var hour = 0; hour < 24; hour++)
            for (var minute = 0; minute < 60; minute++)
                if (Has(Hours, hour) && Has(Minutes, minute))
                    times.Add(hour * 60 + minute);
        return times;
    }

    /// <summary>Days of firing, counted from the first of a cycle.</summary>
    IEnumerable<int> FiringDays()
    {
        var first = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var date = first; date.Year < first.Year + Cycle; date = date.AddDays(1))
            if (Has(Months, date.Month) && MatchesDay(date) && MatchesWeekday(date))
                yield return (date - first).Days;
    }

    bool MatchesDay(DateTime date)
    {
        var length = DateTime.DaysInMonth(date.Year, date.Month);
        if (!LastDay && !NearestWeekday)
            return Has(Days, date.Day);
        var target = LastDay ? length - DaysBeforeLast : Day(Days);
        if (target < 1 || target > length)
            return false;
        return date.Day == (NearestWeekday ? Nearest(new DateTime(date.Year, date.Month, target), length) : target);
    }

    static int Nearest(DateTime target, int length) => target.DayOfWeek switch
    {
        DayOfWeek.Saturday => target.Day == 1 ? 3 : target.Day - 1,
        DayOfWeek.Sunday => target.Day == length ? target.Day - 2 : target.Day + 1,
        _ => target.Day,
    };

    bool MatchesWeekday(DateTime date)
    {
        if (!Has(Weekdays, (int)date.DayOfWeek))
            return false;
        if (LastWeekday)
            return date.Day + 7 > DateTime.DaysInMonth(date.Year, date.Month);
        return NthWeekday == 0 || (date.Day + 6) / 7 == NthWeekday;
    }

    static int Day(ulong single)
    {
        var day = 0;
        while (!Has(single, day))
            day++;
        return day;
    }

    static bool Has(ulong set, int value) => (set >> value & 1) != 0;
}
