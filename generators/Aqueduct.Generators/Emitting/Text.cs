using System.Globalization;
using System.Text;
using Aqueduct.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Generators.Emitting;

/// <summary>Small pieces of C# that several emitters write.</summary>
static class Text
{
    public static string Quote(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name as an identifier: a keyword gets its @.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A collection expression of numbers.</summary>
    public static string List(int[] numbers)
    {
        var text = new StringBuilder("[");
        foreach (var number in numbers)
            text.Append(text.Length == 1 ? "" : ", ").Append(Number(number));
        return text.Append(']').ToString();
    }

    /// <summary>A member of one of the runtime's enumerations; a value without a name is cast.</summary>
    public static string Member(string enumeration, string member) =>
        char.IsLetter(member[0]) ? $"global::Aqueduct.{enumeration}.{member}" : $"(global::Aqueduct.{enumeration})({member})";

    /// <summary>Opens the namespace and the types around a member of a person's own type.</summary>
    public static int Open(SourceWriter writer, ContainerModel container)
    {
        var blocks = 0;
        if (container.Namespace.Length > 0)
        {
            writer.Open("namespace " + container.Namespace);
            blocks++;
        }

        foreach (var type in container.Types)
        {
            writer.Open($"partial {type.Keyword} {type.Name}");
            blocks++;
        }

        return blocks;
    }

    public static void Close(SourceWriter writer, int blocks)
    {
        for (; blocks > 0; blocks--)
            writer.Close();
    }
}
