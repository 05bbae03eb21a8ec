using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>A save that waits for the run to pass. Each kind of publication derives from it and keeps what it publishes.</summary>
abstract class SaveRequest
{
    /// <summary>Name of the resource that receives the rows.</summary>
    public required string Resource { get; init; }

    /// <summary>Table that receives the rows; of a file its path within the resource.</summary>
    public required string Table { get; init; }

    /// <summary>What happens to rows that are there already.</summary>
    public required SaveMode Mode { get; init; }

    /// <summary>Number of rows to save; of a stream that nobody has counted, once they are written.</summary>
    public required int Rows { get; set; }

    /// <summary>Earlier runs that this one continues: where one of them has published the same save already, it is not published again.</summary>
    public IReadOnlyList<string> EarlierRuns { get; set; } = [];

    /// <summary>Tells this publication from every other: the same however often a run, or one that continues it, tries it; of a plain call its own.</summary>
    public string Identity { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>The identity of what a node of a run publishes: of a chain of runs that continue each other, the first run's.</summary>
    public string IdentityOf(string run, string node) => $"{(EarlierRuns.Count > 0 ? EarlierRuns[^1] : run)}\n{node}";

    /// <summary>The same in 32 hexadecimal digits: who receives something twice knows by them that it is the same.</summary>
    public string StableId(string run, string node) => IdOf(IdentityOf(run, node));

    /// <summary>An identity in 32 hexadecimal digits.</summary>
    public static string IdOf(string identity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16));

    /// <summary>What is published together with others of the same location: a database, a folder of files.</summary>
    public virtual string Location => throw new NotSupportedException($"{GetType().Name} cannot be published.");

    /// <summary>Where a person finds what was published; never a secret.</summary>
    public virtual string Place => Location;

    /// <summary>Display name of the workflow that publishes it; null in a plain call.</summary>
    public string? Workflow { get; set; }

    /// <summary>The store of the run that publishes it; null in a plain call.</summary>
    public RunStore? Runs { get; set; }

    /// <summary>Whether it cannot be taken back once it is out, as a mail cannot: it comes after all that can, and that it is out is recorded with the run at once.</summary>
    public virtual bool IsFinal => false;

    /// <summary>That it is out already, by this run or one that it continues; null where it is not. Known of what is final.</summary>
    public PublicationResult? Already { get; set; }

    /// <summary>Told as soon as it is out. Of what is final.</summary>
    public Action<PublicationResult> IsOut { get; set; } = static _ => { };

    /// <summary>Publishes it at once, by itself: in a plain call, outside of a run.</summary>
    public void PublishAlone(CancellationToken cancel)
    {
        using var transaction = Begin(cancel);
        transaction.Put(this, cancel);
        transaction.Note(Guid.NewGuid().ToString("N"), "call", this, DateTimeOffset.UtcNow);
        transaction.Commit();
    }

    /// <summary>Opens what stages it and others of the same location.</summary>
    public virtual PublicationTransaction Begin(CancellationToken cancel) => throw new NotSupportedException($"{GetType().Name} cannot be published.");
}

/// <summary>What stages the publications of one location; disposing it without a commit leaves everything as it was.</summary>
abstract class PublicationTransaction : IDisposable
{
    /// <summary>What an earlier attempt of the same run published; null when it did not.</summary>
    public abstract (int Rows, DateTimeOffset At)? FindPublication(string run, string node);

    /// <summary>What an earlier attempt of the same run published as <paramref name="save"/>, for places that know each publication by what it is; null when it did not.</summary>
    public virtual (int Rows, DateTimeOffset At)? FindPublication(string run, string node, SaveRequest save) => FindPublication(run, node);

    /// <summary>Writes what is to be published, visible to nobody before <see cref="Commit"/>.</summary>
    public abstract void Put(SaveRequest save, CancellationToken cancel);

    /// <summary>Notes that a run's save is published.</summary>
    public abstract void Note(string run, string node, SaveRequest save, DateTimeOffset at);

    /// <summary>Makes everything staged visible.</summary>
    public abstract void Commit();

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>A save that was published, now or by an earlier attempt of the same run.</summary>
/// <param name="Node">Name of the save's node.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Table">Table that received the rows.</param>
/// <param name="Rows">Number of rows saved.</param>
/// <param name="Location">Where a person finds them: a database file's path, or host and database; never a secret.</param>
/// <param name="PublishedAt">When they were published.</param>
sealed record PublicationResult(string Node, string Resource, string Table, int Rows, string Location, DateTimeOffset PublishedAt);

/// <summary>A save could not be staged or committed; nothing of the run was published to its resource.</summary>
/// <param name="node">Name of the save's node.</param>
/// <param name="message">What was found, what was expected and what to do next.</param>
/// <param name="inner">The connector's exception.</param>
sealed class PublicationException(string node, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Name of the save's node.</summary>
    public string Node { get; } = node;
}
