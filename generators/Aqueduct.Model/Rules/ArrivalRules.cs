using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>What starts a workflow beside its schedule: AQ1011 to AQ1014.</summary>
static class ArrivalRules
{
    /// <summary>Name of the package whose server watches for files and takes requests.</summary>
    public const string Package = "Aqueduct.Server";

    public static IEnumerable<Fault> Check(WorkflowModel workflow, ResourceFile? file)
    {
        if (workflow.OnFile is not { } pattern)
            return [];
        return Malformed(pattern.Value, file ?? ResourceFile.None) is { } reason
            ? [Faults.At(pattern.Anchor, RuleIds.InvalidOnFile, workflow.Name.Value, pattern.Value, reason)]
            : Unknown(workflow, pattern).Concat(Open(workflow, pattern));
    }

    /// <summary>AQ1014: an app that nothing watches for.</summary>
    public static IEnumerable<Fault> Unwatched(WorkflowModel workflow)
    {
        if (workflow.OnFile is { } file)
            yield return Faults.At(file.Anchor, RuleIds.NothingWatches, workflow.Name.Value, "at the arrival of files (OnFile)");
        else if (workflow.Webhook is { Value: true } webhook)
            yield return Faults.At(webhook.Anchor, RuleIds.NothingWatches, workflow.Name.Value, "by a request (Webhook)");
    }

    /// <summary>Why it is no resource with a path in it; null where it is.</summary>
    static string? Malformed(string text, ResourceFile file)
    {
        var slash = text.IndexOf('/');
        if (slash <= 0)
            return "names no file of a resource. Write the resource's name, a slash and the path: landing/orders-{day}.csv";
        var (resource, path) = (text.Substring(0, slash), text.Substring(slash + 1));
        if (path.IndexOf('\\') >= 0 || path.Split('/').Any(part => part is "" or "." or ".."))
            return "leaves the resource. Write a path inside it, with / between folders";
        if (path.Split('/').Any(part => part.StartsWith(".", StringComparison.Ordinal)))
            return "names a hidden file or folder, which is never looked at. Write another name";
        if (path.IndexOf("}{", StringComparison.Ordinal) >= 0 || path.Count(c => c == '{') != path.Count(c => c == '}') || PathPlaceholders.Of(path).Any(p => p.Name.IndexOfAny(['{', '/']) >= 0 || p.Name.Length == 0))
            return "has places that cannot be told apart. Close each brace, and write something between two of them";
        if (!file.IsReadable)
            return null;
        if (!file.Declares(resource))
            return $"names resource '{resource}', which aqueduct.json does not declare. {Faults.DidYouMean(NearestName.Of(resource, file.Names))}Declare it: {{ \"type\": \"files\", \"path\": \"{resource}\" }}";
        return file.TypeOf(resource) is { } type && !string.Equals(type, "files", StringComparison.OrdinalIgnoreCase) && !ObjectStoreTypes.IsOne(type) ? $"names resource '{resource}' of type {type}; files arrive in a folder or an object store" : null;
    }

    /// <summary>AQ1012: placeholders that are no parameter.</summary>
    static IEnumerable<Fault> Unknown(WorkflowModel workflow, Given<string> pattern)
    {
        var names = workflow.Parameters.Select(p => p.Name).ToArray();
        return from placeholder in PathPlaceholders.Of(pattern.Value)
               where !names.Contains(placeholder.Name)
               let near = NearestName.Of(placeholder.Name, names)
               select Faults.At(pattern.Anchor, RuleIds.UnknownOnFilePlaceholder, workflow.Name.Value, placeholder.Name, Faults.DidYouMean(near is null ? null : "{" + near + "}"))
                   .Within(placeholder.Position, placeholder.Name.Length + 2)
                   .With(FixFacts.Replace + "1", near is null ? null : pattern.Value.Replace("{" + placeholder.Name + "}", "{" + near + "}"));
    }

    /// <summary>AQ1013: required parameters that the file's name says nothing of.</summary>
    static IEnumerable<Fault> Open(WorkflowModel workflow, Given<string> pattern) =>
        from parameter in workflow.Parameters
        where parameter.IsRequired && !PathPlaceholders.Names(pattern.Value, parameter.Name)
        select Faults.At(parameter.Anchor, RuleIds.OpenOnFileParameter, workflow.Name.Value, parameter.Name, pattern.Value);
}
