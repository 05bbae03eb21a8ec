namespace Aqueduct.Model;

/// <summary>A method marked [Services].</summary>
/// <param name="Call">C# of the method.</param>
/// <param name="Warnings">Warnings that naming it gives by its author's wish.</param>
sealed record ServicesModel(string Call, EquatableArray<string> Warnings);
