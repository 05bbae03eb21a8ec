using System.Data;
using System.Data.Common;
using System.Globalization;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>A connection to a store in PostgreSQL, opened again where it was lost.</summary>
/// <remarks>
/// What is posted goes to the server in one batch, which is one transaction and one round trip. Transactions that only post hold the store's lock together with others of their kind; one that
/// reads and writes holds it alone, so that what it has read still holds when it commits. Each transaction moves the number in the connection's row in <c>writers</c> by one: a connection that
/// was lost during a commit reads there whether it was carried out, and a commit that comes late, or from a process that was taken for dead, fails.
/// </remarks>
sealed class PostgresSession(PostgresStore store) : StoreSession
{
    const string Time = "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"0Z\"'";

    static readonly string Lease = $"to_char((clock_timestamp() + interval '{Runtime.Lease.Length.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds') AT TIME ZONE 'UTC', {Time})";

    readonly string?[] _sql = new string?[StoreCommand.Count];
    readonly string _id = Guid.NewGuid().ToString("N");
    readonly string _lockShared = PostgresSchema.Lock(alone: false, store.Schema);
    readonly string _lockAlone = PostgresSchema.Lock(alone: true, store.Schema);
    NpgsqlConnection? _connection;
    NpgsqlBatch? _batch;
    long _number = -1;
    bool _alone;

    /// <summary>Creates the tables, or brings them up to date.</summary>
    /// <exception cref="NewerStoreException">A newer program created the store.</exception>
    public void Prepare() => Do(store.Opening, () =>
    {
        PostgresSchema.Prepare(Connection(), store.Name, store.Schema, store.Steps);
        return true;
    });

    public override void Transact(bool alone, Action work)
    {
        var again = false;
        Do(store.Patience, () =>
        {
            var connection = Connection();
            if (_number < 0)
                Register();
            if (!again || !WasCommitted(_number + 1))
            {
                again = true;
                Transact(connection, alone, work, _number + 1);
            }

            return true;
        });
        _number++;
    }

    public override T Read<T>(Func<T> read) => Do(store.Patience, read);

    public override void Post(StoreCommand command, ReadOnlySpan<object?> values)
    {
        var added = Add(_sql[command.Number] ??= command.SqlOf(this));
        for (var i = 0; i < values.Length; i++)
            PostgresParameters.Add(added.Parameters, command.Types[i], values[i]);
    }

    public override void Post(string sql, ReadOnlySpan<object?> values) => PostgresParameters.Add(Add(sql).Parameters, values);

    public override int Execute(string sql, ReadOnlySpan<object?> values)
    {
        Send();
        using var command = new NpgsqlCommand(sql, Connection());
        PostgresParameters.Add(command.Parameters, values);
        return command.ExecuteNonQuery();
    }

    public override List<T> Query<T>(string sql, Func<DbDataReader, T> read, ReadOnlySpan<object> values)
    {
        Send();
        using var command = new NpgsqlCommand(sql, Connection());
        PostgresParameters.Add(command.Parameters, values!);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public override string LeaseEnd(string parameter) => Lease;

    public override DateTimeOffset Now(TimeProvider clock) =>
        Query($"SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', {Time})", r => StoreText.Time(r.GetString(0)), [])[0];

    public override void Claim(string owner) => Post("UPDATE writers SET owner = $2 WHERE id = $1", [_id, owner]);

    public override void ShutOut(string owner) => Post("UPDATE writers SET number = -1 WHERE owner = $1", [owner]);

    protected override void Discard() => _batch!.BatchCommands.Clear();

    public override void Dispose()
    {
        try
        {
            if (_number >= 0 && _connection?.State == ConnectionState.Open)
            {
                using var command = new NpgsqlCommand("DELETE FROM writers WHERE id = $1 OR at < now() - interval '30 days'", _connection);
                PostgresParameters.Add(command.Parameters, [_id]);
                command.ExecuteNonQuery();
            }
        }
        catch (NpgsqlException)
        {
            // The row only takes space; another process removes it in a month.
        }
        finally
        {
            _connection?.Dispose();
        }
    }

    void Transact(NpgsqlConnection connection, bool alone, Action work, long number)
    {
        _alone = alone;
        // A batch by itself is one transaction.
        using var transaction = alone ? connection.BeginTransaction() : null;
        _batch = new NpgsqlBatch(connection);
        try
        {
            Add(alone ? _lockAlone : _lockShared);
            PostgresParameters.Add(Add("UPDATE writers SET number = CASE WHEN number = $2 THEN $3 END, at = now() WHERE id = $1").Parameters, [_id, number - 1, number]);
            work();
            SendBatch();
            transaction?.Commit();
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.NotNullViolation, TableName: "writers" })
        {
            transaction?.Rollback();
            // The commit that was thought lost may have come through after all.
            if (!WasCommitted(number))
                throw ShutOutOf(e);
        }
        finally
        {
            _batch?.Dispose();
            _batch = null;
        }
    }

    /// <summary>Sends what was posted before something that reads.</summary>
    void Send()
    {
        if (_batch is null)
            return;
        if (!_alone)
            throw new InvalidOperationException("Only a transaction that is alone may read.");
        SendBatch();
    }

    void SendBatch()
    {
        if (_batch!.BatchCommands.Count == 0)
            return;
        _batch.ExecuteNonQuery();
        _batch.BatchCommands.Clear();
    }

    NpgsqlBatchCommand Add(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        (_batch ?? throw new InvalidOperationException("Nothing is posted outside of a transaction.")).BatchCommands.Add(command);
        return command;
    }

    NpgsqlConnection Connection()
    {
        if (_connection is { State: ConnectionState.Open })
            return _connection;
        _connection?.Dispose();
        _connection = null;
        return _connection = store.OpenConnection();
    }

    void Register()
    {
        using var command = new NpgsqlCommand("INSERT INTO writers(id, number) VALUES($1, 0) ON CONFLICT DO NOTHING", _connection);
        PostgresParameters.Add(command.Parameters, [_id]);
        command.ExecuteNonQuery();
        _number = 0;
    }

    bool WasCommitted(long number)
    {
        using var command = new NpgsqlCommand("SELECT number FROM writers WHERE id = $1", Connection());
        PostgresParameters.Add(command.Parameters, [_id]);
        return command.ExecuteScalar() is long found && found == number;
    }

    /// <summary>Does something, again on a new connection where this one was lost.</summary>
    T Do<T>(Patience patience, Func<T> call) => store.Do(patience, () =>
    {
        try
        {
            return call();
        }
        catch (NpgsqlException e) when (e is not PostgresException { InvariantSeverity: not ("FATAL" or "PANIC") })
        {
            // It may be in any state.
            _connection?.Dispose();
            _connection = null;
            throw;
        }
    });

    StoreServerException ShutOutOf(Exception inner) => new(store.Name,
        $"The run store '{store.Name}' takes nothing more from this process: it said nothing for so long that another one closed or took over its runs. A suspended machine or a network that was cut are the usual reasons. Start the program anew.", inner);
}
