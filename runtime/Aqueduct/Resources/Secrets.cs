using System.Text.RegularExpressions;

namespace Aqueduct.Runtime;

/// <summary>Values named instead of written: <c>${WAREHOUSE_PASSWORD}</c> is read from the environment when the resource is used.</summary>
static partial class Secrets
{
    /// <summary>The text with every <c>${NAME}</c> replaced.</summary>
    /// <exception cref="ResourceException">A variable is not set; the message names it and the resource, and no value.</exception>
    public static string Resolve(string resource, string text) => Reference().Replace(text, reference =>
    {
        var name = reference.Groups[1].Value;
        return Environment.GetEnvironmentVariable(name)
            ?? throw new ResourceException(resource, $"Resource '{resource}' needs the environment variable {name}, which is not set. Set it where the workflow runs.");
    });

    /// <summary>The names that a text mentions so.</summary>
    public static IEnumerable<string> NamesIn(string text) => Reference().Matches(text).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Reference();
}
