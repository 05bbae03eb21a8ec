using System.Text.Json.Serialization;

namespace Aqueduct.Connectors.GoogleSheets.Wire;

/// <summary>What is sent and answered, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Spreadsheet))]
[JsonSerializable(typeof(BatchUpdate))]
[JsonSerializable(typeof(ErrorReply))]
sealed partial class SheetsJson : JsonSerializerContext;
