using System.Collections.Generic;
using System.Globalization;
using Aqueduct.Generators.Incremental;

namespace Aqueduct.Generators.Versions;

/// <summary>Which code uses which.</summary>
/// <param name="codes">What is known already; what is read joins it.</param>
sealed class CodeGraph(CodeReader reader, Dictionary<string, Code> codes)
{
    /// <summary>The version of a method: over its code and all that this uses, however far.</summary>
    /// <param name="roots">Keys of the method, and of its namesakes.</param>
    /// <returns>Null where a declaration is not found again: what is known is of no use then.</returns>
    public CodeVersion? Version(string method, IEnumerable<string> roots, bool checksOverflow)
    {
        var seen = new HashSet<string>(roots);
        var left = new Stack<string>(seen);
        var hashes = new List<ulong>();
        var (usesLibraries, usesRun) = (false, false);
        while (left.Count > 0)
        {
            var key = left.Pop();
            if (!codes.TryGetValue(key, out var code))
            {
                if (reader.Find(key) is not { } symbol)
                    return null;
                codes.Add(key, code = reader.Read(symbol));
            }

            hashes.Add(code.Hash);
            usesLibraries |= code.UsesLibraries;
            usesRun |= code.UsesRun;
            foreach (var use in code.Uses)
                if (seen.Add(use))
                    left.Push(use);
        }

        // Sorted, so that neither names nor the order of files count.
        hashes.Sort();
        var hash = TokenHash.Start();
        hash.Add(checksOverflow ? 1UL : 0UL);
        foreach (var part in hashes)
            hash.Add(part);
        return new CodeVersion(method, hash.Value.ToString("x16", CultureInfo.InvariantCulture), usesLibraries, usesRun);
    }
}
