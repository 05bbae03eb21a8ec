using Aqueduct.Artifacts;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Aqueduct.Tasks;

/// <summary>What all tasks share: they log instead of throwing, and can be canceled. They know only what their properties tell them, never the
/// working directory or the environment, which belong to the build process and not to the project.</summary>
public abstract class AqueductTask : Task, ICancelableTask
{
    const string Pages = "https://github.com/aqueduct-build/aqueduct/blob/main/docs/rules/";

    readonly CancellationTokenSource _cancel = new();

    /// <inheritdoc/>
    public void Cancel() => _cancel.Cancel();

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        try
        {
            Run(_cancel.Token);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            return false; // MSBuild itself says that the build was canceled
        }
        catch (ArtifactException e)
        {
            Error(e.Code, e.Message, e.File, e.Line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error("AQ9008", $"Files cannot be written: {e.Message.TrimEnd('.')}. Check that the folder exists, that you may write there and that the disk is not full.");
        }
        catch (Exception e)
        {
            Error("AQ9010", $"{GetType().Name} failed in a way nobody foresaw; please report it with what follows. {e}");
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>The task's work; what it throws is logged.</summary>
    protected abstract void Run(CancellationToken cancel);

    /// <summary>Logs a warning with its id and page.</summary>
    protected void Warn(string code, string message) =>
        Log.LogWarning(null, code, null, HelpLink(code), null, 0, 0, 0, 0, "{0}", message);

    /// <summary>Logs an error with its id and page; the line and column, from 1, are 0 where they are not known.</summary>
    protected void Error(string code, string message, string? file = null, int line = 0, int column = 0) =>
        Log.LogError(null, code, null, HelpLink(code), file, line, column, 0, 0, "{0}", message);

    static string HelpLink(string code) => $"{Pages}{code}.md";
}
