using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Queries of a spreadsheet, which are a sheet or an area of it: AQ4043, and for their parameter AQ4002 and AQ4003.</summary>
static class SheetRules
{
    /// <summary>The type of resources whose tables are sheets.</summary>
    public const string GoogleSheets = "google-sheets";

    /// <summary>Whether a query's resource is a spreadsheet.</summary>
    public static bool Reads(SqlMethodModel model, ResourceFile? file) => string.Equals((file ?? ResourceFile.None).TypeOf(model.Resource.Value), GoogleSheets, StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<Fault> Check(SqlMethodModel model)
    {
        if (model.IsMissing)
            yield break;
        var range = SheetRange.Parse(model.Query.Value, out var reason);
        if (range is null)
            yield return Faults.At(model.Query.Anchor, RuleIds.SheetQuery, ResourceRules.Where(model, 0), reason.TrimEnd('.')).With(FixFacts.Replace + "1", model.File is null ? SheetRange.Meant(model.Query.Value) : null);
        var names = ResourceRules.Bindable(model).Select(p => p.Name).ToArray();
        var used = range is { IsParameter: true } ? range.Sheet : null;
        if (used is not null && !names.Contains(used, StringComparer.Ordinal))
            yield return Faults.At(model.Query.Anchor, RuleIds.UnboundSqlParameter, ResourceRules.Where(model, 0), used, Faults.DidYouMean(NearestName.Of(used, names) is { } near ? "@" + near : null)).With(FixFacts.Name, used);
        if (range is null)
            yield break;
        foreach (var parameter in ResourceRules.Bindable(model).Where(p => p.Name != used))
            yield return Faults.At(parameter.Anchor, RuleIds.UnusedSqlParameter, parameter.Name, model.Method.Name, $"@{parameter.Name}!A:Z");
    }
}
