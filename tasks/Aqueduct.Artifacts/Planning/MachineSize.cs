using System.Globalization;
using System.Text.RegularExpressions;
using Aqueduct.Artifacts.Model;
using Aqueduct.Rules;

namespace Aqueduct.Artifacts.Planning;

/// <summary>What the pod of a workflow needs at least. A workflow runs in one pod, so it is the largest of what its nodes declare, those of loops included.</summary>
/// <remarks>
/// A loop's memory counts for each of the items that its <c>maxParallel</c> lets run at once: memory that is not there ends the pod. Processors and GPUs that
/// are not there make items wait, so that theirs counts once. Of a loop without a limit it is known only that one item must fit.
/// </remarks>
/// <param name="Cpu">Processors, as a Kubernetes quantity.</param>
/// <param name="Memory">Memory, as a Kubernetes quantity.</param>
/// <param name="Gpu">Number of GPUs.</param>
public sealed partial record MachineSize(string Cpu, string Memory, int Gpu)
{
    /// <summary>Where no node declares Cpu.</summary>
    public const string DefaultCpu = "1";

    /// <summary>Where no node declares Memory.</summary>
    public const string DefaultMemory = "1Gi";

    /// <summary>The memory in bytes, for targets that know no quantities.</summary>
    public long MemoryBytes => Quantities.Bytes(Memory);

    /// <summary>For what only writes a line into a store.</summary>
    public static MachineSize Smallest { get; } = new("0.1", "256Mi", 0);

    /// <summary>The size for a workflow.</summary>
    /// <exception cref="ArtifactException">AQ9002: a quantity that the compiler should have refused.</exception>
    public static MachineSize Of(WorkflowModel workflow)
    {
        var nodes = All(workflow.Nodes, 1).ToList();
        var cpu = nodes.Select(n => n.Node.Cpu).DefaultIfEmpty().Max();
        var memory = nodes.Where(n => n.Node.Memory is not null).Select(n => Times(n.Node.Memory!, n.Items)).OrderByDescending(m => m.Bytes).FirstOrDefault().Quantity;
        return new(
            cpu > 0 ? cpu.ToString(CultureInfo.InvariantCulture) : DefaultCpu,
            memory ?? DefaultMemory,
            nodes.Select(n => n.Node.Gpu).DefaultIfEmpty().Max());
    }

    /// <summary>Every node with how many calls of it run at once at most, as far as loops say.</summary>
    static IEnumerable<(NodeModel Node, int Items)> All(IReadOnlyList<NodeModel> nodes, int items) => nodes.SelectMany(n =>
        n.Map is { } map ? All(map.Nodes, items * Math.Max(1, map.MaxParallel)).Prepend((n, items)) : [(n, items)]);

    static (string Quantity, double Bytes) Times(string quantity, int items)
    {
        var match = Quantity().Match(quantity);
        if (!match.Success)
            throw ArtifactException.ModelNotUnderstood($"asks for the memory '{quantity}', which is no Kubernetes quantity such as '512Mi' or '4Gi'");
        var exponent = " KMGTPE".IndexOf(char.ToUpperInvariant(match.Groups[2].Value[0]));
        var number = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * items;
        return (number.ToString(CultureInfo.InvariantCulture) + match.Groups[2].Value + match.Groups[3].Value, number * Math.Pow(match.Groups[3].Success ? 1024 : 1000, exponent));
    }

    [GeneratedRegex(@"\A([0-9]+(?:\.[0-9]+)?)([kKMGTPE])(i)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
