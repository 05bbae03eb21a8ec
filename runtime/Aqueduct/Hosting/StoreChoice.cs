using Microsoft.Extensions.Configuration;

namespace Aqueduct.Runtime;

/// <summary>Where the runs of this program are kept: <c>"store"</c> of aqueduct.json or AQUEDUCT_STORE say so; without either it is SQLite in the home.</summary>
static class StoreChoice
{
    /// <summary>The member of aqueduct.json, whose environment variable is AQUEDUCT_STORE.</summary>
    const string Member = "store";

    const string Sqlite = "sqlite";

    /// <summary>The store that this program's configuration names.</summary>
    /// <exception cref="RefusedException">It names none clearly, or one whose package is missing.</exception>
    public static StoreDatabase Of(string home)
    {
        try
        {
            return Of(ResourceRegistry.Current.Configuration, home);
        }
        catch (InvalidDataException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    /// <summary>The store that a configuration names.</summary>
    /// <exception cref="RefusedException">It names none clearly, or one whose package is missing.</exception>
    public static StoreDatabase Of(IConfiguration configuration, string home)
    {
        var section = configuration.GetSection(Member);
        try
        {
            return Of(section, home);
        }
        catch (ResourceException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    static StoreDatabase Of(IConfigurationSection section, string home)
    {
        // A value of its own stands for both members: postgres://… in the variable AQUEDUCT_STORE, or "store": "postgres://…".
        var text = string.IsNullOrWhiteSpace(section.Value) ? null : Secrets.Resolve(Member, section.Value);
        var type = section["type"] ?? (text is null ? null : TypeOf(text));
        var connection = text ?? section["connection"];
        if (type is null && connection is null && !section.GetChildren().Any())
            return new SqliteStore(home);
        if (type is null)
            throw new RefusedException($"The run store has no type. Write \"store\": {{ \"type\": \"postgres\", \"connection\": \"${{AQUEDUCT_STORE}}\" }} into aqueduct.json, or set AQUEDUCT_STORE to a URL such as postgres://user@host/database.");
        if (string.Equals(type, Sqlite, StringComparison.OrdinalIgnoreCase))
            return new SqliteStore(home);
        if (string.IsNullOrWhiteSpace(connection))
            throw new RefusedException($"The run store of type '{type}' has no \"connection\". Write \"connection\": \"${{AQUEDUCT_STORE}}\" into \"store\" of aqueduct.json, and set that variable where the workflow runs.");
        return RunStores.Create(type, Secrets.Resolve(Member, connection));
    }

    static string? TypeOf(string text) => text.IndexOf("://", StringComparison.Ordinal) is > 0 and var end
        ? text[..end] switch { "postgresql" => "postgres", var scheme => scheme }
        : null;
}
