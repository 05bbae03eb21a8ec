namespace Aqueduct.Databases.Tests;

/// <summary>Texts by which people have broken out of SQL, put together from beginnings, statements and ends.</summary>
static class Payloads
{
    static readonly string[] Beginnings = ["", "'", "\"", "')", "\")", "\\'", "'';", "%27", "$$", "$1", "@city", "E'\\''", "\uFF07", "1 OR 1=1", "{0}", "\n'"];

    static readonly string[] Statements = ["; DROP TABLE keep; ", "; DELETE FROM keep WHERE a = 1; ", " UNION SELECT a FROM keep ", " OR '1'='1", "; UPDATE keep SET a = 2; ", "; COPY keep TO STDOUT; ", "\"; INSERT INTO keep VALUES (2); "];

    static readonly string[] Ends = ["--", "/*", "\\.", "#"];

    public static IEnumerable<string> All => (from beginning in Beginnings from statement in Statements from end in Ends select beginning + statement + end).Distinct();
}
