using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>Which firings of a schedule are due.</summary>
public class FiringsTests
{
    static DateTimeOffset At(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    static string Due(string schedule, string? zone, CatchUp policy, string? last, string now) =>
        string.Join(", ", Firings.Of(schedule, zone).Due(policy, last is null ? null : At(last), At(now)).Select(t => t.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)));

    [Theory]
    // Two days were missed; it is noon.
    [InlineData(CatchUp.All, "2026-01-01 06:00:00", "2026-01-04 12:00:00", "01-02 06:00, 01-03 06:00, 01-04 06:00")]
    [InlineData(CatchUp.Last, "2026-01-01 06:00:00", "2026-01-04 12:00:00", "01-04 06:00")]
    [InlineData(CatchUp.None, "2026-01-01 06:00:00", "2026-01-04 12:00:00", "")]
    // One has only just come.
    [InlineData(CatchUp.None, "2026-01-01 06:00:00", "2026-01-04 06:00:59", "01-04 06:00")]
    [InlineData(CatchUp.None, "2026-01-01 06:00:00", "2026-01-04 06:01:00", "")]
    [InlineData(CatchUp.None, "2026-01-04 06:00:00", "2026-01-04 06:00:30", "")]
    [InlineData(CatchUp.Last, "2026-01-03 06:00:00", "2026-01-04 06:00:00", "01-04 06:00")]
    // Nothing was missed.
    [InlineData(CatchUp.All, "2026-01-04 06:00:00", "2026-01-05 05:59:59", "")]
    [InlineData(CatchUp.Last, "2026-01-04 06:00:00", "2026-01-05 05:59:59", "")]
    // A run stands for a time after the newest firing, such as one that was started by hand, or the clock was set back.
    [InlineData(CatchUp.Last, "2026-01-04 09:00:00", "2026-01-04 12:00:00", "")]
    [InlineData(CatchUp.All, "2026-01-09 06:00:00", "2026-01-04 12:00:00", "")]
    [InlineData(CatchUp.Last, "2026-01-09 06:00:00", "2026-01-04 12:00:00", "")]
    // Nothing has run yet.
    [InlineData(CatchUp.All, null, "2026-01-04 12:00:00", "01-04 06:00")]
    [InlineData(CatchUp.Last, null, "2026-01-04 12:00:00", "01-04 06:00")]
    [InlineData(CatchUp.None, null, "2026-01-04 12:00:00", "")]
    [InlineData(CatchUp.None, null, "2026-01-04 06:00:10", "01-04 06:00")]
    public void A_policy_says_what_is_made_up_for(CatchUp policy, string? last, string now, string expected) => Assert.Equal(expected, Due("0 6 * * *", null, policy, last, now));

    [Theory]
    // Clocks go forward at 02:00 in the night to the 29th of March: 02:30 fires at 03:00, which is 01:00 UTC.
    [InlineData("30 2 * * *", "2026-03-27 12:00:00", "2026-03-30 12:00:00", "03-28 01:30, 03-29 01:00, 03-30 00:30")]
    [InlineData("0 6 * * *", "2026-03-27 12:00:00", "2026-03-30 12:00:00", "03-28 05:00, 03-29 04:00, 03-30 04:00")]
    [InlineData("0 * * * *", "2026-03-28 23:30:00", "2026-03-29 02:30:00", "03-29 00:00, 03-29 01:00, 03-29 02:00")]
    // Clocks go back at 03:00 in the night to the 25th of October: 02:30 comes twice and fires once, every hour fires in each.
    [InlineData("30 2 * * *", "2026-10-23 12:00:00", "2026-10-26 12:00:00", "10-24 00:30, 10-25 00:30, 10-26 01:30")]
    [InlineData("0 * * * *", "2026-10-24 23:30:00", "2026-10-25 02:30:00", "10-25 00:00, 10-25 01:00, 10-25 02:00")]
    public void Clock_changes_leave_none_out_and_start_none_twice(string schedule, string last, string now, string expected)
    {
        Assert.Equal(expected, Due(schedule, "Europe/Berlin", CatchUp.All, last, now));
        Assert.Equal(expected.Split(", ")[^1], Due(schedule, "Europe/Berlin", CatchUp.Last, last, now));
        // In steps of ten minutes, each taking up where the one before ended, the same firings are due, each once.
        var firings = Firings.Of(schedule, "Europe/Berlin");
        var (done, started) = (At(last), new List<DateTimeOffset>());
        for (var time = At(last); time <= At(now); time += TimeSpan.FromMinutes(10))
            foreach (var firing in firings.Due(CatchUp.Last, done, time))
            {
                started.Add(firing);
                done = firing;
                Assert.True(firings.IsFiring(firing));
            }

        Assert.Equal(expected, string.Join(", ", started.Select(t => t.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void After_a_long_outage_no_more_than_a_bound_are_due_at_once_the_oldest_first()
    {
        var due = Firings.Of("* * * * *", null).Due(CatchUp.All, At("2016-01-01 00:00:00"), At("2026-01-01 00:00:00"));
        Assert.Equal((Firings.Most, At("2016-01-01 00:01:00")), (due.Count, due[0]));
        Assert.Equal([At("2026-01-01 00:00:00")], Firings.Of("* * * * *", null).Due(CatchUp.Last, At("2016-01-01 00:00:00"), At("2026-01-01 00:00:30")));
    }

    [Theory]
    [InlineData("0 0 29 2 *", "2026-01-01 00:00:00", "02-29 00:00"), InlineData("0 0 30 2 *", "2026-01-01 00:00:00", ""), InlineData("@yearly", "2026-06-01 00:00:00", "01-01 00:00")]
    public void What_fires_seldom_or_never_is_found_or_not(string schedule, string now, string expected) => Assert.Equal(expected, Due(schedule, null, CatchUp.Last, null, now));

    [Fact]
    public void A_time_between_two_firings_is_none()
    {
        var firings = Firings.Of("0 6 * * *", "Europe/Berlin");
        Assert.False(firings.IsFiring(At("2026-01-04 06:00:00")));
        Assert.True(firings.IsFiring(At("2026-01-04 05:00:00")));
        Assert.False(firings.IsFiring(At("2026-01-04 05:00:01")));
        Assert.Equal(At("2026-01-05 05:00:00"), firings.Next(At("2026-01-04 05:00:00")));
    }
}
