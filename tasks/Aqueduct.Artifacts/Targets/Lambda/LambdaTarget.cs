using System.Globalization;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;
using Aqueduct.Artifacts.Targets.Kubernetes;

namespace Aqueduct.Artifacts.Targets.Lambda;

/// <summary>A SAM template with a function of the app's image for each workflow that Lambda has room and time for.</summary>
/// <remarks>Limits: docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</remarks>
sealed class LambdaTarget : ITarget
{
    const int LeastMegabytes = 128, MostMegabytes = 10_240, LeastStorage = 512, MostSeconds = 900, SecondsAfterTimeout = 10;

    // A function has as much of a processor as of memory, and of all memory six: docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html.
    const double MegabytesOfCpu = 1_769, MostCpu = 6;

    const string Input = """{"logicalTime": "<aws.scheduler.scheduled-time>"}""";

    public TargetFiles Render(DeploymentPlan plan)
    {
        var fitting = plan.Workflows.Where(w => Obstacle(w) is null).ToList();
        if (fitting.Count == 0)
            return new([], []);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var values = new
        {
            plan.App, plan.Image, plan.Environment, plan.SecretsName, Input,
            Functions = fitting.Select(w => FunctionOf(plan, w, ids)).ToList(),
            Missing = plan.Workflows.Select(Missing).OfType<string>().ToList(),
        };
        return new([TemplateRenderer.RenderYaml("lambda.sbn", "lambda.yaml", values, documents: 1)], []);
    }

    /// <summary>Why Lambda cannot run a workflow; null where it can. While typing AQ5003 says so where Lambda is a target.</summary>
    static string? Obstacle(PlannedWorkflow planned) =>
        planned.Size.Gpu > 0 ? "it asks for a GPU, which Lambda has none of"
        : OwnMegabytesOf(planned.Size) > MostMegabytes ? $"it asks for {planned.Size.Memory} of memory, and Lambda has {MostMegabytes} MB"
        : CpuOf(planned.Size) > MostCpu ? $"it asks for {planned.Size.Cpu} processors, and Lambda has {MostCpu}"
        : planned.Longest is { TotalSeconds: > MostSeconds } ? $"it may take longer than Lambda's {MostSeconds / 60} minutes"
        : null;

    static string? Missing(PlannedWorkflow planned) =>
        Obstacle(planned) is { } obstacle ? $"Without {planned.Model.Slug}: {obstacle}."
        : planned.Model.Schedule is not null && LambdaSchedule.Of(planned.Model.Schedule, out var reason) is null ? $"{planned.Model.Slug} has no schedule here: {reason}."
        : null;

    static double CpuOf(MachineSize size) => double.Parse(size.Cpu, CultureInfo.InvariantCulture);

    static double OwnMegabytesOf(MachineSize size) => size.MemoryBytes / (1024.0 * 1024);

    static Function FunctionOf(DeploymentPlan plan, PlannedWorkflow planned, HashSet<string> ids)
    {
        var megabytes = (int)Math.Clamp(Math.Ceiling(Math.Max(OwnMegabytesOf(planned.Size), MegabytesOfCpu * CpuOf(planned.Size))), LeastMegabytes, MostMegabytes);
        return new()
        {
            Id = IdOf(planned.Name, ids),
            Name = planned.Name,
            Slug = planned.Model.Slug,
            Version = planned.Model.Version,
            Megabytes = megabytes,
            Storage = Math.Max(LeastStorage, megabytes),
            Timeout = planned.Longest is { } longest ? Math.Min(MostSeconds, (int)Math.Ceiling(longest.TotalSeconds) + SecondsAfterTimeout) : MostSeconds,
            IsAlone = planned.Model.Overlap != Overlap.Parallel,
            Secrets = [.. planned.Secrets.Select(s => new Secret(s, $"{{{{resolve:secretsmanager:{plan.SecretsName}:SecretString:{s}}}}}"))],
            Schedule = planned.Model.Schedule is { } schedule ? LambdaSchedule.Of(schedule, out _) : null,
            TimeZone = planned.TimeZone,
            EventAge = CatchUps.SecondsOf(planned.Model.CatchUp),
        };
    }

    /// <summary>CloudFormation takes letters and digits only.</summary>
    static string IdOf(string name, HashSet<string> ids)
    {
        var id = string.Concat(name.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        var distinct = id;
        for (var number = 2; !ids.Add(distinct); number++)
            distinct = $"{id}No{number.ToString(CultureInfo.InvariantCulture)}";
        return distinct;
    }

    sealed record Function
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Slug { get; init; }
        public required string Version { get; init; }
        public required int Megabytes { get; init; }
        public required int Storage { get; init; }
        public required int Timeout { get; init; }
        public required bool IsAlone { get; init; }
        public required IReadOnlyList<Secret> Secrets { get; init; }
        public required string? Schedule { get; init; }
        public required string TimeZone { get; init; }
        public required int EventAge { get; init; }
    }

    sealed record Secret(string Name, string Reference);
}
