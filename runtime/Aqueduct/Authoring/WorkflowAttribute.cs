namespace Aqueduct;

/// <summary>Marks the method whose body composes operators, checks, metrics and saves into a workflow.</summary>
/// <param name="name">Display name, 1 to 120 characters. Its slug (lower-case letters, digits, hyphens) is unique in the app and at most 52 long.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WorkflowAttribute(string name) : Attribute
{
    /// <summary>Display name.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for people who see the workflow in a list.</summary>
    public string? Description { get; set; }

    /// <summary>Five-field cron expression (Cronos syntax: L, W and # included) or @hourly, @daily, @weekly, @monthly, @yearly; none: started by hand.</summary>
    public string? Schedule { get; set; }

    /// <summary>IANA time zone of <see cref="Schedule"/>; UTC when not given.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Display name of the workflow after whose success this one starts.</summary>
    public string? After { get; set; }

    /// <summary>Files at whose arrival it starts, as a folder or an object store among the resources and a path in it: <c>landing/orders-{day}.csv</c>. A <c>{name}</c> stands for any text without a slash, and is given to that parameter. A server watches for them (package Aqueduct.Server).</summary>
    public string? OnFile { get; set; }

    /// <summary>Whether <c>POST /triggers/{slug}</c> of a server starts it (package Aqueduct.Server). Its token is in aqueduct.json.</summary>
    public bool Webhook { get; set; }

    /// <summary>Longest duration of a run, such as <c>00:30:00</c>, <c>90s</c>, <c>15m</c>, <c>2h</c> or <c>1d</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>What happens when a run is due while the previous one still runs.</summary>
    public Overlap Overlap { get; set; } = Overlap.Skip;

    /// <summary>Which missed firings are made up for after an outage.</summary>
    public CatchUp CatchUp { get; set; } = CatchUp.Last;

    /// <summary>Number of runs whose records and artifacts are kept; 0 keeps all. After each run the oldest ones beyond that number are removed; Kubernetes keeps as many finished Jobs.</summary>
    public int KeepRuns { get; set; }

    /// <summary>Whether intermediate artifacts are written to the artifact store.</summary>
    public bool Snapshots { get; set; } = true;
}
