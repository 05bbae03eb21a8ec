using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>A run store in a schema of a PostgreSQL database. Processes of several machines may use it at once.</summary>
sealed class PostgresStore : StoreDatabase
{
    readonly NpgsqlDataSource _source;

    public PostgresStore(NpgsqlConnectionStringBuilder address)
    {
        Schema = address.SearchPath!.Trim('"');
        Name = $"postgres://{address.Host}:{address.Port}/{address.Database ?? address.Username}" + (Schema == PostgresAddress.Schema ? "" : $"?schema={Schema}");
        // Only built-in types are used: nothing need be asked about others when a connection is opened.
        var own = new NpgsqlConnectionStringBuilder(address.ConnectionString) { SearchPath = DatabaseTexts.Quote(Schema) };
        _source = new NpgsqlSlimDataSourceBuilder(own.ConnectionString).EnableTransportSecurity().ConfigureTypeLoading(b => b.EnableTypeLoading(false)).Build();
    }

    public override string Name { get; }

    /// <summary>Schema of the tables.</summary>
    public string Schema { get; }

    public override bool HasManyHomes => true;

    /// <summary>How long a store that was open is waited for.</summary>
    public Patience Patience { get; init; } = Passing.For(TimeSpan.FromSeconds(30));

    /// <summary>How long one that is to be opened is waited for: a name that is wrong should be heard of soon.</summary>
    public Patience Opening { get; init; } = Passing.For(TimeSpan.FromSeconds(5));

    /// <summary>What makes and mends the tables.</summary>
    public IReadOnlyList<SchemaStep> Steps { get; init; } = PostgresSchema.Steps;

    public override bool Exists() => Do(Opening, () =>
    {
        using var connection = _source.OpenConnection();
        return PostgresSchema.Found(connection, Schema) is not null;
    });

    public override StoreSession Open()
    {
        var session = new PostgresSession(this);
        try
        {
            session.Prepare();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public override StoreSession Connect() => new PostgresSession(this);

    /// <summary>Opens a connection of its own.</summary>
    public NpgsqlConnection OpenConnection() => _source.OpenConnection();

    /// <summary>Does something, again while the server is away; what the server refuses is said so that a person knows what to do.</summary>
    /// <exception cref="StoreServerException">The server is away for too long, or refuses.</exception>
    public T Do<T>(Patience patience, Func<T> call)
    {
        try
        {
            return patience.Do(call);
        }
        catch (NpgsqlException e)
        {
            throw new StoreServerException(Name, Say(e, patience), e);
        }
    }

    string Say(NpgsqlException e, Patience patience)
    {
        var reason = (e is PostgresException refused ? $"{refused.MessageText} ({refused.SqlState})" : e.InnerException?.Message ?? e.Message).TrimEnd('.');
        var next = e switch
        {
            PostgresException { SqlState: "28P01" or "28000" } => "Look at the user and the password in AQUEDUCT_STORE, or in \"store\" of aqueduct.json.",
            PostgresException { SqlState: "3D000" } => "Create the database, or name another one in AQUEDUCT_STORE or in \"store\" of aqueduct.json.",
            PostgresException { SqlState: "42501" } => $"Let somebody who may create the schema {Schema} and grant it to this user: CREATE SCHEMA {Schema} AUTHORIZATION …",
            PostgresException { SqlState: "53100" } => "Free space on the server's disk.",
            _ when Passing.Is(e) => $"It was tried again for {patience.Most.TotalSeconds:0} seconds. See whether the server runs and can be reached from here.",
            _ => "See whether the address in AQUEDUCT_STORE, or in \"store\" of aqueduct.json, is right, and what the server's log says.",
        };
        return $"The run store '{Name}' cannot be used: {reason}. {next}";
    }
}
