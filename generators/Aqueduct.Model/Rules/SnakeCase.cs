using System.Text;

namespace Aqueduct.Rules;

/// <summary>The column name of a member in a table that is made for it; the runtime makes such tables and the analyzers know what they are like.</summary>
static class SnakeCase
{
    /// <summary>A word starts at a capital after a small letter or digit (companySize), and at the last capital of a run (NWorkflows, HTTPStatus).</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (starts)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
