using System.Text;

namespace Aqueduct.Graph;

/// <summary>Names for command lines and deployments.</summary>
static class Slug
{
    /// <summary>Longest slug: a Kubernetes CronJob's limit.</summary>
    public const int MaxLength = 52;

    /// <summary>Lower-case ASCII letters and digits of the name, with single hyphens between its words; may be empty or too long, which is a rule's business.</summary>
    public static string Of(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is >= 'A' and <= 'Z')
                slug.Append((char)(c + 32));
            else if (c is >= 'a' and <= 'z' or >= '0' and <= '9')
                slug.Append(c);
            else if (slug.Length > 0 && slug[slug.Length - 1] != '-')
                slug.Append('-');
        }

        if (slug.Length > 0 && slug[slug.Length - 1] == '-')
            slug.Length--;
        return slug.ToString();
    }
}
