namespace Aqueduct.Runtime;

/// <summary>A service that operators ask while they run, and that keeps nothing of theirs. A package adds it.</summary>
abstract class ServiceResource
{
    /// <summary>Where it is.</summary>
    public abstract string Location { get; }

    /// <summary>Asks it something that changes nothing and costs nothing.</summary>
    /// <returns>What was found, in a few words.</returns>
    /// <exception cref="ResourceException">It does not answer, or not as it should.</exception>
    public abstract string Probe(CancellationToken cancel);
}
