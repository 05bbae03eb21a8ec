namespace Aqueduct.Integration.Tests.Containers;

/// <summary>A test that needs a registry and a container runtime; where they are not to be had it is skipped, and says why.</summary>
public sealed class ContainerFactAttribute : FactAttribute
{
    internal static readonly Lazy<string?> WhyNot = new(() =>
    {
        if (!OperatingSystem.IsLinux())
            return "Containers are started on Linux.";
        using var script = Scripts.Start("install");
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? null : error.Trim().Split('\n')[^1];
    });

    public ContainerFactAttribute() => Skip = WhyNot.Value;
}

/// <inheritdoc cref="ContainerFactAttribute"/>
public sealed class ContainerTheoryAttribute : TheoryAttribute
{
    public ContainerTheoryAttribute() => Skip = ContainerFactAttribute.WhyNot.Value;
}
