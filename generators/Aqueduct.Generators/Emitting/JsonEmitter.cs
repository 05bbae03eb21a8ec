using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes the codec of a type that is stored as JSON.</summary>
static class JsonEmitter
{
    const string Codec = "global::Aqueduct.Runtime.JsonCodec";
    const string Element = "global::System.Text.Json.JsonElement";
    const string Writer = "global::System.Text.Json.Utf8JsonWriter";

    public static string Emit(JsonTypeModel type)
    {
        var writer = new SourceWriter(type.Warnings, [Text.SameName], $"Made by Aqueduct for {type.Type.Display}: how it is stored as JSON.");
        writer.Open("namespace Aqueduct.Generated");
        writer.Open($"internal sealed class {type.ClassName} : {Codec}<{type.Type.Full}>");
        writer.Line($"public static {type.ClassName} Instance {{ get; }} = new();");
        writer.Line();
        if (type.Element is { } element)
            writer.Line($"static readonly {Codec}<{element.Full}> ItemCodec = {CodecFor(type.ElementCodec!, element)};");
        foreach (var member in type.Members)
            writer.Line($"static readonly {Codec}<{member.Type.Full}> {member.Name}Codec = {CodecFor(member.Codec, member.Type)};");

        writer.Line();
        writer.Open($"public override void Write({Writer} writer, {type.Type.Full} value)");
        if (type.IsReference || type.HasEmptyDefault)
        {
            writer.Open(type.IsReference ? "if (value is null)" : "if (value.IsDefault)");
            writer.Line("writer.WriteNullValue();");
            writer.Line("return;");
            writer.Close();
            writer.Line();
        }

        WriteBody(writer, type);
        writer.Close();
        writer.Line();
        writer.Open($"public override {type.Type.Full} Read({Element} element)");
        if (type.IsReference || type.HasEmptyDefault)
        {
            writer.Line("if (element.ValueKind == global::System.Text.Json.JsonValueKind.Null)");
            writer.Indent();
            writer.Line(type.IsReference ? "return null!;" : "return default;");
            writer.Outdent();
            writer.Line();
        }

        ReadBody(writer, type);
        writer.Close();
        writer.Close();
        writer.Close();
        return writer.Finish();
    }

    static void WriteBody(SourceWriter writer, JsonTypeModel type)
    {
        switch (type.Shape)
        {
            case JsonShape.Bytes:
                writer.Line("writer.WriteBase64StringValue(value);");
                break;
            case JsonShape.Object:
                writer.Line("writer.WriteStartObject();");
                foreach (var member in type.Members)
                {
                    writer.Line($"writer.WritePropertyName({Text.Quote(member.Name)});");
                    writer.Line($"{member.Name}Codec.Write(writer, value.{Text.Identifier(member.Name)});");
                }

                writer.Line("writer.WriteEndObject();");
                break;
            case JsonShape.Dictionary:
                WriteDictionary(writer, type);
                break;
            case JsonShape.Set:
                writer.Line("global::Aqueduct.Runtime.JsonCodecs.WriteSet(writer, ItemCodec, value);");
                break;
            case JsonShape.Tuple:
                writer.Line("writer.WriteStartArray();");
                foreach (var member in type.Members)
                    writer.Line($"{member.Name}Codec.Write(writer, value.{member.Name});");
                writer.Line("writer.WriteEndArray();");
                break;
            default:
                writer.Line("writer.WriteStartArray();");
                writer.Line("foreach (var item in value)");
                writer.Indent();
                writer.Line("ItemCodec.Write(writer, item);");
                writer.Outdent();
                writer.Line("writer.WriteEndArray();");
                break;
        }
    }

