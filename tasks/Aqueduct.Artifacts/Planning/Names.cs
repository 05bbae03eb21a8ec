using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Artifacts.Planning;

/// <summary>Names that every target accepts: lower-case letters, digits and single hyphens, not longer than a CronJob's may be.</summary>
public static class Names
{
    /// <summary>Longest name of a Kubernetes CronJob: its pods get 11 characters more, and 63 is the limit of a label.</summary>
    public const int MaxLength = 52;

    const int MaxLabel = 63;

    /// <summary>The app's name, from its assembly's.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? $"app-{Hash(text)}" : Shorten(trimmed);
    }

    /// <summary>Name of one workflow among those of other apps.</summary>
    public static string OfWorkflow(string app, string slug) => app == slug ? app : Shorten($"{app}-{slug}");

    /// <summary>A text as a label may hold it: at most 63 letters, digits, dots, hyphens and underscores, the first and last of them letters or digits.</summary>
    public static string Label(string text)
    {
        var label = new string([.. text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-').Take(MaxLabel)]).Trim('.', '-', '_');
        return label.Length == 0 ? Hash(text) : label;
    }

    /// <summary>Keeps names distinct where cutting alone would make them equal.</summary>
    static string Shorten(string name) =>
        name.Length <= MaxLength ? name : $"{name[..(MaxLength - 9)].TrimEnd('-')}-{Hash(name)}";

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
