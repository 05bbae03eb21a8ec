namespace Aqueduct.Runtime;

/// <summary>How the columns of a file and the members of a row find each other, and what is said when they do not.</summary>
static class FileColumns
{
    /// <summary>Position of a field's column among those of a file, matched as the columns of a query are.</summary>
    public static int Find<T>(Field field, IReadOnlyList<string> names, FilePlace file)
    {
        try
        {
            if (ColumnNames.Find(field, names) is >= 0 and var found)
                return found;
        }
        catch (InvalidOperationException e)
        {
            throw file.Error(e.Message);
        }

        throw file.Error($"it has no column for member {field.Name} of {typeof(T).Name}; it has {string.Join(", ", names)}.{Nearest.Hint(ColumnNames.ForNew(field), names)} Name the member's column with [Column].");
    }

    /// <param name="file">The file.</param>
    /// <param name="row">Where the value stands, such as <c>row 3 (line 4)</c>.</param>
    /// <param name="column">The column's name in the file.</param>
    /// <param name="field">The member that it is for.</param>
    public static ResourceException Missing(FilePlace file, string row, string column, Field field) =>
        file.Error($"{row}, column {column} is empty, and member {field.Name} ({field.Type.Name}) may not be null. Make the member nullable, or leave such rows out of the file.");

    public static ResourceException Mismatch(FilePlace file, string row, string column, FileColumn target, ReadOnlySpan<char> value) =>
        file.Error($"{row}, column {column} is '{(value.Length <= 60 ? value : $"{value[..60]}…")}'; member {target.Field.Name} ({(Nullable.GetUnderlyingType(target.Field.Type) ?? target.Field.Type).Name}) takes {target.Expected}.");
}
