namespace Aqueduct.Model;

/// <summary>A method marked [Prompt], by itself.</summary>
sealed record PromptMethodModel
{
    public required MethodModel Method { get; init; }

    /// <summary>What the language model shall do, with placeholders.</summary>
    public required Given<string> Template { get; init; }

    /// <summary>The resource that is asked; null where the app's own client is.</summary>
    public Given<string>? Resource { get; init; }

    public Given<string>? System { get; init; }

    /// <summary>The language model; null for that of the resource.</summary>
    public Given<string>? Model { get; init; }

    public Given<double>? Temperature { get; init; }

    public Given<int>? MaxOutputTokens { get; init; }

    public Given<int>? MaxParallel { get; init; }

    /// <summary>Members of the rows that it takes; null where it takes no table.</summary>
    public RowModel? Row { get; init; }

    /// <summary>Members of the rows that it gives; null where it gives no table.</summary>
    public RowModel? Result { get; init; }

    /// <summary>What is asked for: the members of the result that the rows do not have, or the result itself; empty where that cannot be asked for.</summary>
    public EquatableArray<PromptAnswer> Answers { get; init; } = [];

    /// <summary>Whether the answer is a text, and no JSON.</summary>
    public bool IsText { get; init; }

    /// <summary>JSON Schema of the answer; null where it is a text, or cannot be asked for.</summary>
    public string? Schema { get; init; }

    /// <summary>Why the result cannot be asked for.</summary>
    public string? Reason { get; init; }
}

/// <summary>A value that is asked for.</summary>
/// <param name="Name">Name of the result's member, and of the answer's; null where the whole answer is the value.</param>
/// <param name="Codec">C# of what reads its JSON.</param>
sealed record PromptAnswer(string? Name, string Codec);
