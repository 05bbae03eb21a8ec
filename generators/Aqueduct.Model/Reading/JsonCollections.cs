using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>The collections that are data: how each is written, and how it is made of the list or dictionary that was read.</summary>
static class JsonCollections
{
    const string Space = "global::System.Collections.";

    /// <summary>Shape of the collection, and C# that makes it of <c>items</c>; null where the type is none.</summary>
    public static (JsonShape Shape, string Make)? Of(INamedTypeSymbol type)
    {
        if (type.ContainingType is not null || type.ContainingNamespace is not { } space)
            return null;
        var full = TypeNames.Plain(type).Full;
        var family = space.ToDisplayString();
        return (family, type.Name, type.Arity) switch
        {
            ("System.Collections.Generic", "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection", 1) => (JsonShape.List, "items"),
            ("System.Collections.Generic", "HashSet" or "SortedSet", 1) => (JsonShape.Set, $"new {full}(items)"),
            ("System.Collections.Generic", "ISet" or "IReadOnlySet", 1) => (JsonShape.Set, $"new {Space}Generic.HashSet<{TypeNames.Full(type.TypeArguments[0])}>(items)"),
            ("System.Collections.Generic", "Dictionary" or "IDictionary" or "IReadOnlyDictionary", 2) => (JsonShape.Dictionary, "items"),
            ("System.Collections.Generic", "SortedDictionary" or "SortedList", 2) => (JsonShape.Dictionary, $"new {full}(items)"),
            ("System.Collections.ObjectModel", "ReadOnlyCollection", 1) => (JsonShape.List, $"new {full}(items)"),
            ("System.Collections.ObjectModel", "ReadOnlyDictionary", 2) => (JsonShape.Dictionary, $"new {full}(items)"),
            ("System.Collections.Immutable", "ImmutableArray" or "ImmutableList", 1) => (JsonShape.List, $"{Space}Immutable.{type.Name}.CreateRange(items)"),
            ("System.Collections.Immutable", "IImmutableList", 1) => (JsonShape.List, $"{Space}Immutable.ImmutableList.CreateRange(items)"),
            ("System.Collections.Immutable", "ImmutableHashSet" or "ImmutableSortedSet", 1) => (JsonShape.Set, $"{Space}Immutable.{type.Name}.CreateRange(items)"),
            ("System.Collections.Immutable", "IImmutableSet", 1) => (JsonShape.Set, $"{Space}Immutable.ImmutableHashSet.CreateRange(items)"),
            ("System.Collections.Immutable", "ImmutableDictionary" or "ImmutableSortedDictionary", 2) => (JsonShape.Dictionary, $"{Space}Immutable.{type.Name}.CreateRange(items)"),
            ("System.Collections.Immutable", "IImmutableDictionary", 2) => (JsonShape.Dictionary, $"{Space}Immutable.ImmutableDictionary.CreateRange(items)"),
            ("System.Collections.Frozen", "FrozenSet", 1) => (JsonShape.Set, $"{Space}Frozen.FrozenSet.ToFrozenSet(items)"),
            ("System.Collections.Frozen", "FrozenDictionary", 2) => (JsonShape.Dictionary, $"{Space}Frozen.FrozenDictionary.ToFrozenDictionary(items)"),
            _ => null,
        };
    }

    /// <summary>What a person could take in the place of a type of the base library that is no data; null where nothing is near.</summary>
    public static string? Instead(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: > 1 } matrix)
            return TypeNames.Display(matrix.ElementType) + string.Concat(System.Linq.Enumerable.Repeat("[]", matrix.Rank));
        if (type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic)
            return "a record, or a JsonElement for JSON of any shape";
        if (type is not INamedTypeSymbol named || named.ContainingNamespace?.ToDisplayString() is not { } space || !(space == "System" || space.StartsWith("System.", System.StringComparison.Ordinal)))
            return type is { TypeKind: TypeKind.Interface } or { IsAbstract: true } ? "a record that is one of its kinds, or that has a member for each" : null;
        var item = named.TypeArguments.Length > 0 ? TypeNames.Display(named.TypeArguments[0]) : "";
        var value = named.TypeArguments.Length > 1 ? TypeNames.Display(named.TypeArguments[1]) : "";
        return named.Name switch
        {
            "IEnumerable" or "IQueryable" or "IOrderedEnumerable" or "IAsyncEnumerable" when item != "" => $"IReadOnlyList<{item}>",
            "Queue" or "Stack" or "LinkedList" or "ConcurrentBag" or "ConcurrentQueue" or "ConcurrentStack" or "Collection" or "ObservableCollection" or "BlockingCollection" or "ArraySegment" when item != "" => $"List<{item}>",
            "Memory" or "ReadOnlyMemory" or "Span" or "ReadOnlySpan" => item + "[]",
            "PriorityQueue" => $"List<({item}, {value})>",
            "ConcurrentDictionary" => $"Dictionary<{item}, {value}>",
            "OrderedDictionary" or "ILookup" or "IGrouping" or "Lookup" when value != "" => named.Name == "OrderedDictionary" ? $"List<({item}, {value})>" : $"Dictionary<{item}, List<{value}>>",
            "KeyValuePair" => $"({item}, {value})",
            "Lazy" or "Task" or "ValueTask" when item != "" => item,
            "ArrayList" => "a List of one type",
            "Hashtable" => "a Dictionary with types",
            "StringBuilder" or "Regex" or "CultureInfo" or "Encoding" or "TimeZoneInfo" or "IPAddress" or "MailAddress" or "Type" or "FileInfo" or "DirectoryInfo" or "SecureString" => "string",
            "BitArray" => "bool[]",
            "Complex" or "Vector2" or "Vector3" or "Vector4" or "Tuple" => "a record or a tuple with a name for each part",
            "DataTable" or "DataSet" or "DataRow" => "a Table<T> of a record",
            "JsonNode" or "JsonObject" or "JsonArray" or "JsonDocument" or "JsonValue" => "JsonElement",
            "XmlDocument" or "XDocument" or "XElement" => "string",
            "Exception" or "AggregateException" => "string, with its message",
            "Stream" or "MemoryStream" or "FileStream" or "StreamReader" or "HttpContent" or "Image" or "Bitmap" => "byte[]",
            _ => null,
        };
    }
}
