using System.Text.RegularExpressions;

namespace Aqueduct.Rules;

/// <summary>References of container images, as the OCI distribution specification writes them: <c>registry.example.com:5000/team/app:1.2</c>.</summary>
static class ImageNames
{
    const string Domain = @"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+(?::[0-9]+)?|[a-zA-Z0-9-]+:[0-9]+|localhost)/";
    const string Part = @"[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*";

    static readonly Regex Whole = new(
        $@"^(?:{Domain})?{Part}(?:/{Part})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}})?(?:@sha256:[a-f0-9]{{64}})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    static readonly Regex Repository = new($@"^(?<domain>{Domain})?(?<path>[^:@]*)(?<rest>.*)$", RegexOptions.CultureInvariant);

    /// <summary>What is wrong with the reference; null where nothing is.</summary>
    public static string? Mistake(string image) => Whole.IsMatch(image) ? null
        : Suggest(image) is not null ? "a repository is written in small letters"
        : "an image is registry/repository:tag or registry/repository@sha256:digest";

    /// <summary>The reference with its repository in small letters, where that makes it one.</summary>
    public static string? Suggest(string image)
    {
        var match = Repository.Match(image.Trim());
        var small = $"{match.Groups["domain"].Value}{match.Groups["path"].Value.ToLowerInvariant()}{match.Groups["rest"].Value}";
        return small != image && Whole.IsMatch(small) ? small : null;
    }
}
