using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Aqueduct.Graph;

/// <summary>A JSON object whose text depends on its content alone: keys in ordinal order, no white space, invariant numbers.</summary>
/// <remarks>Written here because an analyzer may not bring a JSON library along.</remarks>
sealed class CanonicalJson
{
    readonly SortedDictionary<string, string> _members = new(StringComparer.Ordinal);

    public CanonicalJson Add(string key, string? value) => value is null ? this : Raw(key, Quote(value));

    public CanonicalJson Add(string key, bool value) => Raw(key, value ? "true" : "false");

    public CanonicalJson Add(string key, int value) => Raw(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>JSON has no NaN and no infinities: they are the strings of the runtime's number codec.</summary>
    public CanonicalJson Add(string key, double value) => Raw(key, double.IsNaN(value) || double.IsInfinity(value)
        ? Quote(value.ToString(CultureInfo.InvariantCulture))
        : value.ToString("R", CultureInfo.InvariantCulture));

    public CanonicalJson AddObject(string key, CanonicalJson value) => Raw(key, value.ToString());

    /// <summary>Adds an array of JSON texts.</summary>
    public CanonicalJson Add(string key, IReadOnlyCollection<string> items) => Raw(key, "[" + string.Join(",", items) + "]");

    /// <summary>Adds a JSON text.</summary>
    public CanonicalJson AddRaw(string key, string json) => Raw(key, json);

    CanonicalJson Raw(string key, string json)
    {
        _members.Add(key, json);
        return this;
    }

    public override string ToString()
    {
        var text = new StringBuilder("{");
        foreach (var member in _members)
            text.Append(text.Length == 1 ? "" : ",").Append(Quote(member.Key)).Append(':').Append(member.Value);
        return text.Append('}').ToString();
    }

    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ' || (char.IsSurrogate(c) && !IsPair(value, i)))
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        return text.Append('"').ToString();
    }

    static bool IsPair(string value, int index) => char.IsHighSurrogate(value[index])
        ? index + 1 < value.Length && char.IsLowSurrogate(value[index + 1])
        : index > 0 && char.IsHighSurrogate(value[index - 1]);
}
