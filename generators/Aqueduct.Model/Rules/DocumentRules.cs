using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Queries of a database of documents, which are JSON: AQ4042, and for their parameters AQ4002 and AQ4003.</summary>
static class DocumentRules
{
    /// <summary>The type of resources whose queries are documents.</summary>
    public const string MongoDb = "mongodb";

    /// <summary>Whether a query's resource holds documents.</summary>
    public static bool Reads(SqlMethodModel model, ResourceFile? file) => string.Equals((file ?? ResourceFile.None).TypeOf(model.Resource.Value), MongoDb, StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<Fault> Check(SqlMethodModel model)
    {
        if (model.IsMissing)
            return [];
        if (JsonText.Parse(model.Query.Value, out var error) is not { } query)
            return [Wrong(model, error!.Position, error.Position < model.Query.Value.Length ? 1 : 0, "the query is no JSON: " + error.Reason)];
        var faults = Command(model, query).ToList();
        var names = ResourceRules.Bindable(model).Select(p => p.Name).ToArray();
        var used = new HashSet<string>(StringComparer.Ordinal);
        Parameters(model, query, null, names, used, faults);
        return faults.Concat(from parameter in ResourceRules.Bindable(model)
                             where !used.Contains(parameter.Name)
                             select Faults.At(parameter.Anchor, RuleIds.UnusedSqlParameter, parameter.Name, model.Method.Name, $"\"@{parameter.Name}\""));
    }

    static IEnumerable<Fault> Command(SqlMethodModel model, JsonTextValue query)
    {
        var command = query is { Kind: JsonTextKind.Object, Members.Count: > 0 } ? query.Members[0] : null;
        if (command is null || command.Value is not { Kind: JsonTextKind.String, Text.Length: > 0 } || !DocumentQueries.Commands.TryGetValue(command.Name, out var members))
        {
            yield return Wrong(model, query.Start, query.Length, DocumentQueries.NoCommand);
            yield break;
        }

        foreach (var member in query.Members.Skip(1))
            if (!members.TryGetValue(member.Name, out var form))
                yield return Wrong(model, member.NameStart, member.NameLength, $"\"{member.Name}\" is no member of a {command.Name}; it has {string.Join(", ", members.Keys)}. {Faults.DidYouMean(NearestName.Of(member.Name, members.Keys))}".TrimEnd());
            else if (!HasForm(member.Value, form))
                yield return Wrong(model, member.Value.Start, member.Value.Length, $"\"{member.Name}\" is {form}");
    }

    static bool HasForm(JsonTextValue value, string form) => form switch
    {
        DocumentQueries.Document => value.Kind == JsonTextKind.Object,
        DocumentQueries.Stages => value.Kind == JsonTextKind.Array && value.Members.All(m => m.Value is { Kind: JsonTextKind.Object, Members.Count: 1 }),
        _ => value.Kind == JsonTextKind.Literal ? int.TryParse(value.Text, out var number) && number >= 0 : value.Kind == JsonTextKind.String && DocumentQueries.ParameterOf(value.Text) is not null,
    };

    static void Parameters(SqlMethodModel model, JsonTextValue value, string? within, IReadOnlyList<string> names, HashSet<string> used, List<Fault> faults)
    {
        foreach (var member in value.Members)
        {
            var name = value.Kind == JsonTextKind.Object ? member.Name : within;
            if (value.Kind == JsonTextKind.Object && DocumentQueries.Forbidden.TryGetValue(member.Name, out var reason))
                faults.Add(Wrong(model, member.NameStart, member.NameLength, $"the query holds {member.Name}, which {reason}"));
            if (member.Value.Kind == JsonTextKind.String && DocumentQueries.ParameterOf(member.Value.Text) is { } parameter)
            {
                used.Add(parameter);
                if (value.Kind == JsonTextKind.Object && DocumentQueries.NamesCollection(within, member.Name))
                    faults.Add(Wrong(model, member.Value.Start, member.Value.Length, DocumentQueries.CollectionParameter));
                else if (!names.Contains(parameter, StringComparer.Ordinal))
                    faults.Add(In(model, Faults.At(model.Query.Anchor, RuleIds.UnboundSqlParameter, ResourceRules.Where(model, member.Value.Start), parameter, Faults.DidYouMean(NearestName.Of(parameter, names) is { } near ? "@" + near : null)).With(FixFacts.Name, parameter), member.Value.Start, member.Value.Length));
            }

            Parameters(model, member.Value, name, names, used, faults);
        }
    }

    static Fault Wrong(SqlMethodModel model, int start, int length, string reason) =>
        In(model, Faults.At(model.Query.Anchor, RuleIds.DocumentQuery, ResourceRules.Where(model, start), reason.TrimEnd('.')), start, length);

    /// <summary>Of a query in a file the attribute's path is marked as a whole.</summary>
    static Fault In(SqlMethodModel model, Fault fault, int start, int length) => model.File is null ? fault.Within(start, length) : fault;
}
