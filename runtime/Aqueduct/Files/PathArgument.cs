using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>A named value that takes the place of <c>{name}</c> in a path or a table's name.</summary>
public readonly struct PathArgument
{
    PathArgument(string name, string value) => (Name, Value) = (name, value);

    /// <summary>Name of the parameter.</summary>
    internal string Name { get; }

    /// <summary>Its value as invariant text.</summary>
    internal string Value { get; }

    /// <summary>Takes a scalar by its invariant text; null is empty, and refused when it is used.</summary>
    public static PathArgument Of<T>(string name, T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, ScalarText.Format(value) ?? "");
    }
}

/// <summary>Texts with <c>{name}</c> in them, whose values come from outside and must be plain names.</summary>
static class Placeholders
{
    const int Longest = 200;

    /// <summary>The path with its placeholders replaced.</summary>
    /// <exception cref="ResourceException">A value is no plain name.</exception>
    public static string Path(string resource, string template, ReadOnlySpan<PathArgument> arguments) => Replace(resource, template, arguments, PathFault);

    /// <summary>The table's name with its placeholders replaced.</summary>
    /// <exception cref="ResourceException">A value is no part of an identifier.</exception>
    public static string Table(string resource, string template, ReadOnlySpan<PathArgument> arguments) => Replace(resource, template, arguments, TableFault);

    static string Replace(string resource, string template, ReadOnlySpan<PathArgument> arguments, Func<string, string?> fault)
    {
        // One pass over the template: braces in a value are not looked at again.
        var text = new System.Text.StringBuilder(template.Length);
        var at = 0;
        while (template.IndexOf('{', at) is >= 0 and var open && template.IndexOf('}', open) is >= 0 and var close)
        {
            text.Append(template, at, open - at).Append(ValueOf(resource, template, template[(open + 1)..close], arguments, fault));
            at = close + 1;
        }

        return text.Append(template, at, template.Length - at).ToString();
    }

    static string ValueOf(string resource, string template, string name, ReadOnlySpan<PathArgument> arguments, Func<string, string?> fault)
    {
        foreach (var argument in arguments)
            if (argument.Name == name)
                return fault(argument.Value) is { } reason
                    ? throw new ResourceException(resource, $"Resource '{resource}': parameter '{name}' of '{template}' is {Show(argument.Value)}, which {reason}. Nothing was read or written.")
                    : argument.Value;
        throw new ResourceException(resource, $"Resource '{resource}': '{template}' names {{{name}}}, which is no parameter.");
    }

    static string? PathFault(string value)
    {
        if (value.Length == 0)
            return "is empty; a plain name is expected";
        if (value.Length > Longest)
            return $"has {value.Length} characters; a plain name has at most {Longest}";
        if (value.Contains("..", StringComparison.Ordinal) || value is "." || value.StartsWith('~'))
            return "leads to another folder; a plain name is expected";
        if (value.AsSpan().ContainsAny(Forbidden))
            return "holds one of / \\ : * ? \" < > |; a plain name without separators is expected";
        if (value.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) || !IsPaired(value))
            return "holds a character that cannot be seen; a plain name is expected";
        return char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]) || value[0] == '.' || value[^1] == '.'
            ? "starts or ends with white space or a dot; a plain name is expected"
            : null;
    }

    static string? TableFault(string value) =>
        value.Length is 0 or > Longest || !value.All(c => c == '_' || char.IsAsciiLetterOrDigit(c)) ? "is no identifier; letters, digits and underscores are expected" : null;

    static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create("/\\:*?\"<>|");

    /// <summary>Whether every surrogate has its other half, so that the text is valid Unicode.</summary>
    static bool IsPaired(string value)
    {
        for (var i = 0; i < value.Length; i++)
            if (char.IsSurrogate(value[i]) && !(char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[++i])))
                return false;
        return true;
    }

    static string Show(string value)
    {
        var cut = value.Length <= 60 ? value : value[..60] + "…";
        return $"'{string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c))}'";
    }
}
