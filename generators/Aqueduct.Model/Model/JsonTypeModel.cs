namespace Aqueduct.Model;

enum JsonShape
{
    Object,
    Bytes,
    Array,
    List,
    Set,
    Tuple,
    Table,
    Dictionary,
}

enum JsonKey
{
    Text,
    Number,
    Enum,
    Guid,
    Date,
    Time,
}

/// <summary>A type whose values are stored as JSON by an emitted codec.</summary>
sealed record JsonTypeModel
{
    public required TypeName Type { get; init; }

    /// <summary>Name of the codec class.</summary>
    public required string ClassName { get; init; }

    public required JsonShape Shape { get; init; }

    /// <summary>Whether null must be written and read.</summary>
    public bool IsReference { get; init; }

    /// <summary>Element type of a list, value type of a dictionary.</summary>
    public TypeName? Element { get; init; }

    public string? ElementCodec { get; init; }

    /// <summary>C# that makes the collection of the list or dictionary <c>items</c> that was read.</summary>
    public string Make { get; init; } = "items";

    /// <summary>Whether it is a value whose default holds nothing that could be written: an ImmutableArray.</summary>
    public bool HasEmptyDefault { get; init; }

    public TypeName? Key { get; init; }

    public JsonKey KeyKind { get; init; }

    public EquatableArray<JsonMember> Members { get; init; } = [];

    /// <summary>Warnings that naming it gives by its author's wish.</summary>
    public EquatableArray<string> Warnings { get; init; } = [];
}

/// <summary>A member of a JSON object.</summary>
sealed record JsonMember(string Name, TypeName Type, string Codec, bool InConstructor);
