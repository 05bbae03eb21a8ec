using System;

namespace Aqueduct.Rules;

/// <summary>One of the five fields of a cron expression.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="First">Smallest value.</param>
/// <param name="Last">Largest value.</param>
/// <param name="Names">Three-letter names of the values from <paramref name="First"/> on, separated by blanks.</param>
sealed record CronField(string Name, int First, int Last, string Names = "")
{
    public static readonly CronField Minute = new("minute", 0, 59);
    public static readonly CronField Hour = new("hour", 0, 23);
    public static readonly CronField Day = new("day of the month", 1, 31);
    public static readonly CronField Month = new("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC");

    /// <summary>0 and 7 are both Sunday.</summary>
    public static readonly CronField Weekday = new("weekday", 0, 7, "SUN MON TUE WED THU FRI SAT");

    /// <summary>All values as bits.</summary>
    public ulong All => Range(First, Last, 1);

    /// <summary>The values a message lists.</summary>
    public string Expected => Names.Length == 0 ? $"{First} to {Last}" : $"{First} to {Last} or {Names.Substring(0, 3)} to {Names.Substring(Names.Length - 3)}";

    /// <summary>Every <paramref name="step"/>th value from <paramref name="low"/> to <paramref name="high"/>; a range that runs backwards goes around the end.</summary>
    public ulong Range(int low, int high, int step)
    {
        if (low <= high)
        {
            var bits = 0UL;
            for (var value = low; value <= high; value += step)
                bits |= 1UL << value;
            return bits;
        }

        // Friday to Monday is 5 6 0 1: in a week 7 is 0, so that the circle ends at 6. What is left of the last step goes on behind the end.
        var last = this == Weekday ? 6 : Last;
        var rest = First + step - (last - low) % step - 1;
        return (low <= last ? Range(low, last, step) : 0) | (rest <= high ? Range(rest, high, step) : 0);
    }
}
