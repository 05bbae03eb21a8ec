using System.Collections.Generic;

namespace Aqueduct.Generators.Emitting;

/// <summary>A member's value and how it gets into a new object.</summary>
readonly record struct Part(string Name, string Value, bool InConstructor);

/// <summary>Writes <c>new T(a, b) { C = c }</c>.</summary>
static class Construction
{
    /// <param name="writer">Where to.</param>
    /// <param name="head">What stands before it: <c>return new T</c>.</param>
    /// <param name="parts">The values of its members.</param>
    public static void Write(SourceWriter writer, string head, IEnumerable<Part> parts)
    {
        var arguments = new List<string>();
        var initializers = new List<string>();
        foreach (var part in parts)
            if (part.InConstructor)
                arguments.Add(part.Value);
            else
                initializers.Add($"{Text.Identifier(part.Name)} = {part.Value}");
        var line = $"{head}({string.Join(", ", arguments)}) {{ {string.Join(", ", initializers)} }};";
        if (initializers.Count == 0)
        {
            writer.Call(head, arguments, ";");
        }
        else if (writer.Fits(line))
        {
            writer.Line(line);
        }
        else
        {
            writer.Call(head, arguments, "");
            writer.Line("{");
            writer.Indent();
            foreach (var initializer in initializers)
                writer.Line(initializer + ",");
            writer.Close(";");
        }
    }
}
