using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Queries and saves by themselves: AQ4001 to AQ4006.</summary>
static class ResourceRules
{
    public static IEnumerable<Fault> Check(SqlMethodModel model, ResourceFile? file) =>
        Resource(model.Method, model.Resource, file).Concat(FileRules.Kind(model.Method, model.File is null ? "[Sql]" : "[SqlFile]", model.Resource, file, wantsFiles: false)).Concat(Signature(model.Method)).Concat(TableParameterRules.Check(model, file))
            .Concat(DocumentRules.Reads(model, file) ? DocumentRules.Check(model) : SheetRules.Reads(model, file) ? SheetRules.Check(model) : Unbound(model).Concat(Quoted(model)).Concat(Unused(model)));

    public static IEnumerable<Fault> Check(SaveMethodModel model, ResourceFile? file) =>
        Resource(model.Method, model.Resource, file).Concat(FileRules.Kind(model.Method, "[Save]", model.Resource, file, wantsFiles: false)).Concat(SaveSignature(model.Method, model.Table.Value))
            .Concat(PathPlaceholders.Unknown(model.Method, model.Table, null)).Concat(Key(model)).Concat(NoUpsert(model, file));

    /// <param name="kind">The type to declare it with.</param>
    public static IEnumerable<Fault> Resource(MethodModel method, Given<string> resource, ResourceFile? file, string kind = "sqlite")
    {
        var known = file ?? ResourceFile.None;
        if (!known.IsReadable || known.Declares(resource.Value))
            yield break;
        var near = NearestName.Of(resource.Value, known.Names);
        yield return Faults.At(resource.Anchor, RuleIds.UndeclaredResource, method.Name, resource.Value, Faults.DidYouMean(near)).With(FixFacts.Replace + "1", near)
            .With(FixFacts.Name, resource.Value).With(FixFacts.Kind, kind);
    }

    /// <summary>What a library's methods ask of the app: the library itself need not know where its resources are.</summary>
    public static IEnumerable<Fault> Check(WorkflowModel workflow, ResourceFile? file)
    {
        var known = file ?? ResourceFile.None;
        return !known.IsReadable ? [] : from node in NodeWalk.All(workflow.Nodes)
                                        where node.IsForeign && node.Resource is not null && !known.Declares(node.Resource)
                                        select Faults.At(node.Anchor, RuleIds.UndeclaredResource, node.Method, node.Resource!, "");
    }

    static IEnumerable<Fault> Signature(MethodModel method)
    {
        if (method.Result.Row is null)
            yield return Faults.At(method.Result.Anchor, RuleIds.SqlSignature, method.Name, $"returns '{method.Result.Declared.Display}'");
        if (method.IsGeneric)
            yield return Faults.At(method.Anchor, RuleIds.SqlSignature, method.Name, "is generic");
        foreach (var parameter in method.Parameters.Where(p => p.Role == ParameterRole.Value && (p.IsParams || p.IsStream || (p.Row is null && !p.IsBindable))))
            yield return Faults.At(parameter.Anchor, RuleIds.SqlSignature, method.Name, parameter.IsParams ? $"takes '{parameter.Name}' as params"
                : $"takes '{parameter.Name}' of type '{parameter.Type.Display}'");
    }

    static IEnumerable<Fault> SaveSignature(MethodModel method, string table)
    {
        if (method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask)
            yield return Faults.At(method.Result.Anchor, RuleIds.SaveSignature, method.Name, $"returns '{method.Result.Declared.Display}'");
        var values = method.Parameters.Where(p => p.Role == ParameterRole.Value).ToArray();
        var tables = values.Count(p => p.Row is not null && !p.IsParams);
        if (method.IsGeneric)
            yield return Faults.At(method.Anchor, RuleIds.SaveSignature, method.Name, "is generic");
        if (tables > 1 || values.All(p => PathPlaceholders.Names(table, p.Name)))
            yield return Faults.At(method.Anchor, RuleIds.SaveSignature, method.Name, tables == 0 ? "takes no Table<T>" : $"takes {tables} tables");
        foreach (var parameter in values.Where(p => p.IsParams || (p.Row is null && !(p.IsBindable && PathPlaceholders.Names(table, p.Name)))))
            yield return Faults.At(parameter.Anchor, RuleIds.SaveSignature, method.Name, $"takes '{parameter.Name}' of type '{parameter.Type.Display}'");
    }

    static IEnumerable<Fault> Unbound(SqlMethodModel model)
    {
        var names = Bindable(model).Select(p => p.Name).ToArray();
        return from parameter in SqlParameters.Of(model.Query.Value)
               where !names.Contains(parameter.Name, StringComparer.Ordinal)
               let near = NearestName.Of(parameter.Name, names)
               let fault = Faults.At(model.Query.Anchor, RuleIds.UnboundSqlParameter, Where(model, parameter.Position), parameter.Name, Faults.DidYouMean(near is null ? null : "@" + near))
                   .With(FixFacts.Name, parameter.Name)
               select model.File is null ? fault.Within(parameter.Position, parameter.Name.Length + 1) : fault;
    }

