using System.Text;

namespace Aqueduct.Runtime;

/// <summary>The database of the resource <c>demo</c>: built once in the Aqueduct home from the tables that come with the package.</summary>
/// <remarks>What is in it, and where from, is told in docs/guides/demo-data.md; samples/demo-data/generate.cs makes the tables.</remarks>
static class DemoDatabase
{
    /// <summary>Name of the resource.</summary>
    public const string Name = "demo";

    static readonly string[] Tables = ["customers", "customers_history", "hotel_reviews", "weather"];

    /// <summary>Makes sure that the database exists and returns its full path. Programs that start at the same time agree on one file.</summary>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    public static string Ensure(string home)
    {
        var file = Path.Combine(home, "demo.db");
        if (File.Exists(file))
            return file;
        AqueductHome.Prepare(home);
        var draft = Path.Combine(home, $"demo.{Guid.NewGuid():N}.tmp");
        try
        {
            Build(draft);
            if (!File.Exists(file))
                File.Move(draft, file, overwrite: false);
        }
        catch (Exception e) when (File.Exists(file) && e is IOException)
        {
            // Another program was faster: its file is as good.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ResourceException)
        {
            throw new HomeException(file, e);
        }
        finally
        {
            File.Delete(draft);
        }

        return file;
    }

    /// <summary>The text of a demo table: a header of <c>name TYPE</c>, then one line a row, tab-separated.</summary>
    internal static string Text(string table)
    {
        using var stream = typeof(DemoDatabase).Assembly.GetManifestResourceStream($"Aqueduct.Demo.{table}.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    static void Build(string file)
    {
        using var session = SqliteSession.Open(Name, file, write: true, CancellationToken.None);
        session.Execute("PRAGMA journal_mode = OFF"); // a draft that is lost half way is simply not the database
        session.Begin();
        foreach (var table in Tables)
        {
            var lines = Text(table).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var columns = lines[0].Split('\t');
            session.Execute($"CREATE TABLE {table} ({string.Join(", ", columns.Select(c => c + " NOT NULL"))})");
            using var insert = session.Prepare($"INSERT INTO {table} VALUES ({string.Join(", ", columns.Select(_ => "?"))})");
            foreach (var line in lines.AsSpan(1))
            {
                var values = line.Split('\t');
                for (var i = 0; i < values.Length; i++)
                    insert.BindText(i + 1, values[i]); // the column's type makes numbers of them
                insert.Step();
                insert.Reset();
            }
        }

        session.Execute("COMMIT");
    }
}
