using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Reading;

namespace Aqueduct.Rules;

/// <summary>Files that are read, written or hold a query: AQ4030 to AQ4035.</summary>
static class FileRules
{
    static readonly string[] Databases = ["sqlite", "postgres", "mysql", "mariadb", "sqlserver", "odbc", "duckdb", DocumentRules.MongoDb, SheetRules.GoogleSheets];

    public static IEnumerable<Fault> Check(FileMethodModel model, ResourceFile? file)
    {
        var payload = model.Kind == NodeKind.Write ? PathPlaceholders.Payload(model)?.Name : null;
        return ResourceRules.Resource(model.Method, model.Resource, file, "files")
            .Concat(Kind(model.Method, $"[{model.Kind}]", model.Resource, file, wantsFiles: true))
            .Concat(model.Kind == NodeKind.Read ? ReadSignature(model) : WriteSignature(model))
            .Concat(PathPlaceholders.Unknown(model.Method, model.Path, payload))
            .Concat(Outside(model))
            .Concat(FilePatternRules.Check(model))
            .Concat(Format(model))
            .Concat(Form(model));
    }

    /// <summary>AQ4034: a resource of the other kind, or one that takes no saves.</summary>
    public static IEnumerable<Fault> Kind(MethodModel method, string attribute, Given<string> resource, ResourceFile? file, bool wantsFiles)
    {
        var type = (file ?? ResourceFile.None).TypeOf(resource.Value);
        if (wantsFiles && type is not null && Databases.Contains(type, StringComparer.OrdinalIgnoreCase))
            yield return Faults.At(resource.Anchor, RuleIds.ResourceKind, method.Name, attribute, resource.Value, "a database", "a resource of type files, or use [Sql] and [Save]");
        if (!wantsFiles && ObjectStoreTypes.IsOne(type))
            yield return Faults.At(resource.Anchor, RuleIds.ResourceKind, method.Name, attribute, resource.Value, "an object store", "a database, or use [Read] and [Write]");
        if (!wantsFiles && string.Equals(type, "files", StringComparison.OrdinalIgnoreCase))
            yield return Faults.At(resource.Anchor, RuleIds.ResourceKind, method.Name, attribute, resource.Value, "a folder of files", "a database, or use [Read] and [Write]");
        if (string.Equals(type, ResourceFile.Mail, StringComparison.OrdinalIgnoreCase))
            yield return Faults.At(resource.Anchor, RuleIds.ResourceKind, method.Name, attribute, resource.Value, "of type mail, which only sends", wantsFiles ? "a resource of type files, or use [Email]" : "a database, or use [Email]");
        if (string.Equals(type, ResourceFile.Webhook, StringComparison.OrdinalIgnoreCase))
            yield return Faults.At(resource.Anchor, RuleIds.ResourceKind, method.Name, attribute, resource.Value, "a webhook, which is only sent to", wantsFiles ? "a resource of type files, or use [Message]" : "a database, or use [Message]");
        if (string.Equals(type, ResourceFile.OpenAi, StringComparison.OrdinalIgnoreCase))
            yield return Faults.At(resource.Anchor, RuleIds.ResourceKind, method.Name, attribute, resource.Value, "of type openai, which answers prompts", wantsFiles ? "a resource of type files, or use [Prompt]" : "a database, or use [Prompt]");
        if (attribute == "[Save]" && string.Equals(type, TableParameterRules.DuckDb, StringComparison.OrdinalIgnoreCase))
            yield return Faults.At(resource.Anchor, RuleIds.ResourceKind, method.Name, attribute, resource.Value, "of type duckdb, which answers queries and is not saved to", "a database of another type, or [Write] a .parquet file, which DuckDB reads");
    }

    /// <summary>AQ4030: a query's file that is not there.</summary>
    public static IEnumerable<Fault> Missing(SqlMethodModel model, SqlFiles files)
    {
        if (!model.IsMissing || model.File is not { } path)
            yield break;
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var near = NearestName.Of(name, files.Files.Select(f => f.Path.Substring(f.Path.LastIndexOf('/') + 1)));
        var meant = near is null ? null : NearestPath(model, files, near);
        yield return Faults.At(model.Query.Anchor, RuleIds.SqlFileMissing, model.Method.Name, path, Faults.DidYouMean(meant)).With(FixFacts.Replace + "1", meant);
    }

    /// <summary>The path to write for the file of that name: from the source's folder, else from the project's.</summary>
    static string? NearestPath(SqlMethodModel model, SqlFiles files, string name)
    {
        foreach (var file in files.Files.AsEnumerable().Where(f => f.Path.Substring(f.Path.LastIndexOf('/') + 1) == name))
            foreach (var folder in new[] { model.Folder ?? "", files.Project })
                if (folder.Length == 0 ? !file.Path.StartsWith("/", StringComparison.Ordinal) : file.Path.StartsWith(folder + "/", StringComparison.Ordinal))
                    return file.Path.Substring(folder.Length == 0 ? 0 : folder.Length + 1);
        return null;
    }

    static IEnumerable<Fault> ReadSignature(FileMethodModel model)
    {
        var method = model.Method;
        if (PathPlaceholders.ContentOf(method.Result) is null)
            yield return Faults.At(method.Result.Anchor, RuleIds.FileSignature, "Read", method.Name, $"returns '{method.Result.Declared.Display}'", "it returns Table<T>, IReadOnlyList<Table<T>>, string or byte[], a Task or ValueTask of one, or IAsyncEnumerable<Table<T>>");
        foreach (var fault in Parameters(model, null))
            yield return fault;
    }

