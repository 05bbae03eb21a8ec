using System.Collections.Generic;

namespace Aqueduct.Rules;

/// <summary>Finds the placeholders of prompts: an identifier within braces. Braces around anything else, an example of JSON for instance, are text.</summary>
static class PromptTemplate
{
    public static List<PathPlaceholder> Of(string template)
    {
        var found = new List<PathPlaceholder>();
        foreach (var placeholder in PathPlaceholders.Of(template))
            if (IsIdentifier(placeholder.Name))
                found.Add(placeholder);
        return found;
    }

    /// <summary>Whether the template names it.</summary>
    public static bool Names(string template, string name)
    {
        foreach (var placeholder in Of(template))
            if (placeholder.Name == name)
                return true;
        return false;
    }

    static bool IsIdentifier(string text)
    {
        foreach (var c in text)
            if (!char.IsLetterOrDigit(c) && c != '_')
                return false;
        return text.Length > 0 && !char.IsDigit(text[0]);
    }
}
