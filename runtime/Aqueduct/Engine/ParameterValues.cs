using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>Parameter values as text, bound by generated code to the workflow method's types.</summary>
/// <param name="values">Invariant text by parameter name.</param>
public sealed class ParameterValues(IReadOnlyDictionary<string, string> values)
{
    /// <summary>No values: every parameter has its default.</summary>
    public static ParameterValues None { get; } = new(new Dictionary<string, string>());

    /// <summary>The values given.</summary>
    public IReadOnlyDictionary<string, string> Given => values;

    /// <summary>A required parameter's value.</summary>
    public T Get<T>(string name, string type) where T : IParsable<T> =>
        values.TryGetValue(name, out var text) ? Parse<T>(name, type, text) : throw new ParameterException(name, $"Parameter '{name}' ({type}) has no default and was not given. Pass --{name} <value>.");

    /// <summary>An optional parameter's value.</summary>
    public T Get<T>(string name, string type, T fallback) where T : IParsable<T> =>
        values.TryGetValue(name, out var text) ? Parse<T>(name, type, text) : fallback;

    /// <summary>A nullable parameter's value; the text <c>null</c> is null.</summary>
    public T? GetNullable<T>(string name, string type, T? fallback) where T : struct, IParsable<T> =>
        values.TryGetValue(name, out var text) ? text == "null" ? null : Parse<T>(name, type, text) : fallback;

    /// <summary>A required enumeration's value.</summary>
    public T GetEnum<T>(string name, string type) where T : struct, Enum =>
        values.TryGetValue(name, out var text) ? ParseEnum<T>(name, type, text) : throw new ParameterException(name, $"Parameter '{name}' ({type}) has no default and was not given. Pass --{name} <value>.");

    /// <summary>An optional enumeration's value.</summary>
    public T GetEnum<T>(string name, string type, T fallback) where T : struct, Enum =>
        values.TryGetValue(name, out var text) ? ParseEnum<T>(name, type, text) : fallback;

    /// <summary>A nullable enumeration's value; the text <c>null</c> is null.</summary>
    public T? GetNullableEnum<T>(string name, string type, T? fallback) where T : struct, Enum =>
        values.TryGetValue(name, out var text) ? text == "null" ? null : ParseEnum<T>(name, type, text) : fallback;

    static T Parse<T>(string name, string type, string text) where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new ParameterException(name, $"Parameter '{name}' is {type}; '{text}' is not.{Advice(default(T))}");

    static string Advice<T>(T? type) => type switch
    {
        bool => " Write true or false.",
        DateOnly => " Write it as 2026-01-31.",
        DateTime or DateTimeOffset => " Write it as 2026-01-31T13:30:00Z.",
        TimeOnly or TimeSpan => " Write it as 13:30:00.",
        _ => "",
    };

    static T ParseEnum<T>(string name, string type, string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new ParameterException(name, $"Parameter '{name}' is {type}; '{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");
}

/// <summary>A parameter was given a value that does not fit, under a name that is unknown, or not at all; no run was started.</summary>
/// <param name="parameter">Name of the parameter.</param>
/// <param name="message">What was found and what was expected.</param>
public sealed class ParameterException(string parameter, string message) : ArgumentException(message)
{
    /// <summary>Name of the parameter.</summary>
    public string Parameter { get; } = parameter;
}
