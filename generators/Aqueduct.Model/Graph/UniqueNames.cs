using System;
using System.Collections.Generic;
using System.Globalization;

namespace Aqueduct.Graph;

/// <summary>Names that do not repeat: the second <c>score</c> is <c>score2</c>.</summary>
sealed class UniqueNames
{
    readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }

    /// <summary><c>AverageChurn</c> as a local would be called: <c>averageChurn</c>.</summary>
    public static string CamelCase(string name)
    {
        var length = 0;
        while (length < name.Length && char.IsUpper(name[length]) && (length == 0 || length + 1 == name.Length || !char.IsLower(name[length + 1])))
            length++;
        return name.Substring(0, length).ToLowerInvariant() + name.Substring(length);
    }
}
