using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Aqueduct.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Generators.Emitting;

/// <summary>Small pieces of C# that several emitters write.</summary>
static class Text
{
    /// <summary>A warning that no name of a generated class is safe from.</summary>
    public const string SameName = "CS0436 // an assembly that shows this one its internals may have made a class of the same name; ours is meant";

    public static string Quote(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>A text of several lines as a raw string literal, which a person can read; any other in quotes.</summary>
    public static string Raw(string value)
    {
        if (value.IndexOf('\n') < 0)
            return Quote(value);
        var (longest, run) = (2, 0);
        foreach (var c in value)
        {
            if (c is not ('\n' or '\t') && (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029'))
                return Quote(value);
            run = c == '"' ? run + 1 : 0;
            longest = System.Math.Max(longest, run);
        }

        var quotes = new string('"', longest + 1);
        return $"{quotes}\n{value}\n{quotes}";
    }

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

    /// <summary>The warning that the name of a person's own type gives wherever a part of it is declared.</summary>
    public static IEnumerable<string> NameOf(ContainerModel container)
    {
        foreach (var type in container.Types)
        {
            var isLower = true;
            foreach (var c in type.Name)
                isLower &= c is >= 'a' and <= 'z';
            if (!isLower)
                continue;
            yield return "CS8981 // the name is a person's";
            yield break;
        }
    }

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
