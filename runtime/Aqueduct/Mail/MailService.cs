namespace Aqueduct.Runtime;

/// <summary>What mails go out by: a server, or a folder. A package adds it.</summary>
abstract class MailService
{
    /// <summary>Mails of one location go out together.</summary>
    public abstract string Location { get; }

    /// <summary>The recipients that an [Email] names, or those of the resource.</summary>
    /// <exception cref="ResourceException">There are none, or one is no address.</exception>
    public abstract IReadOnlyList<string> Recipients(string? to);

    /// <summary>Opens what sends; a server that cannot be reached is found before anything is published.</summary>
    public abstract PublicationTransaction Begin(CancellationToken cancel);
}

/// <summary>A mail on its way out. It cannot be taken back, so that it comes after everything that can.</summary>
sealed class MailSave : SaveRequest
{
    /// <summary>What sends it.</summary>
    public required MailService Service { get; init; }

    /// <summary>What its attribute says.</summary>
    public required MailDraft Draft { get; init; }

    /// <summary>What it shows and attaches.</summary>
    public required IReadOnlyList<NoticePart> Parts { get; init; }

    /// <summary>Its text, as plain text and as HTML; null where it shows its parts.</summary>
    public (string Text, string Html)? Body { get; init; }

    /// <summary>Addresses of those who receive it.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <inheritdoc/>
    public override string Location => Service.Location;

    /// <inheritdoc/>
    public override bool IsFinal => true;

    /// <inheritdoc/>
    public override PublicationTransaction Begin(CancellationToken cancel) => Service.Begin(cancel);
}
