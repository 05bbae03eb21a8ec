namespace Aqueduct.Runtime;

/// <summary>The rows of a table by the text of a member.</summary>
static class TableKeys
{
    /// <summary>The place of each row by its key.</summary>
    /// <param name="endpoint">Name of the endpoint, for messages.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="key">Name of the member.</param>
    /// <exception cref="ResourceException">Two rows have the same key, or one has none.</exception>
    public static Dictionary<string, int> Of<T>(string endpoint, Table<T> rows, string key)
    {
        var column = rows.ColumnOf(key) ?? throw new ResourceException(endpoint, $"Endpoint '{endpoint}' finds rows by '{key}', which {typeof(T).Name} does not have.{Nearest.Hint(key, rows.Fields.Select(f => f.Name))}");
        var places = new Dictionary<string, int>(rows.Count, StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
        {
            var text = column.TextAt(row);
            if (string.IsNullOrEmpty(text))
                throw new ResourceException(endpoint, $"Endpoint '{endpoint}' finds rows by '{key}', which is empty in row {Words.Count(row + 1)}. Leave such rows out in an operator before, or choose another Key.");
            if (!places.TryAdd(text, row))
                throw new ResourceException(endpoint, $"Endpoint '{endpoint}' finds rows by '{key}', and rows {Words.Count(places[text] + 1)} and {Words.Count(row + 1)} both have '{text}'. Make one row of them in an operator before, or choose another Key.");
        }

        return places;
    }
}
