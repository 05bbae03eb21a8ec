namespace Aqueduct.Model;

enum NodeKind
{
    Operator,
    Sql,
    Check,
    Metric,
    Save,
    Read,
    Write,
    Map,
    Endpoint,
    Email,
    Message,
}

/// <summary>A method marked [Operator], [Check] or [Metric], by itself.</summary>
sealed record OperatorModel
{
    public required NodeKind Kind { get; init; }

    public required MethodModel Method { get; init; }

    public Given<string>? Description { get; init; }

    public Given<int>? Retries { get; init; }

    public Given<string>? Timeout { get; init; }

    public Given<double>? Cpu { get; init; }

    public Given<string>? Memory { get; init; }

    public Given<int>? Gpu { get; init; }

    public Given<string>? Image { get; init; }

    public bool Cache { get; init; }

    /// <summary>Severity of a check.</summary>
    public string Severity { get; init; } = "Warning";

    /// <summary>Bounds, one for each limit written.</summary>
    public EquatableArray<BoundModel> Bounds { get; init; } = [];

    /// <summary>Comparisons with the metric's own history.</summary>
    public EquatableArray<AnomalyModel> Anomalies { get; init; } = [];
}

/// <summary>How a metric is compared with its own history: an [Anomaly].</summary>
/// <param name="Method">RobustZ or Seasonal.</param>
sealed record AnomalyModel(string Method, Given<int> Window, Given<double> Threshold, Given<int> Season, Given<int> MinimumRuns, string Severity, int Anchor);

/// <summary>A limit on a metric.</summary>
/// <param name="Attribute">Which [Bound] it comes from, counted from 0; an attribute with two limits gives two bounds.</param>
/// <param name="Kind">Below, Above, AtMost, AtLeast, EqualTo, NotEqualTo; empty where the attribute has no limit.</param>
sealed record BoundModel(int Attribute, string Kind, double Limit, string Severity, int Anchor);
