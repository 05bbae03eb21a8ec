using System.Globalization;
using Aqueduct.Benchmarks.EndToEnd;
using SQLitePCL;

namespace Aqueduct.Benchmarks.Files;

/// <summary>The limit: the sqlite3 C API from and into arrays. Dates are ISO texts, as SQLite has no type for them.</summary>
static class RawSqliteTrades
{
    public static void Write(string path, TradeArrays rows)
    {
        using var database = new RawSqlite(path);
        database.Execute("BEGIN; CREATE TABLE trades(id INTEGER NOT NULL, city TEXT NOT NULL, day TEXT NOT NULL, amount REAL NOT NULL, discount REAL)");
        using (var insert = database.Prepare("INSERT INTO trades VALUES (?, ?, ?, ?, ?)"))
            for (var i = 0; i < rows.Id.Length; i++)
            {
                raw.sqlite3_bind_int(insert, 1, rows.Id[i]);
                raw.sqlite3_bind_text(insert, 2, rows.City[i]);
                raw.sqlite3_bind_text(insert, 3, rows.Day[i].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                raw.sqlite3_bind_double(insert, 4, rows.Amount[i]);
                if (rows.Discount[i] is { } discount)
                    raw.sqlite3_bind_double(insert, 5, discount);
                else
                    raw.sqlite3_bind_null(insert, 5);
                database.Step(insert);
                raw.sqlite3_reset(insert);
            }

        database.Execute("COMMIT");
    }

    public static TradeArrays Read(string path, int count)
    {
        using var database = new RawSqlite(path);
        using var select = database.Prepare("SELECT id, city, day, amount, discount FROM trades");
        var rows = new TradeArrays(count);
        for (var i = 0; database.Step(select); i++)
        {
            rows.Id[i] = raw.sqlite3_column_int(select, 0);
            rows.City[i] = raw.sqlite3_column_text(select, 1).utf8_to_string();
            rows.Day[i] = DateOnly.ParseExact(raw.sqlite3_column_text(select, 2).utf8_to_string(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            rows.Amount[i] = raw.sqlite3_column_double(select, 3);
            if (raw.sqlite3_column_type(select, 4) != raw.SQLITE_NULL)
                rows.Discount[i] = raw.sqlite3_column_double(select, 4);
        }

        return rows;
    }
}
