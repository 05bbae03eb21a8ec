namespace Aqueduct.Model;

/// <summary>A type as text.</summary>
/// <param name="Full">For generated code: <c>global::Aqueduct.Table&lt;global::Customer&gt;</c>.</param>
/// <param name="Display">As people write it: <c>Table&lt;Customer&gt;</c>.</param>
sealed record TypeName(string Full, string Display)
{
    /// <summary>Whether null is among its values, as far as it says so.</summary>
    public bool IsNullable => Full.EndsWith("?", System.StringComparison.Ordinal);

    /// <summary>With its namespace, as people write it: <c>Shop.Customer</c>.</summary>
    public string Qualified => Qualify(Full);

    public static string Qualify(string full) => full.Replace("global::", "");
}
