using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>A message for programs; what its members are: docs/guides/messages.md. Type, timestamp and data are those that Standard Webhooks proposes.</summary>
static class JsonMessage
{
    public static byte[] Write(MessageContent content)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "workflow.message");
            json.WriteString("timestamp", content.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            if (content.Save.Workflow is { } workflow)
                json.WriteString("workflow", workflow);
            json.WriteString("run", content.Run);
            json.WriteString("node", content.Node);
            json.WriteString("text", content.Save.Table);
            json.WriteStartObject("values");
            foreach (var value in content.Save.Parts.OfType<ValuePart>())
            {
                json.WritePropertyName(value.Name);
                PreviewRows.WriteCell(json, value.Kind, value.Exact);
            }

            json.WriteEndObject();
            json.WriteStartObject("tables");
            foreach (var table in content.Save.Parts.OfType<TablePart>())
            {
                json.WriteStartObject(table.Name);
                PreviewRows.Write(json, table.Rows, table.Rows.Count, content.Save.Draft.Rows);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
