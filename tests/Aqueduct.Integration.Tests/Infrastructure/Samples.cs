using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Integration.Tests.Infrastructure;

/// <summary>The repository's samples, started as its README says, with a home of their own.</summary>
public sealed class Samples : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("aqueduct-samples-").FullName;
    readonly DotNet _dotnet;

    public Samples() => _dotnet = new(new Dictionary<string, string>
    {
        ["AQUEDUCT_HOME"] = _root,
        ["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(_root, "data")).FullName, // where the SDK builds file-based apps
    });

    /// <summary>Runs a sample from the repository's root.</summary>
    public Output Run(string sample, params string[] arguments) =>
        _dotnet.Run(PackedFeed.Repository, ["run", $"samples/{sample}", "--", .. arguments]);

    /// <summary>Runs a sample that answers in JSON.</summary>
    public (int ExitCode, JsonElement Json) RunJson(string sample, params string[] arguments) => Json(Run(sample, [.. arguments, "--json"]));

    /// <summary>The same, with more variables.</summary>
    public (int ExitCode, JsonElement Json) RunJsonWith(string sample, params (string Name, string Value)[] variables) =>
        Json(_dotnet.With(variables).Run(PackedFeed.Repository, "run", $"samples/{sample}", "--", "--json"));

    static (int ExitCode, JsonElement Json) Json(Output output)
    {
        var start = output.Text.IndexOf('{');
        Assert.True(start >= 0, output.Text);
        return (output.ExitCode, JsonDocument.Parse(output.Text[start..]).RootElement);
    }

    /// <summary>All values of a table of the demo database, row by row; null where there is no such table.</summary>
    public string? Rows(string table)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_root, "demo.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var exists = connection.CreateCommand();
        exists.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = @table";
        exists.Parameters.AddWithValue("@table", table);
        if ((long)exists.ExecuteScalar()! == 0)
            return null;
        using var query = connection.CreateCommand();
        query.CommandText = $"SELECT * FROM \"{table}\"";
        using var reader = query.ExecuteReader();
        var rows = new List<string>();
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(string.Join('\t', values));
        }

        return string.Join('\n', rows);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
