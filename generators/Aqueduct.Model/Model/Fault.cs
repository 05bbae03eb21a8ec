namespace Aqueduct.Model;

/// <summary>Something wrong that the reader or a rule found; analyzers turn it into a diagnostic.</summary>
/// <param name="Id">Rule id, such as AQ0001.</param>
/// <param name="Anchor">Where: an anchor of the reading, or 0 for the method's name.</param>
/// <param name="Arguments">Arguments of the rule's message.</param>
/// <param name="Properties">Facts for code fixes.</param>
sealed record Fault(string Id, int Anchor, EquatableArray<string> Arguments, EquatableArray<FaultProperty> Properties);

/// <summary>A fact a code fix needs.</summary>
sealed record FaultProperty(string Name, string Value);
