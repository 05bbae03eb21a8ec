using System.Globalization;
using Aqueduct.Artifacts.Targets.Kubernetes;

namespace Aqueduct.Artifacts.Targets.Lambda;

/// <summary>Schedules as Amazon EventBridge Scheduler reads them: six fields, one of the two days a question mark, days of the week by name (its Sunday is 1): docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html.</summary>
static class LambdaSchedule
{
    static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    // Where a step from "*" begins.
    static readonly int[] First = [0, 0, 1, 1];

    /// <summary>The schedule; null, with the reason, where it cannot be said.</summary>
    public static string? Of(string schedule, out string? reason)
    {
        if (CronSchedule.Convert(schedule, out reason) is not { } plain)
            return null;
        var fields = plain.Split(' ');
        for (var i = 0; i < First.Length; i++)
            if (fields[i].StartsWith("*/", StringComparison.Ordinal))
                fields[i] = $"{First[i].ToString(CultureInfo.InvariantCulture)}/{fields[i][2..]}";
        var days = fields[4] == "*" ? "?" : string.Join(',', DaysOf(fields[4]).Select(d => Days[d]));
        return $"cron({fields[0]} {fields[1]} {(days == "?" ? fields[2] : "?")} {fields[3]} {days} *)";
    }

    static IEnumerable<int> DaysOf(string field)
    {
        if (!field.StartsWith("*/", StringComparison.Ordinal))
            return field.Split(',').Select(d => int.Parse(d, CultureInfo.InvariantCulture));
        var step = int.Parse(field[2..], CultureInfo.InvariantCulture);
        return Enumerable.Range(0, Days.Length).Where(d => d % step == 0);
    }
}
