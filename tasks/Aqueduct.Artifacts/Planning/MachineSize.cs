using System.Globalization;
using System.Text.RegularExpressions;
using Aqueduct.Artifacts.Model;

namespace Aqueduct.Artifacts.Planning;

/// <summary>What the pod of a workflow asks for. A workflow runs in one pod, so it is the largest of what its nodes declare; the engine keeps the sum of what runs at once within it.</summary>
/// <param name="Cpu">Processors, as a Kubernetes quantity.</param>
/// <param name="Memory">Memory, as a Kubernetes quantity.</param>
/// <param name="Gpu">Number of GPUs.</param>
public sealed partial record MachineSize(string Cpu, string Memory, int Gpu)
{
    /// <summary>Where no node declares Cpu.</summary>
    public const string DefaultCpu = "1";

    /// <summary>Where no node declares Memory.</summary>
    public const string DefaultMemory = "1Gi";

    /// <summary>The size for a workflow.</summary>
    /// <exception cref="ArtifactException">AQ9002: a quantity that the compiler should have refused.</exception>
    public static MachineSize Of(WorkflowModel workflow)
    {
        var cpu = workflow.Nodes.Select(n => n.Cpu).DefaultIfEmpty().Max();
        var memory = workflow.Nodes.Where(n => n.Memory is not null).MaxBy(n => Bytes(n.Memory!))?.Memory;
        return new(
            cpu > 0 ? cpu.ToString(CultureInfo.InvariantCulture) : DefaultCpu,
            memory ?? DefaultMemory,
            workflow.Nodes.Select(n => n.Gpu).DefaultIfEmpty().Max());
    }

    static double Bytes(string quantity)
    {
        var match = Quantity().Match(quantity);
        if (!match.Success)
            throw ArtifactException.ModelNotUnderstood($"asks for the memory '{quantity}', which is no Kubernetes quantity such as '512Mi' or '4Gi'");
        var exponent = " KMGTPE".IndexOf(char.ToUpperInvariant(match.Groups[2].Value[0]));
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * Math.Pow(match.Groups[3].Success ? 1024 : 1000, exponent);
    }

    [GeneratedRegex(@"\A([0-9]+(?:\.[0-9]+)?)([kKMGTPE])(i)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
