using Aqueduct.Runtime;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Aqueduct.Connectors.AzureBlob;

/// <summary>Says what a store refused, and what to do about it.</summary>
static class AzureFailure
{
    const int NotFound = 404, Forbidden = 403, Unauthorized = 401;

    /// <summary>Whether there is no such blob. A container that is missing is another thing.</summary>
    public static bool IsMissing(Exception exception) => exception is RequestFailedException { Status: NotFound } refused && refused.ErrorCode != BlobErrorCode.ContainerNotFound;

    /// <summary>Whether a request failed, and was not canceled by who asked for it.</summary>
    public static bool IsOne(Exception exception, CancellationToken cancel) => !cancel.IsCancellationRequested
        && exception is RequestFailedException or AggregateException or HttpRequestException or IOException or TimeoutException or OperationCanceledException or InvalidDataException;

    /// <summary>The failure as the engine reports it: the system's, not the workflow's.</summary>
    public static ResourceException Of(AzureBlobSettings settings, string verb, string place, Exception cause)
    {
        var refused = (cause as RequestFailedException) ?? (cause as AggregateException)?.InnerExceptions.OfType<RequestFailedException>().LastOrDefault();
        var tried = refused is null or { Status: 0 or >= 500 } ? $" (tried {settings.Client.Retry.MaxRetries + 1} times)" : "";
        return new ResourceException(settings.Name, $"Cannot {verb} {place}{tried}: {Reason(refused ?? cause)} {NextStep(settings, refused)}", cause)
        {
            IsSystem = true,
            // Another writer of the same blob was quicker, and its commit dropped the blocks of this one: sent again they are there.
            IsTransient = refused?.ErrorCode == BlobErrorCode.InvalidBlockList,
        };
    }

    // The client's message goes on with all headers of the answer.
    static string Reason(Exception cause)
    {
        var said = (cause is AggregateException { InnerExceptions: [.., var last] } ? last : cause).Message.Split('\n')[0].TrimEnd('.', ' ', '\r');
        return (cause is RequestFailedException { ErrorCode: { Length: > 0 } code } ? $"{code}: {said}" : said) + ".";
    }

    static string NextStep(AzureBlobSettings settings, RequestFailedException? refused) => refused switch
    {
        { Status: NotFound } => $"Create the container '{settings.Container}', or name another in aqueduct.json.",
        { Status: Forbidden or Unauthorized } => $"Look at the credentials of \"{settings.Name}\", and allow them to read, write, delete and list the blobs of {settings.Container}.",
        { Status: not 0 } => "The store is not well; the run can go on with --from-failed when it is.",
        _ => "Look whether the account can be reached from here; the run can go on with --from-failed when it can.",
    };
}
