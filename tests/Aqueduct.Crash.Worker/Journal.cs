using System.Text;

namespace Aqueduct.Crash.Worker;

/// <summary>A file that every call adds a line to as it begins: what was called is known whatever becomes of the process and of its run.</summary>
static class Journal
{
    /// <summary>Name of the file, in the folder the process is started in.</summary>
    public const string File = "journal.txt";

    /// <summary>Adds a line with one system call, so that a kill leaves it whole or leaves it out.</summary>
    public static void Note(string step)
    {
        using var file = new FileStream(File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes($"{RunContext.Current.RunId} {step}\n"));
    }
}
