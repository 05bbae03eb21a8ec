namespace Aqueduct.Runtime;

/// <summary>Publishes the saves of a run that has passed.</summary>
static class Publisher
{
    /// <summary>
    /// Stages all saves in one transaction per resource, together with one row per save in <c>aqueduct_publications</c>, and commits when
    /// everything was staged. A save whose (run, node) row is there already is not published twice; its earlier result is returned.
    /// </summary>
    /// <returns>One result per save, in the order given.</returns>
    /// <exception cref="PublicationException">A save could not be staged or committed; every transaction that was still open was rolled back.</exception>
    public static Task<IReadOnlyList<PublicationResult>> PublishAsync(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, CancellationToken cancel) =>
        throw new NotSupportedException();
}
