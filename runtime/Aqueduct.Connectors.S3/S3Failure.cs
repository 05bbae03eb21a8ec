using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Aqueduct.Connectors.S3;

/// <summary>Says what a store refused, and what to do about it.</summary>
static class S3Failure
{
    /// <summary>Whether there is no such object. A bucket that is missing is another thing.</summary>
    public static bool IsMissing(Exception exception) => exception is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" };

    /// <summary>Whether a request failed, and was not canceled by who asked for it.</summary>
    public static bool IsOne(Exception exception, CancellationToken cancel) => !cancel.IsCancellationRequested
        && exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    /// <summary>Whether an answer broke off.</summary>
    public static bool IsBroken(Exception exception, CancellationToken cancel) => !cancel.IsCancellationRequested && exception is HttpIOException or HttpRequestException or IOException or TimeoutException;

    /// <summary>The failure as the engine reports it: the system's, not the workflow's.</summary>
    public static ResourceException Of(S3Settings settings, string verb, string place, Exception cause)
    {
        var status = (cause as AmazonServiceException)?.StatusCode ?? 0;
        var tried = IsTransient(cause) ? $", tried {settings.Client.MaxErrorRetry + 1} times" : "";
        return new ResourceException(settings.Name, $"Cannot {verb} {place} ({Where(settings)}{tried}): {Reason(cause)} {NextStep(settings, cause, status)}", cause) { IsSystem = true };
    }

    // Those that the client tries again.
    static bool IsTransient(Exception cause) => cause switch
    {
        AmazonServiceException refused => refused.StatusCode is 0 or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests,
        AmazonClientException => false,
        _ => true,
    };

    static string Where(S3Settings settings) => settings.Client.ServiceURL?.TrimEnd('/') ?? $"Amazon S3{(settings.Client.RegionEndpoint?.SystemName is { } region ? $", {region}" : "")}";

    static string Reason(Exception cause)
    {
        var said = cause is AmazonServiceException { ErrorCode: { Length: > 0 } code } service ? $"{code}: {service.Message}" : (cause.InnerException ?? cause).Message;
        return said.TrimEnd('.', ' ', '\n') + ".";
    }

    static string NextStep(S3Settings settings, Exception cause, HttpStatusCode status) => cause switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => $"Create the bucket '{settings.Bucket}', or name another in aqueduct.json.",
        AmazonServiceException when settings.IsGoogle && status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized =>
            $"Look at the HMAC key of \"{settings.Name}\", and give its service account the role Storage Object User on {settings.Bucket}.",
        AmazonServiceException when status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized =>
            $"Look at the credentials, and allow them s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on {settings.Bucket}/{settings.Prefix}* and s3:ListBucket on {settings.Bucket}.",
        AmazonServiceException when status is HttpStatusCode.MovedPermanently or HttpStatusCode.BadRequest => $"Look at \"region\" and \"endpoint\" of \"{settings.Name}\" in aqueduct.json.",
        AmazonServiceException when status != 0 => "The store is not well; the run can go on with --from-failed when it is.",
        AmazonClientException => "Give \"accessKey\" and \"secretKey\" in aqueduct.json as references, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role.",
        _ => "Look whether the endpoint can be reached from here; the run can go on with --from-failed when it can.",
    };
}
