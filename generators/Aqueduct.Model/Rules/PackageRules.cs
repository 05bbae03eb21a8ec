using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Packages of Aqueduct that a method needs (AQ4061).</summary>
static class PackageRules
{
    const string Spreadsheets = "Aqueduct.Spreadsheets", Mail = "Aqueduct.Connectors.Mail";

    /// <param name="model">A read or write.</param>
    /// <param name="file">What aqueduct.json declares; null where it is not there.</param>
    /// <param name="packages">The version of Aqueduct that the app refers to, and the assemblies it refers to.</param>
    public static IEnumerable<Fault> Check(FileMethodModel model, ResourceFile? file, (string Version, ISet<string> Names) packages)
    {
        var type = file?.TypeOf(model.Resource.Value);
        if (ObjectStoreTypes.PackageOf(type) is { } store && !packages.Names.Contains(store))
            yield return Faults.At(model.Resource.Anchor, RuleIds.MissingPackage, model.Method.Name, $"uses a resource of type {type}", store, packages.Version);
        var isTable = model.Kind == NodeKind.Read ? model.Method.Result.Row is not null : model.Method.Parameters.Any(p => p.Row is not null);
        var isWorkbook = model.Format == "Xlsx" || (model.Format == "Auto" && model.Path.Value.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase));
        if (isTable && isWorkbook && !packages.Names.Contains(Spreadsheets))
            yield return Faults.At(model.Path.Anchor, RuleIds.MissingPackage, model.Method.Name, model.Kind == NodeKind.Read ? "reads a workbook" : "writes a workbook", Spreadsheets, packages.Version);
    }

    /// <param name="model">A mail; a message needs no package.</param>
    /// <param name="packages">The version of Aqueduct that the app refers to, and the assemblies it refers to.</param>
    public static IEnumerable<Fault> Check(NoticeMethodModel model, (string Version, ISet<string> Names) packages)
    {
        if (model.Kind != NodeKind.Email)
            yield break;
        if (!packages.Names.Contains(Mail))
            yield return Faults.At(model.Method.AttributeAnchor, RuleIds.MissingPackage, model.Method.Name, "sends a mail", Mail, packages.Version);
        if (!packages.Names.Contains(Spreadsheets) && EmailRules.FilesOf(model).Any(f => f.Ending == ".xlsx"))
            yield return Faults.At(model.Attach!.Anchor, RuleIds.MissingPackage, model.Method.Name, "attaches a workbook", Spreadsheets, packages.Version);
    }
}
