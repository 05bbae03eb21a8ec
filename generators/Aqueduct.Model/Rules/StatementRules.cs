using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Sql;

namespace Aqueduct.Rules;

/// <summary>A [Sql] text that is not one query (AQ4020). Statements that only prepare a query, such as SET or CREATE TEMP TABLE, may stand before it.</summary>
static class StatementRules
{
    static readonly string[] Writes = ["INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE", "DROP", "ALTER", "CREATE", "VACUUM", "REINDEX", "GRANT", "REVOKE"];

    public static IEnumerable<Fault> Check(SqlMethodModel model, SqlDialect dialect)
    {
        List<SqlToken> tokens;
        try
        {
            tokens = SqlLexer.Read(model.Query.Value, dialect);
        }
        catch (SqlMistake)
        {
            yield break; // AQ4009 says what is not closed
        }

        // In BEGIN … END and in the body of a trigger a semicolon ends no statement of the query.
        if (tokens.Any(t => t.Is("BEGIN") || t.Is("DECLARE")))
            yield break;
        var starts = tokens.Where((t, i) => t.Kind == SqlTokenKind.Word && (i == 0 || tokens[i - 1].IsSymbol(";"))).ToArray();
        var isReported = false;
        foreach (var start in starts.Where(s => Writes.Contains(s.Text, StringComparer.OrdinalIgnoreCase) && !IsHarmless(s, tokens)))
        {
            isReported = true;
            yield return At(model, start, $"is {Article(start.Text)} {start.Text.ToUpperInvariant()}, which changes the database; a query is run read-only and only gives rows. Save with [Save], or run it in an [Operator] of its own");
        }

        if (!isReported && starts.Length > 1 && starts.Count(IsQuery) > 1)
            yield return At(model, starts.Last(IsQuery), "holds several queries, and the rows of all but the last are lost. Make a method of each");
    }

    static bool IsQuery(SqlToken token) => token.Is("SELECT") || token.Is("WITH") || token.Is("VALUES");

    /// <summary>Temporary tables are the session's own; what returns rows is left to databases that let a query do that.</summary>
    static bool IsHarmless(SqlToken start, List<SqlToken> tokens)
    {
        var rest = tokens.SkipWhile(t => t.Start <= start.Start).TakeWhile(t => !t.IsSymbol(";")).ToArray();
        return (rest.Length > 0 && (rest[0].Is("TEMP") || rest[0].Is("TEMPORARY") || rest[0].IsSymbol("("))) || rest.Any(t => t.Is("RETURNING") || t.Is("OUTPUT") || t.Text.StartsWith("#", StringComparison.Ordinal));
    }

    static string Article(string word) => word[0] is 'I' or 'i' or 'U' or 'u' or 'A' or 'a' ? "an" : "a";

    static Fault At(SqlMethodModel model, SqlToken token, string what)
    {
        var fault = Faults.At(model.Query.Anchor, RuleIds.NotOneQuery, ResourceRules.Where(model, token.Start), what);
        return model.File is null ? fault.Within(token.Start, token.Length) : fault;
    }
}
