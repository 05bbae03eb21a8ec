namespace Aqueduct;

/// <summary>Holds the metric it stands on against the values it had in earlier runs; each is a check of its own.</summary>
/// <remarks>
/// Earlier runs are those of the same workflow, for an earlier logical time, that succeeded, with or without warnings: what a failed run measured is no example of what is usual.
/// Of several runs for one logical time the last counts. The parameters of the runs are not compared.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnomalyAttribute : Attribute
{
    /// <summary>Most earlier values the metric is compared with, the newest ones; 2 or more.</summary>
    public int Window { get; set; } = 30;

    /// <summary>Largest modified z-score, in either direction, that is usual; above 0, 3.5 as Iglewicz and Hoaglin recommend.</summary>
    public double Threshold { get; set; } = 3.5;

    /// <summary>Which earlier values the metric is compared with.</summary>
    public AnomalyMethod Method { get; set; }

    /// <summary>Number of runs in a season, for <see cref="AnomalyMethod.Seasonal"/>: 7 for daily runs and weeks, 24 for hourly runs and days; 2 or more.</summary>
    public int Season { get; set; }

    /// <summary>Fewest earlier values that are judged by; as long as there are fewer the check holds. From 2 to <see cref="Window"/>.</summary>
    public int MinimumRuns { get; set; } = 8;

    /// <summary>What an unusual metric does to the run.</summary>
    public Severity Severity { get; set; } = Severity.Warning;
}

/// <summary>Which earlier values of a metric are compared with the one just measured.</summary>
public enum AnomalyMethod
{
    /// <summary>Those of the last runs, by the distance from their median (robust z-score).</summary>
    RobustZ,

    /// <summary>Those at the same position of earlier seasons, such as of earlier Mondays, by the distance from their median.</summary>
    Seasonal,
}
