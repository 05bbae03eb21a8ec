using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Takes events of AWS Lambda, one after the other, and answers each with the run that it started.</summary>
/// <param name="environment">The home, and how to run.</param>
/// <param name="workflow">What is run.</param>
/// <param name="followers">The workflows that may start after it.</param>
/// <param name="api">Gives the events.</param>
sealed class LambdaLoop(HostEnvironment environment, Workflow workflow, IReadOnlyList<Workflow> followers, LambdaApi api)
{
    const string Shape = "An event is a JSON object such as {\"parameters\": {\"size\": 3}, \"logicalTime\": \"2026-11-24T00:00:00Z\"}; both may be left out.";

    /// <summary>What is left of Lambda's time for a run that takes too long: it is recorded as canceled, and its nodes as what they are.</summary>
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    /// <summary>Goes on until it is told to stop.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            LambdaEvent given;
            try
            {
                given = await api.NextAsync(cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return ExitCode.Succeeded;
            }

            await HandleAsync(given, cancel).ConfigureAwait(false);
        }
    }

    async Task HandleAsync(LambdaEvent given, CancellationToken cancel)
    {
        var left = given.Deadline - Farewell - environment.Clock.GetUtcNow();
        using var late = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, environment.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            var (code, run) = await StartAsync(given, stop.Token).ConfigureAwait(false);
            if (code == ExitCode.Succeeded)
                await api.AnswerAsync(given.Id, json => Write(json, run)).ConfigureAwait(false);
            else if (late.IsCancellationRequested)
                await api.FailAsync(given.Id, "TimeOut", $"Run {run.Id} of '{run.Workflow}' was stopped, because Lambda's time was over. Give the function more, 15 minutes at most, or run the workflow on Kubernetes.").ConfigureAwait(false);
            else
                await api.FailAsync(given.Id, run.State.ToString(), $"Run {run.Id} of '{run.Workflow}' is {run.State}{(run.Failure is { } failure ? $": {failure.Error}" : "; a workflow after it may have failed")}").ConfigureAwait(false);
        }
        catch (NotAdmittedException e)
        {
            // Schedulers may send an event twice, and another run may be under way: neither is a failure.
            environment.Out.WriteLine(e.Message);
            await api.AnswerAsync(given.Id, json => json.WriteString("skipped", e.Message)).ConfigureAwait(false);
        }
        catch (Exception e) when (CommandLines.IsRefusal(e))
        {
            environment.Error.WriteLine("error: " + e.Message);
            await api.FailAsync(given.Id, "Refused", e.Message).ConfigureAwait(false);
        }
    }

    async Task<(int Code, RunRecord Run)> StartAsync(LambdaEvent given, CancellationToken cancel)
    {
        var (values, time) = Read(given.Body);
        RunCommand.RequireConfiguration(workflow.Definition);
        var run = new RunCommand(environment with { Options = environment.Options with { LogicalTime = time, Once = time is not null } });
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            var (code, first, _) = await run.StartAsync(store, new RunRequest(workflow, ParameterTokens.Bind(workflow.Definition, values)), followers, quiet: false, cancel).ConfigureAwait(false);
            return (code, first.Run);
        }
    }

    /// <summary>The parameters as text, and the instant the run stands for.</summary>
    /// <exception cref="RefusedException">The event says something else.</exception>
    static (IReadOnlyDictionary<string, string> Values, DateTimeOffset? Time) Read(ReadOnlyMemory<byte> body)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        DateTimeOffset? time = null;
        try
        {
            using var json = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
            if (json.RootElement.ValueKind == JsonValueKind.Null)
                return (values, time);
            foreach (var member in json.RootElement.EnumerateObject())
                if (member.NameEquals("logicalTime"))
                    time = LogicalTimes.Instant(member.Value.GetString()) ?? throw new RefusedException($"'{member.Value}' for logicalTime is no instant such as 2026-11-24T00:00:00Z.");
                else if (member.NameEquals("parameters"))
                    foreach (var parameter in member.Value.EnumerateObject())
                        values[parameter.Name] = Text(parameter);
                else
                    throw new RefusedException($"The event has a member '{member.Name}', which nothing reads. {Shape}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RefusedException($"The event cannot be read: {e.Message.Split(" LineNumber:")[0].TrimEnd('.')}. {Shape}");
        }

        return (values, time);
    }

    static string Text(JsonProperty parameter) => parameter.Value.ValueKind switch
    {
        JsonValueKind.String => parameter.Value.GetString()!,
        JsonValueKind.Number => parameter.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        var kind => throw new RefusedException($"Parameter '{parameter.Name}' of the event is {kind}. A parameter is a text, a number or a boolean."),
    };

    static void Write(Utf8JsonWriter json, RunRecord run)
    {
        json.WriteString("run", run.Id);
        json.WriteString("workflow", run.Workflow);
        json.WriteString("state", run.State.ToString());
    }
}