    static IEnumerable<Fault> Quoted(SqlMethodModel model) =>
        from quoted in QuotedIn(model)
        let name = quoted.Parameter.Name
        let advice = quoted.IsWhole ? "Remove the quotes" : $"End the literal before it and join the two, as in '%' || @{name} || '%'"
        let fault = Faults.At(model.Query.Anchor, RuleIds.QuotedParameter, Where(model, quoted.Parameter.Position), name, advice).With(FixFacts.Inside, quoted.IsWhole ? "@" + name : null)
        select model.File is not null ? fault : quoted.IsWhole ? fault.Within(quoted.Parameter.Position - 1, name.Length + 3) : fault.Within(quoted.Parameter.Position, name.Length + 1);

    /// <summary>Only names of the method's own parameters: other text may well hold an @.</summary>
    static IEnumerable<(SqlParameter Parameter, bool IsWhole)> QuotedIn(SqlMethodModel model)
    {
        var names = new HashSet<string>(Bindable(model).Select(p => p.Name), StringComparer.Ordinal);
        return SqlParameters.Quoted(model.Query.Value).Where(q => names.Contains(q.Parameter.Name));
    }

    /// <summary>The method, and for a file the line in it.</summary>
    public static string Where(SqlMethodModel model, int position) => model.File is not { } file ? model.Method.Name
        : $"{model.Method.Name}: {file}({(model.Query.Value.Take(position).Count(c => c == '\n') + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)})";

    static IEnumerable<Fault> Unused(SqlMethodModel model)
    {
        if (model.IsMissing)
            return [];
        var used = new HashSet<string>(SqlParameters.Of(model.Query.Value).Concat(QuotedIn(model).Select(q => q.Parameter)).Select(p => p.Name), StringComparer.Ordinal);
        var unused = from parameter in Bindable(model)
                     where !used.Contains(parameter.Name)
                     select Faults.At(parameter.Anchor, RuleIds.UnusedSqlParameter, parameter.Name, model.Method.Name, "@" + parameter.Name);
        return unused.Concat(from table in model.Tables
                             where !TableParameterRules.IsNamed(table.Name, model.Query.Value, Sql.SqlDialect.DuckDb)
                             select Faults.At(table.Anchor, RuleIds.UnusedSqlParameter, table.Name, model.Method.Name, "FROM " + table.Name));
    }

    public static IEnumerable<MethodParameter> Bindable(SqlMethodModel model) => model.Method.Parameters.Where(p => p.Role == ParameterRole.Value && p.Row is null);

    static IEnumerable<Fault> Key(SaveMethodModel model)
    {
        var columns = (model.Key?.Value ?? "").Split([','], StringSplitOptions.RemoveEmptyEntries).Select(c => c.Trim()).Where(c => c.Length > 0).ToArray();
        if (model.Mode.Value == "Upsert" && columns.Length == 0)
            yield return Faults.At(model.Key?.Anchor ?? model.Mode.Anchor, RuleIds.UpsertKey, model.Method.Name, "is an upsert without Key; name the columns that identify a row, separated by commas");
        if (model.Row is not { } row)
            yield break;
        foreach (var column in columns)
            if (!row.Members.Any(m => Matches(m, column)))
                yield return Faults.At(model.Key!.Anchor, RuleIds.UpsertKey, model.Method.Name,
                    $"has key column '{column}', which its row type '{row.Type.Display}' does not have; it has {string.Join(", ", row.Members.Select(m => m.Column ?? m.Name))}").With(FixFacts.Replace + "1", Key(columns, column, NearestName.Of(column, row.Members.Select(m => m.Column ?? m.Name))));
    }

    /// <summary>AQ4034: drivers have no upsert in common.</summary>
    static IEnumerable<Fault> NoUpsert(SaveMethodModel model, ResourceFile? file)
    {
        if (model.Mode.Value == "Upsert" && string.Equals((file ?? ResourceFile.None).TypeOf(model.Resource.Value), "odbc", StringComparison.OrdinalIgnoreCase))
            yield return Faults.At(model.Mode.Anchor, RuleIds.ResourceKind, model.Method.Name, "[Save] with SaveMode.Upsert", model.Resource.Value, "of type odbc, which is saved to by Append, Replace or Fail", "another mode, or a database with a connector of its own");
    }

    static string? Key(IEnumerable<string> columns, string wrong, string? near) => near is null ? null : string.Join(", ", columns.Select(c => c == wrong ? near : c));

    /// <summary>By the name that [Column] gives, else ignoring case and underscores.</summary>
    static bool Matches(RowMember member, string column) => member.Column is { } name
        ? string.Equals(name, column, StringComparison.OrdinalIgnoreCase)
        : string.Equals(Plain(member.Name), Plain(column), StringComparison.OrdinalIgnoreCase);

    static string Plain(string name) => name.Replace("_", "");
}
