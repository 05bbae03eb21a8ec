using System.Security.Cryptography;
using System.Text;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using MySqlConnector;

namespace Aqueduct.Connectors.MySql;

/// <summary>Sends rows: by LOAD DATA LOCAL where the server allows it, else by INSERTs of many rows with bound values.</summary>
sealed class MySqlTransfer(RelationalSession session)
{
    // The protocol counts placeholders by 16 bits.
    const int MostParameters = 65_000;

    (bool Bulk, string Collation)? _server;

    /// <summary>The collation of new text columns: equal is what is equal character by character, spaces at the end too.</summary>
    public string Collation => Server.Collation;

    (bool Bulk, string Collation) Server => _server ??= session.Rows("SELECT @@local_infile, VERSION()", r => (r.GetInt64(0) != 0, CollationOf(r.GetString(1))))[0];

    static string CollationOf(string version) => version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase) ? "utf8mb4_nopad_bin" : version.StartsWith("5.", StringComparison.Ordinal) ? "utf8mb4_bin" : "utf8mb4_0900_bin";

    /// <summary>Name of the lock on a table: the server takes 64 characters.</summary>
    public static string LockName(string database, string table) => "aqueduct:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{database}\0{table}")))[..40];

    /// <summary>Sends rows to a table.</summary>
    public void Send(string table, IReadOnlyList<RelationalColumn> columns, BatchReader rows, bool numbered)
    {
        string[] names = [.. columns.Select(c => c.Name), .. numbered ? ["n"] : Array.Empty<string>()];
        if (Server.Bulk)
            Load(table, names, rows);
        else
            RowInserts.Send(session, $"INSERT INTO {table} ({string.Join(", ", names.Select(MySqlDatabase.Quote))}) VALUES ", rows, MostParameters, name => new MySqlParameter { ParameterName = name }, (parameter, value) => parameter.Value = value);
    }

    void Load(string table, string[] names, BatchReader rows)
    {
        var copy = new MySqlBulkCopy((MySqlConnection)session.Connection, (MySqlTransaction)session.Transaction) { DestinationTableName = table, BulkCopyTimeout = 0 };
        for (var i = 0; i < names.Length; i++)
            copy.ColumnMappings.Add(new MySqlBulkCopyColumnMapping(i, names[i]));
        // LOAD DATA LOCAL only warns of what an INSERT refuses: each warning counts as a refusal here.
        var result = session.Do($"LOAD DATA LOCAL … INTO TABLE {table}", () => rows.SentBy(() => copy.WriteToServerAsync(rows, session.Cancel).AsTask().GetAwaiter().GetResult()));
        if (result.Warnings.Count > 0)
            throw session.Error($"{result.Warnings[0].Message}. The table is as it was.");
    }
}
