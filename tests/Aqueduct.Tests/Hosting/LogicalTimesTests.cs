using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Tests.Hosting;

public class LogicalTimesTests
{
    [Theory]
    [InlineData("2026-01-01", "2026-01-03", "0 6 * * *", null, "01-01 06:00, 01-02 06:00, 01-03 06:00")]
    [InlineData("2026-01-01", "2026-01-02", "@daily", "America/New_York", "01-01 05:00, 01-02 05:00")]
    // The clock goes forward in the night to the 29th of March.
    [InlineData("2026-03-28", "2026-03-30", "0 0 * * *", "Europe/Berlin", "03-27 23:00, 03-28 23:00, 03-29 22:00")]
    [InlineData("2026-01-01T06:00", "2026-01-01T08:00", "@hourly", "Europe/Berlin", "01-01 05:00, 01-01 06:00, 01-01 07:00")]
    [InlineData("2026-01-01T06:00Z", "2026-01-01T09:00+02:00", "@hourly", "Europe/Berlin", "01-01 06:00, 01-01 07:00")]
    [InlineData("2026-01-01", "2026-01-01", "@monthly", null, "01-01 00:00")]
    [InlineData("2026-01-02", "2026-01-31", "@monthly", null, "")]
    public void A_range_is_read_in_the_workflows_time_zone_with_both_ends(string from, string to, string schedule, string? zone, string expected) =>
        Assert.Equal(expected, string.Join(", ", LogicalTimes.Between(from, to, schedule, zone).Select(t => t.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture))));
}
