using System.Text.RegularExpressions;

namespace Aqueduct.Runtime;

/// <summary>Cuts a stack trace down to the person's code.</summary>
/// <remarks>Works on the text: the methods behind the frames cannot be asked for once the app is trimmed or compiled ahead of time.</remarks>
static partial class StackTraces
{
    /// <summary>The frames of the person's code and of the libraries it called in between, the person's nearest line first; null when there are none.</summary>
    public static string? Trim(string? trace)
    {
        if (trace is null)
            return null;
        var kept = trace.Split('\n')
            .Select(l => l.TrimEnd())
            // Outwards of the call to the node there is only the engine.
            .TakeWhile(l => !CallToNode().IsMatch(l))
            .Where(l => l.Length > 0 && !Machinery().IsMatch(l) && !Generated().IsMatch(l))
            .SkipWhile(l => Library().IsMatch(l))
            .Select(l => l.Trim());
        var text = string.Join('\n', kept);
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex(@"^\s*(---|at (System\.Runtime\.|System\.Threading\.|Aqueduct\.Runtime\.|Aqueduct\.Table(`1)?\.))", RegexOptions.CultureInvariant)]
    private static partial Regex Machinery();

    [GeneratedRegex(@"^\s*at (System|Microsoft)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Library();

    [GeneratedRegex(@"\.InvokeAsync\((System\.)?Int32( node)?, (Aqueduct\.)?RunContext( run)?\)|at Aqueduct\.Runtime\.NodeCall\.", RegexOptions.CultureInvariant)]
    private static partial Regex CallToNode();

    [GeneratedRegex(@" in .*\.g\.cs:line \d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Generated();
}
