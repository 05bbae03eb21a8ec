namespace Aqueduct.Runtime;

/// <summary>What a [Prompt] says, as its generated body hands it on.</summary>
/// <param name="Method">The method, as messages call it.</param>
/// <param name="Template">What the model shall do.</param>
public sealed record PromptDraft(string Method, string Template)
{
    /// <summary>Name of a resource; null where the app's own client answers.</summary>
    public string? Resource { get; init; }

    /// <summary>The model; null for that of the resource.</summary>
    public string? Model { get; init; }

    /// <summary>What stands before the instruction.</summary>
    public string? System { get; init; }

    /// <summary>How freely it answers; null for the model's own.</summary>
    public double? Temperature { get; init; }

    /// <summary>The most tokens of an answer; null for the model's own.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>How many rows are asked at a time.</summary>
    public int MaxParallel { get; init; } = 8;

    /// <summary>JSON Schema of the answer; null where it is a text.</summary>
    public string? Schema { get; init; }
}
