using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Generators.Incremental;

/// <summary>What stands around declarations of a file: its usings, aliases, nullable directives and namespaces.</summary>
/// <param name="Hash">Over all of that.</param>
/// <param name="Names">Names that the usings and namespaces mention.</param>
/// <param name="Aliases">Names that usings give to something else.</param>
sealed record DeclarationContext(ulong Hash, HashSet<string> Names, HashSet<string> Aliases);

enum DeclarationKind
{
    /// <summary>A type with all that can be seen of it from outside: its head and its members without their bodies.</summary>
    Type,

    /// <summary>The head of a type: what a member found by its own name depends on.</summary>
    Head,

    Method,

    /// <summary>A field, property, event, indexer, constructor, operator or enumeration's member.</summary>
    Member,
}

/// <summary>A declaration as its syntax alone shows it. Holds nothing of the compiler.</summary>
sealed class Declaration
{
    public required DeclarationKind Kind { get; init; }

    /// <summary>Name that a mention finds it by; a head has the type's name and <see cref="HeadMark"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace and types around it, with a dot at the end.</summary>
    public required string Path { get; init; }

    public required bool InSystem { get; init; }

    public required DeclarationContext Context { get; init; }

    /// <summary>Over its tokens outside bodies; with the body for methods whose body is read.</summary>
    public required ulong Hash { get; init; }

    /// <summary>Names it mentions there.</summary>
    public required HashSet<string> Names { get; init; }

    /// <summary>Last names of its attributes; null where it has none.</summary>
    public string[]? Attributes { get; init; }

    /// <summary>Whether it is a field, property or event of instances which no other can stand for.</summary>
    public bool IsData { get; init; }

    /// <summary>Where it stands in its file.</summary>
    public required TextSpan Span { get; init; }

    public string FullName => Path + Name;

    /// <summary>Equal for two readings that see the same text in the same surroundings.</summary>
    public ReadingKey Key => new(Path, Name, Hash);

    public const char HeadMark = '\0';
}

/// <summary>What a reading is found by again after an edit.</summary>
readonly record struct ReadingKey(string Path, string Name, ulong Hash);
