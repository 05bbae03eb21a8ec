using Aqueduct.Rules;

namespace Aqueduct.Runtime;

/// <summary>What a person may have meant.</summary>
static class Nearest
{
    /// <summary><c> Did you mean 'warehouse'?</c> when one of <paramref name="candidates"/> is close to <paramref name="name"/>, else nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(c => (Name: c, Distance: EditDistance.Between(name.ToLowerInvariant(), c.ToLowerInvariant())))
            .Where(c => c.Distance <= (name.Length <= 3 ? 1 : Math.Max(2, name.Length / 3)))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name).FirstOrDefault();
        return best is null ? "" : $" Did you mean '{best}'?";
    }
}
