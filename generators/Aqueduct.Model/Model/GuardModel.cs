namespace Aqueduct.Model;

/// <summary>A condition around a node: the <c>if</c> branch it stands in.</summary>
/// <param name="Condition">What the <c>if</c> asks.</param>
/// <param name="Expected">False in the <c>else</c> branch.</param>
sealed record GuardModel(ConditionModel Condition, bool Expected);

enum ConditionKind
{
    /// <summary>A check's or metric's value, or a workflow parameter, or a constant: <c>Value</c>.</summary>
    Value,

    /// <summary><c>!Left</c>.</summary>
    Not,

    /// <summary><c>Left &amp;&amp; Right</c>.</summary>
    And,

    /// <summary><c>Left || Right</c>.</summary>
    Or,

    /// <summary><c>Left Operator Right</c>.</summary>
    Compare,
}

/// <summary>A condition as a tree.</summary>
sealed record ConditionModel(ConditionKind Kind)
{
    public ArgumentModel? Value { get; init; }

    /// <summary>&lt;, &lt;=, &gt;, &gt;=, == or !=.</summary>
    public string? Operator { get; init; }

    public ConditionModel? Left { get; init; }

    public ConditionModel? Right { get; init; }
}
