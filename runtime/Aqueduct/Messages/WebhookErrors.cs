using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Aqueduct.Runtime;

/// <summary>A message that was not taken.</summary>
/// <param name="message">What was found and what to do next.</param>
/// <param name="inner">The cause.</param>
sealed class WebhookException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same message may be taken a moment later, and can be sent again.</summary>
    public bool IsPassing { get; init; }

    /// <summary>When, as far as the receiver says so.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>Whether the receiver or the network is at fault, and not what was asked of them.</summary>
    public bool IsSystem { get; init; } = true;
}

/// <summary>What a receiver does not do, in words: the host is named, and never the path, which is a secret of many.</summary>
static class WebhookErrors
{
    /// <summary>The error of an answer that is no yes.</summary>
    /// <param name="settings">The webhook.</param>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its first part.</param>
    /// <param name="now">The time.</param>
    /// <param name="longest">The longest that is waited for.</param>
    public static WebhookException Of(WebhookSettings settings, HttpResponseMessage response, string body, DateTimeOffset now, TimeSpan longest)
    {
        var status = (int)response.StatusCode;
        var answer = $"{settings.Place} answers {status.ToString(CultureInfo.InvariantCulture)}{(body.Length > 0 ? $": {body}" : response.ReasonPhrase is { Length: > 0 } reason ? $" {reason}" : "")}";
        if (status is >= 300 and < 400)
            return new($"{settings.Place} answers {status.ToString(CultureInfo.InvariantCulture)}, a redirect{(Target(settings, response) is { } host ? $" to {host}" : "")}, and redirects are not followed. Give the address itself as \"url\".") { IsSystem = false };
        if (status is not (408 or 429 or >= 500))
            return new($"{answer}{(body.EndsWith('.') ? "" : ".")} Look at \"url\", \"headers\" and \"secret\", and at what the receiver expects.") { IsSystem = false };
        var after = response.Headers.RetryAfter is not { } header ? null : header.Delta ?? (header.Date is { } date ? date - now : null);
        return after > longest
            ? new($"{answer}, and asks to wait for {Words.Duration(after.Value)}. That is longer than a run waits: start it again from here then.")
            : new(answer + (body.EndsWith('.') ? "" : ".")) { IsPassing = true, After = after is { } wait ? wait > TimeSpan.Zero ? wait : TimeSpan.Zero : null };
    }

    /// <summary>The error of what was thrown; null for what is none of the receiver's.</summary>
    public static WebhookException? Of(WebhookSettings settings, Exception exception)
    {
        // A program knows by its id that it has a message already. A chat shows it twice.
        var knowsIds = settings.Format == WebhookFormat.Json;
        return exception switch
        {
            _ when Inner<RefusedAddressException>(exception) is { } refused => new(Refused(settings, refused), exception) { IsSystem = false },
            OperationCanceledException => new($"{settings.Place} did not answer within {settings.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.{(knowsIds ? "" : " Whether it took the message, the chat shows.")}", exception) { IsPassing = knowsIds },
            _ when Inner<AuthenticationException>(exception) is { } tls => new($"no encrypted connection to {settings.Place} comes about: {tls.Message.TrimEnd('.')}. Its certificate has to be one that this machine trusts.", exception),
            SocketException e => Unreachable(settings, e),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } e when Inner<SocketException>(e) is { } socket => Unreachable(settings, socket),
            HttpRequestException or IOException => new($"the connection to {settings.Place} broke off: {exception.Message.TrimEnd('.')}.{(knowsIds ? "" : " Whether it took the message, the chat shows.")}", exception) { IsPassing = knowsIds },
            _ => null,
        };
    }

    static WebhookException Unreachable(WebhookSettings settings, SocketException e) =>
        e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData
            ? new($"there is no host {settings.Url.Host}. Look at \"url\".", e) { IsSystem = false }
            : new($"{settings.Place} cannot be reached: {e.Message.TrimEnd('.')}.", e) { IsPassing = true };

    static string Refused(WebhookSettings settings, RefusedAddressException refused) => AddressGuard.ReachOf(refused.Address) == AddressReach.Private
        ? $"{refused.Host} is at {refused.Address}, an address of this machine or its own network, and nothing is sent there unless the resource says so: \"allow\": [\"{settings.Url.Host}\"]."
        : $"{refused.Host} is at {refused.Address}, which is no address of a receiver: machines keep their secrets at such ones. If it is meant all the same, allow the address itself: \"allow\": [\"{refused.Address}\"].";

    /// <summary>The host of a redirect.</summary>
    static string? Target(WebhookSettings settings, HttpResponseMessage response) => response.Headers.Location is { } location && Uri.TryCreate(settings.Url, location, out var target) ? target.Host : null;

    static T? Inner<T>(Exception exception)
        where T : Exception
    {
        for (var at = exception; at is not null; at = at.InnerException)
            if (at is T found)
                return found;
        return null;
    }
}
