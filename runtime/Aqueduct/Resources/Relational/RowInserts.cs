using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Aqueduct.Runtime.Relational;

/// <summary>Sends rows by INSERT statements of many rows, their values bound as parameters: the way that every database has.</summary>
static class RowInserts
{
    const int MostRows = 1000;

    // Servers take statements of so many bytes; the least of them, 16 MiB of MariaDB, also with three bytes a character, and twice as many where a driver escapes them.
    const int MostUnits = 2 << 20;

    /// <summary>Sends all rows.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="insert">The statement up to and with VALUES.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="mostParameters">How many parameters a statement may have.</param>
    /// <param name="parameter">Makes one of a name.</param>
    /// <param name="give">Gives one a value.</param>
    /// <param name="placeholder">How it stands in the statement; null: by its name.</param>
    public static void Send(RelationalSession session, string insert, BatchReader rows, int mostParameters, Func<string, DbParameter> parameter, Action<DbParameter, object> give, string? placeholder = null)
    {
        var width = rows.FieldCount;
        var most = Math.Clamp(mostParameters / width, 1, MostRows);
        var values = new List<object>(most * width);
        DbCommand? full = null;
        try
        {
            var units = 0L;
            while (rows.Read())
            {
                for (var i = 0; i < width; i++)
                {
                    var value = rows.GetValue(i);
                    values.Add(value);
                    units += value switch { string text => text.Length, byte[] bytes => bytes.Length, _ => 0 };
                }

                if (values.Count == most * width)
                    Execute(session, full ??= Command(session, insert, most, width, parameter, placeholder), values, give);
                else if (units > MostUnits)
                    ExecuteOnce(values);
                else
                    continue;
                values.Clear();
                units = 0;
            }

            if (values.Count > 0)
                ExecuteOnce(values);
        }
        finally
        {
            full?.Dispose();
        }

        void ExecuteOnce(List<object> some)
        {
            using var command = Command(session, insert, some.Count / width, width, parameter, placeholder);
            Execute(session, command, some, give);
        }
    }

    static DbCommand Command(RelationalSession session, string insert, int rows, int width, Func<string, DbParameter> parameter, string? placeholder)
    {
        var text = new StringBuilder(insert);
        var command = session.Command("");
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (var i = 0; i < width; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"@p{(row * width) + i}");
                command.Parameters.Add(parameter(name));
                text.Append(i == 0 ? "" : ", ").Append(placeholder ?? name);
            }

            text.Append(')');
        }

        command.CommandText = text.ToString();
        return command;
    }

    static void Execute(RelationalSession session, DbCommand command, List<object> values, Action<DbParameter, object> give)
    {
        for (var i = 0; i < values.Count; i++)
            give(command.Parameters[i], values[i]);
        session.Do(command, command.ExecuteNonQuery);
    }
}
