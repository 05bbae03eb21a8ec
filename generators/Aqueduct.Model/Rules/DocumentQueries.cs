using System;
using System.Collections.Generic;

namespace Aqueduct.Rules;

/// <summary>What a query of a document database looks like: the same for the compiler and for the run.</summary>
static class DocumentQueries
{
    /// <summary>Form of a member that is an object.</summary>
    public const string Document = "an object, { … }";

    /// <summary>Form of a pipeline.</summary>
    public const string Stages = "a list of stages, [ { \"$match\": … }, … ], each an object with one member";

    /// <summary>Form of a number.</summary>
    public const string Number = "a whole number";

    /// <summary>What is said of a text that is no query.</summary>
    public const string NoCommand = "a query is { \"find\": \"collection\", \"filter\": { … } } or { \"aggregate\": \"collection\", \"pipeline\": [ … ] }, the command first.";

    /// <summary>What is said of a collection that a parameter names.</summary>
    public const string CollectionParameter = "a parameter cannot name a collection; write its name.";

    /// <summary>The commands, and the members that each has with their forms.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Commands { get; } = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
    {
        ["find"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["filter"] = Document, ["projection"] = Document, ["sort"] = Document, ["limit"] = Number, ["skip"] = Number },
        ["aggregate"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["pipeline"] = Stages },
    };

    /// <summary>What no query may hold, and why.</summary>
    public static IReadOnlyDictionary<string, string> Forbidden { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["$out"] = "writes to the database; a query only reads, and [Save] writes",
        ["$merge"] = "writes to the database; a query only reads, and [Save] writes",
        ["$where"] = "runs JavaScript in the server; write it as an expression",
        ["$function"] = "runs JavaScript in the server; write it as an expression",
        ["$accumulator"] = "runs JavaScript in the server; write it as an expression",
    };

    /// <summary>The parameter that a text names: <c>@name</c> and nothing else. A text that begins with <c>@@</c> begins with one <c>@</c>.</summary>
    public static string? ParameterOf(string text)
    {
        if (text.Length < 2 || text[0] != '@' || !(text[1] == '_' || char.IsLetter(text[1])))
            return null;
        for (var i = 2; i < text.Length; i++)
            if (text[i] != '_' && !char.IsLetterOrDigit(text[i]))
                return null;
        return text.Substring(1);
    }

    /// <summary>Whether a member names a collection, or another database.</summary>
    /// <param name="parent">The member that holds it; null of the query itself.</param>
    /// <param name="member">Its name.</param>
    public static bool NamesCollection(string? parent, string member) => parent switch
    {
        "$lookup" or "$graphLookup" => member == "from",
        "$unionWith" or "from" => member is "coll" or "db",
        _ => member == "$unionWith" || (parent is null && Commands.ContainsKey(member)),
    };

    /// <summary>Whether what a member holds is an expression, in which a text that begins with <c>$</c> is a field; in a filter it is a text.</summary>
    /// <param name="parent">The member that holds it; null of the query itself.</param>
    /// <param name="member">Its name.</param>
    /// <param name="isExpression">Whether it stands in an expression itself.</param>
    public static bool IsExpressionWithin(string? parent, string member, bool isExpression) => parent is null ? member is "pipeline" or "projection" : member switch
    {
        "$expr" => true,
        "$match" or "$literal" or "restrictSearchWithMatch" => false,
        _ => isExpression,
    };
}