    /// <summary>Sorted by key, so that equal dictionaries give equal bytes.</summary>
    static void WriteDictionary(SourceWriter writer, JsonTypeModel type)
    {
        var key = type.KeyKind switch
        {
            JsonKey.Text => "pair.Key",
            JsonKey.Number => "pair.Key.ToString(global::System.Globalization.CultureInfo.InvariantCulture)",
            JsonKey.Date or JsonKey.Time => "pair.Key.ToString(\"O\", global::System.Globalization.CultureInfo.InvariantCulture)",
            _ => "pair.Key.ToString()",
        };
        writer.Line($"var sorted = new global::System.Collections.Generic.SortedDictionary<string, {type.Element!.Full}>(global::System.StringComparer.Ordinal);");
        writer.Line("foreach (var pair in value)");
        writer.Indent();
        writer.Line($"sorted.Add({key}, pair.Value);");
        writer.Outdent();
        writer.Line();
        writer.Line("writer.WriteStartObject();");
        writer.Open("foreach (var pair in sorted)");
        writer.Line("writer.WritePropertyName(pair.Key);");
        writer.Line("ItemCodec.Write(writer, pair.Value);");
        writer.Close();
        writer.Line();
        writer.Line("writer.WriteEndObject();");
    }

    static void ReadBody(SourceWriter writer, JsonTypeModel type)
    {
        switch (type.Shape)
        {
            case JsonShape.Bytes:
                writer.Line("return element.GetBytesFromBase64();");
                break;
            case JsonShape.Object:
                Construction.Write(writer, "return new " + type.Type.Full, Parts(type));
                break;
            case JsonShape.Dictionary:
                ReadDictionary(writer, type);
                break;
            case JsonShape.Tuple:
                var index = 0;
                writer.Line($"return ({string.Join(", ", type.Members.Select(member => $"{member.Name}Codec.Read(element[{index++}])"))});");
                break;
            default:
                writer.Line($"var items = new global::System.Collections.Generic.List<{type.Element!.Full}>(element.GetArrayLength());");
                writer.Line("foreach (var item in element.EnumerateArray())");
                writer.Indent();
                writer.Line("items.Add(ItemCodec.Read(item));");
                writer.Outdent();
                writer.Line(type.Shape switch
                {
                    JsonShape.Array => "return items.ToArray();",
                    JsonShape.Table => $"return global::Aqueduct.Table.Of<{type.Element!.Full}>(items);",
                    _ => $"return {type.Make};",
                });
                break;
        }
    }

    /// <summary>Codecs write null and read it whatever their types say of it: one of text, one of a class.</summary>
    static string CodecFor(string codec, TypeName type)
    {
        var isOfValue = codec.StartsWith("global::Aqueduct.Runtime.JsonCodecs.Nullable<", System.StringComparison.Ordinal);
        var isOfNull = codec == "global::Aqueduct.Runtime.JsonCodecs.String";
        return !isOfValue && isOfNull != type.IsNullable ? codec + "!" : codec;
    }

    static Part[] Parts(JsonTypeModel type) => type.Members.Select(member =>
        new Part(member.Name, $"{member.Name}Codec.Read(element.GetProperty({Text.Quote(member.Name)}))", member.InConstructor));

    static void ReadDictionary(SourceWriter writer, JsonTypeModel type)
    {
        var key = type.KeyKind switch
        {
            JsonKey.Text => "property.Name",
            JsonKey.Number or JsonKey.Date => $"{type.Key!.Full}.Parse(property.Name, global::System.Globalization.CultureInfo.InvariantCulture)",
            JsonKey.Time => $"{type.Key!.Full}.Parse(property.Name, global::System.Globalization.CultureInfo.InvariantCulture, global::System.Globalization.DateTimeStyles.RoundtripKind)",
            JsonKey.Enum => $"global::System.Enum.Parse<{type.Key!.Full}>(property.Name)",
            _ => $"{type.Key!.Full}.Parse(property.Name)",
        };
        writer.Line($"var items = new global::System.Collections.Generic.Dictionary<{type.Key!.Full}, {type.Element!.Full}>();");
        writer.Line("foreach (var property in element.EnumerateObject())");
        writer.Indent();
        writer.Line($"items.Add({key}, ItemCodec.Read(property.Value));");
        writer.Outdent();
        writer.Line($"return {type.Make};");
    }
}
