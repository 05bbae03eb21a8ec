using Aqueduct.Connectors.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Aqueduct.Benchmarks.Files;

/// <summary>The limit: Npgsql's COPY from and into arrays; and its data reader, into arrays as well.</summary>
static class RawPostgres
{
    public static void Write(PostgresDatabase database, TradeArrays rows)
    {
        using var connection = (NpgsqlConnection)database.Connect(default);
        using var transaction = connection.BeginTransaction();
        using (var create = new NpgsqlCommand("CREATE TABLE trades(id integer NOT NULL, city text NOT NULL, day date NOT NULL, amount double precision NOT NULL, discount double precision)", connection))
            create.ExecuteNonQuery();
        using (var copy = connection.BeginBinaryImport("COPY trades FROM STDIN (FORMAT BINARY)"))
        {
            for (var i = 0; i < rows.Id.Length; i++)
            {
                copy.StartRow();
                copy.Write(rows.Id[i], NpgsqlDbType.Integer);
                copy.Write(rows.City[i], NpgsqlDbType.Text);
                copy.Write(rows.Day[i], NpgsqlDbType.Date);
                copy.Write(rows.Amount[i], NpgsqlDbType.Double);
                if (rows.Discount[i] is { } discount)
                    copy.Write(discount, NpgsqlDbType.Double);
                else
                    copy.WriteNull();
            }

            copy.Complete();
        }

        transaction.Commit();
    }

    public static TradeArrays ReadCopy(PostgresDatabase database, int count)
    {
        using var connection = (NpgsqlConnection)database.Connect(default);
        using var copy = connection.BeginBinaryExport("COPY (SELECT id, city, day, amount, discount FROM trades) TO STDOUT (FORMAT BINARY)");
        var rows = new TradeArrays(count);
        for (var i = 0; copy.StartRow() > 0; i++)
        {
            rows.Id[i] = copy.Read<int>(NpgsqlDbType.Integer);
            rows.City[i] = copy.Read<string>(NpgsqlDbType.Text);
            rows.Day[i] = copy.Read<DateOnly>(NpgsqlDbType.Date);
            rows.Amount[i] = copy.Read<double>(NpgsqlDbType.Double);
            if (copy.IsNull)
                copy.Skip();
            else
                rows.Discount[i] = copy.Read<double>(NpgsqlDbType.Double);
        }

        return rows;
    }

    public static TradeArrays Read(PostgresDatabase database, int count)
    {
        using var connection = (NpgsqlConnection)database.Connect(default);
        using var command = new NpgsqlCommand("SELECT id, city, day, amount, discount FROM trades", connection);
        using var reader = command.ExecuteReader();
        return TradeArrays.Read(reader, count);
    }
}
