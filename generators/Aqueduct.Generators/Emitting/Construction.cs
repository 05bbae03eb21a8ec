using System.Collections.Generic;
using System.Text;

namespace Aqueduct.Generators.Emitting;

/// <summary>A member's value and how it gets into a new object.</summary>
readonly record struct Part(string Name, string Value, bool InConstructor);

/// <summary>Writes <c>new T(a, b) { C = c }</c>.</summary>
static class Construction
{
    public static string Of(string type, IEnumerable<Part> parts)
    {
        var arguments = new StringBuilder();
        var initializers = new StringBuilder();
        foreach (var part in parts)
        {
            var target = part.InConstructor ? arguments : initializers;
            target.Append(target.Length == 0 ? "" : ", ").Append(part.InConstructor ? "" : Text.Identifier(part.Name) + " = ").Append(part.Value);
        }

        return initializers.Length == 0 ? $"new {type}({arguments})" : $"new {type}({arguments}) {{ {initializers} }}";
    }
}
