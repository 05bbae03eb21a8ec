using System.Collections.Generic;

namespace Aqueduct.OnnxModels;

/// <summary>A member of a row type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Column">The name that [Column] gives, or null.</param>
/// <param name="Type">Its type in C#, without a question mark.</param>
/// <param name="IsNullable">Whether it may be null.</param>
readonly record struct OnnxMember(string Name, string? Column, string Type, bool IsNullable)
{
    /// <summary>Its type as it is written.</summary>
    public string Written => IsNullable ? Type + "?" : Type;
}

/// <summary>What an attribute says beside the path: how rows and model come together where their names do not.</summary>
/// <param name="Features">Members of the row in the order of the vector that the model takes, separated by commas; null for all.</param>
/// <param name="Outputs">For members of the result what they hold: <c>Churn = probabilities[1]</c>, separated by commas.</param>
readonly record struct OnnxNames(string? Features, string? Outputs);

/// <summary>An input and the members that fill its row, in order; none where nothing reads it.</summary>
sealed record OnnxFeed(OnnxValue Input, IReadOnlyList<int> Members);

/// <summary>What a member of the result holds: an output's value, or what the row's own member holds.</summary>
/// <param name="Output">Number of the output; -1 where the row's member is carried on.</param>
/// <param name="Place">Which of the output's values in a row, or which key of its map; null for its only one.</param>
/// <param name="Carried">Number of the row's member that is carried on; -1 where there is an output.</param>
sealed record OnnxTake(int Output, string? Place, int Carried);

enum OnnxFault
{
    /// <summary>The model as such cannot be called row by row.</summary>
    Model,

    /// <summary>An input that the rows do not fill.</summary>
    Input,

    /// <summary>A member of the result that the model does not give.</summary>
    Output,

    /// <summary>A name in the attribute that nothing bears.</summary>
    Name,
}

/// <summary>Something that does not fit.</summary>
/// <param name="Kind">What kind of thing does not fit.</param>
/// <param name="Where">The attribute's property that it stands in, or nothing.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What to do.</param>
/// <param name="Instead">What the property would say, where it is known.</param>
sealed record OnnxProblem(OnnxFault Kind, string Where, string Found, string Expected, string? Instead = null);

/// <summary>How rows go through a model.</summary>
/// <param name="Feeds">The inputs.</param>
/// <param name="Takes">The members of the result, in their order.</param>
/// <param name="Problems">Where there are any, the plan is none.</param>
sealed record OnnxPlan(IReadOnlyList<OnnxFeed> Feeds, IReadOnlyList<OnnxTake> Takes, IReadOnlyList<OnnxProblem> Problems);
