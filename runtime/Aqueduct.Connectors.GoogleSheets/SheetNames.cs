using System.Security.Cryptography;
using System.Text;
using Aqueduct.Connectors.GoogleSheets.Wire;

namespace Aqueduct.Connectors.GoogleSheets;

/// <summary>Which sheets are people's, and which Aqueduct's own.</summary>
static class SheetNames
{
    /// <summary>The hidden sheet that notes what is published.</summary>
    public const string Publications = "aqueduct_publications";

    /// <summary>What the names of hidden sheets begin with whose rows wait to be published.</summary>
    public const string Staging = "aqueduct_stage_";

    /// <summary>The sheet in which a save waits: the same however often a run tries it.</summary>
    public static string StageOf(string identity) => Staging + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16));

    /// <summary>The sheets that people have made, in ordinal order.</summary>
    public static IReadOnlyList<string> OfPeople(Spreadsheet spreadsheet) => [.. spreadsheet.All.Where(s => s.IsGrid && IsPeoples(s.Title!)).Select(s => s.Title!).Order(StringComparer.Ordinal)];

    /// <summary>Whether a sheet is people's.</summary>
    public static bool IsPeoples(string title) => !string.Equals(title, Publications, StringComparison.OrdinalIgnoreCase) && !title.StartsWith(Staging, StringComparison.OrdinalIgnoreCase);
}
