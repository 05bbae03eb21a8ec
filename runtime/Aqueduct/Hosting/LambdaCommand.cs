using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>Runs a workflow whenever AWS Lambda sends an event: what a deployment makes the program of a function's image.</summary>
static class LambdaCommand
{
    /// <summary>Host and port of Lambda's runtime API, which it sets where it starts a program.</summary>
    const string Variable = "AWS_LAMBDA_RUNTIME_API";

    /// <param name="environment">The home and the console.</param>
    /// <param name="workflow">Names the workflow.</param>
    /// <param name="workflows">The app's, in the order in which they start after each other.</param>
    /// <param name="choose">Finds a workflow by its name.</param>
    public static Command Create(HostEnvironment environment, Argument<string?> workflow, IReadOnlyList<Workflow> workflows, Func<string?, Workflow> choose)
    {
        var command = new Command("lambda", "Run a workflow for each event that AWS Lambda sends, until it stops the program: {\"parameters\": {…}, \"logicalTime\": \"…\"}, both optional.") { workflow };
        command.SetAction(async (parsed, cancel) =>
        {
            var chosen = choose(parsed.GetValue(workflow));
            if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } host)
                throw new RefusedException($"{Variable} is not set, so that there is no AWS Lambda to ask for events. It starts this command itself; here, write: run {chosen.Definition.Slug}");
            using var api = new LambdaApi(host);
            return await new LambdaLoop(environment, chosen, workflows, api).RunAsync(cancel).ConfigureAwait(false);
        });
        return command;
    }
}
