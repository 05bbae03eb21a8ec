using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Aqueduct.Queries.SqlServer;

/// <summary>SQL Server's own parser: syntax, not names.</summary>
static class SqlServerEngine
{
    /// <summary>Parses a query.</summary>
    /// <returns>What the newest version has against it; null where any version takes it, because which one the server is nobody here knows.</returns>
    public static Complaint? Check(string query)
    {
        if (Parse(SqlVersion.Sql180, query, quotedIdentifiers: true) is not { } error)
            return null;
        foreach (var version in Enum.GetValues<SqlVersion>())
            if (Parse(version, query, quotedIdentifiers: true) is null || Parse(version, query, quotedIdentifiers: false) is null)
                return null;
        return new(Reason(error.Message), "Correct the query there.", Math.Clamp(error.Offset, 0, query.Length));
    }

    static ParseError? Parse(SqlVersion version, string query, bool quotedIdentifiers)
    {
        using var text = new StringReader(query);
        TSqlParser.CreateParser(version, quotedIdentifiers).Parse(text, out var errors);
        return errors.Count == 0 ? null : errors[0];
    }

    static string Reason(string message)
    {
        var text = message.TrimEnd('.');
        return char.ToLowerInvariant(text[0]) + text[1..];
    }
}
