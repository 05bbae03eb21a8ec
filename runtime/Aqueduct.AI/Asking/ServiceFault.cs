using System.ClientModel;
using System.Globalization;
using System.Net.Sockets;
using Aqueduct.Runtime;

namespace Aqueduct.AI;

/// <summary>A question that a service did not answer.</summary>
sealed class ServiceFault(string message, Exception inner) : Exception(message, inner)
{
    const int MostShown = 300;

    /// <summary>Whether the same question may be answered a little later.</summary>
    public bool IsPassing { get; private init; }

    /// <summary>When, as far as the service says so.</summary>
    public TimeSpan? After { get; private init; }

    /// <summary>Whether the service or the network is at fault, and not what was asked of them.</summary>
    public bool IsSystem { get; private init; } = true;

    /// <summary>What a client threw, in words; null for what is none of the service's.</summary>
    /// <param name="thrown">What it threw.</param>
    /// <param name="now">The time.</param>
    /// <param name="longest">The longest that is waited for.</param>
    public static ServiceFault? Of(Exception thrown, DateTimeOffset now, TimeSpan longest) => thrown switch
    {
        ClientResultException { Status: > 0 } e => OfStatus(e.Status, Line(e.Message), WaitOf(e, now), longest, e),
        HttpRequestException { StatusCode: { } status } e => OfStatus((int)status, Line(e.Message), null, longest, e),
        OperationCanceledException or TimeoutException => new("it did not answer in time.", thrown) { IsPassing = true },
        _ when Inner<SocketException>(thrown) is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } e => new($"there is no such host: {Line(e.Message)}.", thrown) { IsSystem = false },
        ClientResultException or HttpRequestException or IOException => new($"it cannot be reached: {Line((Inner<SocketException>(thrown) ?? thrown).Message)}.", thrown) { IsPassing = true },
        AggregateException => Of(thrown.InnerException!, now, longest),
        _ => null,
    };

    static ServiceFault OfStatus(int status, string said, TimeSpan? after, TimeSpan longest, Exception inner)
    {
        var answer = $"it answers {status.ToString(CultureInfo.InvariantCulture)}: {said}.";
        if (status is not (408 or 429 or >= 500))
            return new($"{answer}{Hint(status)}", inner) { IsSystem = false };
        return after > longest
            ? new($"{answer} It asks to wait for {Words.Duration(after.Value)}, which is longer than a run waits: start it again from here then.", inner)
            : new(answer, inner) { IsPassing = true, After = after };
    }

    static string Hint(int status) => status switch
    {
        401 or 403 => " Look at the key, and at what it allows.",
        404 => " Look at the endpoint, and at the name of the model.",
        413 => " Ask for less at once.",
        _ => "",
    };

    static TimeSpan? WaitOf(ClientResultException e, DateTimeOffset now)
    {
        if (e.GetRawResponse() is not { } response || !response.Headers.TryGetValue("Retry-After", out var text) || text is null)
            return null;
        var wait = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e6 ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - now
            : (TimeSpan?)null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    static string Line(string text) => Words.Line(text.Trim().TrimEnd('.'), MostShown);

    static T? Inner<T>(Exception exception)
        where T : Exception
    {
        for (var at = exception; at is not null; at = at.InnerException)
            if ((at is AggregateException { InnerExceptions: [.., var last] } ? last : at) is T found)
                return found;
        return null;
    }
}
