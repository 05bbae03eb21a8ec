using System.Text.Json.Nodes;

namespace Aqueduct.Artifacts.Images;

/// <summary>Names a blob of an image by its content, as the OCI image specification does.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Digest"><c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="Size">Its bytes.</param>
public sealed record Descriptor(string MediaType, string Digest, long Size)
{
    internal static Descriptor Of(JsonNode json) => new(json["mediaType"]!.GetValue<string>(), json["digest"]!.GetValue<string>(), json["size"]!.GetValue<long>());

    internal JsonObject ToJson() => new() { ["mediaType"] = MediaType, ["size"] = Size, ["digest"] = Digest };
}
