using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Aqueduct.Artifacts.Model;

/// <summary>Reads the model out of a compiled assembly, which is neither loaded nor run.</summary>
public static class ModelReader
{
    const string CarrierNamespace = "Aqueduct.Generated", CarrierType = "AqueductModelCarrier", CarrierMethod = "Model";

    /// <summary>The model of the app, or null when the assembly declares no workflow.</summary>
    /// <exception cref="ArtifactException">AQ9001: no readable assembly. AQ9002: a model of another version.</exception>
    public static AppModel? Read(string assemblyPath)
    {
        var json = ReadJson(assemblyPath);
        var model = json is null ? null : ModelJson.Parse(json);
        return model is { Workflows.Count: > 0 } ? model : null;
    }

    static string? ReadJson(string path)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(path));
            if (!image.HasMetadata)
                throw ArtifactException.AssemblyUnreadable(path, "is not a .NET assembly");
            return ReadJson(image.GetMetadataReader());
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw ArtifactException.AssemblyUnreadable(path, $"cannot be read ({e.Message.TrimEnd('.')})", e);
        }
    }

    static string? ReadJson(MetadataReader metadata)
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (!metadata.StringComparer.Equals(type.Name, CarrierType) || !metadata.StringComparer.Equals(type.Namespace, CarrierNamespace))
                continue;
            foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
                if (metadata.StringComparer.Equals(method.Name, CarrierMethod))
                    foreach (var attribute in method.GetCustomAttributes().Select(metadata.GetCustomAttribute))
                        if (TextArgument(metadata, attribute) is { } json)
                            return json;
        }

        return null;
    }

    /// <summary>The one string argument of an AqueductModelAttribute; null for other attributes.</summary>
    static string? TextArgument(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return null;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference ||
            !metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)parent).Name, "AqueductModelAttribute"))
            return null;
        var blob = metadata.GetBlobReader(attribute.Value);
        return blob.ReadUInt16() == 1 ? blob.ReadSerializedString() : null; // 1: the prolog of ECMA-335 II.23.3
    }
}
