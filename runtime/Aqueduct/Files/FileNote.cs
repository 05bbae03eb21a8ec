using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>What an object says of the save that published it: one text without characters that a header may not hold.</summary>
/// <param name="Run">The run.</param>
/// <param name="Node">Name of the save's node.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="At">When it was published.</param>
sealed record FileNote(string Run, string Node, int Rows, DateTimeOffset At)
{
    /// <summary>Reads a note; null where it is none.</summary>
    public static FileNote? Parse(string? text) => text?.Split(' ') is [var run, var node, var rows, var at]
        && int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? new(Uri.UnescapeDataString(run), Uri.UnescapeDataString(node), count, time)
        : null;

    /// <summary>The text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(Run)} {Uri.EscapeDataString(Node)} {Rows} {At:O}");
}
