namespace Aqueduct;

/// <summary>Makes a partial method an operator that a language model answers: <c>[Prompt("Summarise in one sentence: {text}", Resource = "llm")] public static partial Task&lt;string&gt; Summarise(string text);</c></summary>
/// <remarks>
/// A <c>{name}</c> is a parameter of the method or, where it takes a <c>Table&lt;T&gt;</c>, a member of the rows; the compiler checks them. The template is the model's instruction, and the values come beside it as JSON: no value changes the instruction.
/// A method that returns a text gives what was answered; of another type, the answer is JSON that is held against the type's schema. A table is asked row by row: members of the result that the rows have by name and type are carried on, the others are asked for.
/// Beside <c>[Operator]</c> it says where the body comes from, and that attribute how the operator runs.
/// </remarks>
/// <param name="template">What the model shall do.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromptAttribute(string template) : Attribute
{
    /// <summary>What the model shall do.</summary>
    public string Template { get; } = template;

    /// <summary>Name of a resource of type openai; without it the app's own <c>IChatClient</c> is asked, which a method marked [Services] adds.</summary>
    public string? Resource { get; set; }

    /// <summary>The model; without it that of the resource or of the client.</summary>
    public string? Model { get; set; }

    /// <summary>What stands before the instruction: who the model is, how it writes.</summary>
    public string? System { get; set; }

    /// <summary>How freely it answers, from 0 to 2; without it the model's own.</summary>
    public double Temperature { get; set; } = double.NaN;

    /// <summary>The most tokens of an answer; without it the model's own. An answer that is cut off is an error.</summary>
    public int MaxOutputTokens { get; set; }

    /// <summary>How many rows are asked at a time; 8 without it.</summary>
    public int MaxParallel { get; set; } = 8;
}
