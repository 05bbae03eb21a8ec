using System.Buffers;
using System.Text;
using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>Follows a run, whichever process it is in: looks into the store, and tells what is new there.</summary>
sealed class RunEvents(ApiData data)
{
    /// <summary>How often it looks.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // A proxy ends connections over which nothing is said.
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Tells until the run has ended, or nobody listens.</summary>
    public async Task FollowAsync(ApiCall call)
    {
        var seen = data.Run(call);
        var (response, id) = (call.Context.Response, seen.Run.Id);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await TellAsync(call, "run", json => RunJson.WriteDetails(json, seen)).ConfigureAwait(false);
        using var timer = new PeriodicTimer(Interval);
        var mark = data.Store.Read(q => q.MarkOf(id));
        var told = data.Clock.GetTimestamp();
        while (!seen.Run.State.Ended() && await timer.WaitForNextTickAsync(call.Aborted).ConfigureAwait(false))
        {
            var now = data.Store.Read(q => q.MarkOf(id));
            if (now != mark)
            {
                if (data.Store.Read(q => q.Find(id)) is not { } run)
                    break;
                await TellAsync(call, seen, run).ConfigureAwait(false);
                (mark, seen, told) = (now, run, data.Clock.GetTimestamp());
            }
            else if (data.Clock.GetElapsedTime(told) > Silence)
            {
                await response.Body.WriteAsync(":\n\n"u8.ToArray(), call.Aborted).ConfigureAwait(false);
                told = data.Clock.GetTimestamp();
            }
        }

        await TellAsync(call, "end", json => RunJson.WriteDetails(json, seen)).ConfigureAwait(false);
    }

    static async Task TellAsync(ApiCall call, RunDetails before, RunDetails now)
    {
        foreach (var node in now.Nodes)
        {
            var old = before.Nodes[node.Id];
            if (old.Output != node.Output)
                await TellAsync(call, "log", json =>
                {
                    json.WriteStartObject();
                    json.WriteString("node", node.Name);
                    var isMore = node.Output.StartsWith(old.Output, StringComparison.Ordinal);
                    json.WriteBoolean("more", isMore);
                    json.WriteString("text", isMore ? node.Output[old.Output.Length..] : node.Output);
                    json.WriteEndObject();
                }).ConfigureAwait(false);
            if (old with { Output = node.Output } != node)
                await TellAsync(call, "node", json =>
                {
                    json.WriteStartObject();
                    RunJson.WriteNode(json, node, now, new RunCosts(now));
                    json.WriteEndObject();
                }).ConfigureAwait(false);
        }
    }

    static async Task TellAsync(ApiCall call, string name, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        bytes.Write(Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        using (var json = new Utf8JsonWriter(bytes))
            write(json);
        bytes.Write("\n\n"u8);
        await call.Context.Response.Body.WriteAsync(bytes.WrittenMemory, call.Aborted).ConfigureAwait(false);
        await call.Context.Response.Body.FlushAsync(call.Aborted).ConfigureAwait(false);
    }
}
