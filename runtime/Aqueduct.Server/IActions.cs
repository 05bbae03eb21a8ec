using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>What people and programs do at a server, over the API or the dashboard. Each is noted, with who did it, in the log of actions; whether they may is asked before.</summary>
interface IActions
{
    /// <summary>Starts a run.</summary>
    /// <param name="who">Who asks for it.</param>
    /// <param name="workflow">What to run.</param>
    /// <param name="values">Parameters as invariant text, by their own names.</param>
    /// <param name="cancel">Ends the waiting for the run to be recorded, not the run.</param>
    /// <returns>The run as it was recorded: under way, or waiting for others.</returns>
    /// <exception cref="ParameterException">A parameter is unknown, missing or ill-typed; no run was recorded.</exception>
    /// <exception cref="RefusedException">Another run is under way, or this server can start none now.</exception>
    Task<RunRecord> StartAsync(Caller who, Workflow workflow, IReadOnlyDictionary<string, string> values, CancellationToken cancel);

    /// <summary>Starts a run with the parameters and the logical time of one that did not succeed, and with what that one had finished.</summary>
    /// <exception cref="RefusedException">The run succeeded, has not ended, or is of no workflow of this app.</exception>
    Task<RunRecord> ContinueAsync(Caller who, string run, CancellationToken cancel);

    /// <summary>Asks a run for its end, whichever process it is in.</summary>
    /// <exception cref="RefusedException">There is no such run, or it has ended.</exception>
    Task<RunRecord> CancelAsync(Caller who, string run);

    /// <summary>Keeps a workflow from being started by anything but a person.</summary>
    /// <exception cref="RefusedException">It is paused already.</exception>
    Task PauseAsync(Caller who, string workflow, string? reason);

    /// <summary>Lets it be started again.</summary>
    /// <exception cref="RefusedException">It is not paused.</exception>
    Task UnpauseAsync(Caller who, string workflow);
}