    static IEnumerable<Fault> WriteSignature(FileMethodModel model)
    {
        var method = model.Method;
        if (method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask)
            yield return Faults.At(method.Result.Anchor, RuleIds.FileSignature, "Write", method.Name, $"returns '{method.Result.Declared.Display}'", "it returns void or Task");
        if (PathPlaceholders.Sheets(model).Count > 0)
        {
            foreach (var fault in Parameters(model, null))
                yield return fault;
            yield break;
        }

        var payload = PathPlaceholders.Payload(model);
        if (payload is null)
            yield return Faults.At(method.Anchor, RuleIds.FileSignature, "Write", method.Name, "takes not exactly one value to write", "beside the parameters that its path names it takes one Table<T>, IAsyncEnumerable<Table<T>>, string, byte[] or value that is a file, such as a Chart; several tables are the sheets of an .xlsx file");
        else
            foreach (var fault in Parameters(model, payload.Name))
                yield return fault;
    }

    static IEnumerable<Fault> Parameters(FileMethodModel model, string? payload)
    {
        var (method, kind) = (model.Method, $"{model.Kind}");
        if (method.IsGeneric)
            yield return Faults.At(method.Anchor, RuleIds.FileSignature, kind, method.Name, "is generic", "write it for one row type");
        var sheets = PathPlaceholders.Sheets(model);
        foreach (var parameter in method.Parameters.Where(p => p.Role == ParameterRole.Value && p.Name != payload && !sheets.Contains(p)))
            if (parameter.IsParams || parameter.Row is not null || !parameter.IsBindable || parameter.Type.Full.StartsWith("byte[]", StringComparison.Ordinal))
                yield return Faults.At(parameter.Anchor, RuleIds.FileSignature, kind, method.Name, $"takes '{parameter.Name}' of type '{parameter.Type.Display}'", "what stands for {…} in its path is a text, number, date, Guid or enum");
            else if (!PathPlaceholders.Names(model.Path.Value, parameter.Name))
                yield return Faults.At(parameter.Anchor, RuleIds.FileSignature, kind, method.Name, $"takes '{parameter.Name}', which its path does not name", $"write {{{parameter.Name}}} in the path, or remove the parameter");
    }

    /// <summary>AQ4035: the runtime refuses such a path whatever its placeholders are.</summary>
    static IEnumerable<Fault> Outside(FileMethodModel model)
    {
        var path = model.Path.Value;
        var all = model.Kind == NodeKind.Read && path.Length > 1 && path[path.Length - 1] == '/' ? path + "*" : null;
        var reason = path.Trim().Length == 0 ? "is empty"
            : path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith("\\", StringComparison.Ordinal) || path.IndexOf(':') >= 0 ? "is absolute"
            : path.IndexOf('\\') >= 0 ? "holds a \\"
            : path.Split('/').Any(part => part == "..") ? "leaves the resource"
            : (all ?? path).Split('/').Any(part => part is "" or ".") ? "has an empty part"
            : path.Any(char.IsControl) ? "holds a control character"
            : null;
        if (reason is not null)
            yield return Faults.At(model.Path.Anchor, RuleIds.PathOutside, model.Method.Name, path, reason);
        else if (all is not null)
            yield return Faults.At(model.Path.Anchor, RuleIds.PathOutside, model.Method.Name, path, $"is a folder, all of whose files are '{all}'").With(FixFacts.Replace + "1", all);
    }

    /// <summary>AQ4033: neither the ending nor Format says how a table is written.</summary>
    static IEnumerable<Fault> Format(FileMethodModel model)
    {
        var content = model.Kind == NodeKind.Read ? PathPlaceholders.ContentOf(model.Method.Result) : PathPlaceholders.Payload(model) is { } payload ? PathPlaceholders.ContentOf(payload) : null;
        if (content != "Table" || model.Format != "Auto" || (model.Kind == NodeKind.Read && FilePatternRules.LeavesEnding(model.Path.Value)) || model.Path.Value.EndsWith("/", StringComparison.Ordinal) || new[] { ".csv", ".json", ".parquet", ".xlsx" }.Any(e => model.Path.Value.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            yield break;
        yield return Faults.At(model.Path.Anchor, RuleIds.UnknownFormat, model.Method.Name, model.Path.Value);
    }

    /// <summary>AQ4060: a value that is a file, and none with the path's ending.</summary>
    static IEnumerable<Fault> Form(FileMethodModel model)
    {
        var path = model.Path.Value;
        if (model.Kind != NodeKind.Write || PathPlaceholders.Payload(model) is not { Endings: { Count: > 0 } endings } payload || path.EndsWith("}", StringComparison.Ordinal)
            || endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            yield break;
        var dot = path.LastIndexOf('.') is var at && at > path.LastIndexOf('/') ? at : path.Length;
        yield return Faults.At(model.Path.Anchor, RuleIds.UnknownForm, model.Method.Name, path, payload.Type.Display, string.Join(" or ", endings)).With(FixFacts.Replace + "1", path.Substring(0, dot) + endings[0]);
    }
}
