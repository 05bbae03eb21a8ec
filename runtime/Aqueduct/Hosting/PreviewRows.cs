using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>A table's columns, number of rows and first rows as JSON.</summary>
static class PreviewRows
{
    /// <summary>Writes them as members of the object at hand.</summary>
    /// <param name="json">Where.</param>
    /// <param name="table">The rows, or the first of them.</param>
    /// <param name="count">Number of all rows.</param>
    /// <param name="most">Most rows that are written.</param>
    public static void Write(Utf8JsonWriter json, ITabular table, int count, int most)
    {
        json.WriteStartArray("columns");
        foreach (var field in table.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", FieldKinds.NameOf(field));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("rows", count);
        json.WriteStartArray("value");
        for (var row = 0; row < Math.Min(most, table.Count); row++)
        {
            json.WriteStartObject();
            for (var column = 0; column < table.Fields.Count; column++)
            {
                json.WritePropertyName(table.Fields[column].Name);
                WriteCell(json, table.Fields[column].Kind, table.ColumnAt(column).TextAt(row));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the first rows of a table of a database; schema: docs/schema/aqueduct-rows.v1.json.</summary>
    public static void Write(Utf8JsonWriter json, TablePeek peek)
    {
        json.WriteStartObject();
        json.WriteString("name", peek.Table.Name);
        Write(json, peek, peek.Count, peek.Count);
        json.WriteBoolean("more", peek.HasMore);
        json.WriteNumber("cut", peek.Cut);
        json.WriteEndObject();
    }

    /// <summary>Writes a value from its text, as the number, boolean or text that it is.</summary>
    public static void WriteCell(Utf8JsonWriter json, FieldKind kind, string? text)
    {
        if (text is null)
            json.WriteNullValue();
        else if (kind == FieldKind.Boolean)
            json.WriteBooleanValue(bool.Parse(text));
        else if (kind is >= FieldKind.SByte and <= FieldKind.Decimal && char.IsAsciiDigit(text[^1]))
            json.WriteRawValue(text);
        else
            json.WriteStringValue(text); // NaN and infinities, which JSON lacks, as text
    }
}
