using System;

namespace Aqueduct.Rules;

/// <summary>The types of resources that are object stores: what each needs in aqueduct.json, and the package that it is in.</summary>
static class ObjectStoreTypes
{
    const string S3 = "s3", Google = "gcs", Azure = "azure-blob";

    /// <summary>Whether a type is one; null is none.</summary>
    public static bool IsOne(string? type) => PackageOf(type) is not null;

    /// <summary>The package that brings a type; null where it is no object store.</summary>
    public static string? PackageOf(string? type) => Is(type, S3) || Is(type, Google) ? "Aqueduct.Connectors.S3" : Is(type, Azure) ? "Aqueduct.Connectors.AzureBlob" : null;

    /// <summary>The member that says where in the store the files are; null where it is no object store.</summary>
    public static string? NeededBy(string? type) => Is(type, Azure) ? "container" : IsOne(type) ? "bucket" : null;

    static bool Is(string? type, string name) => string.Equals(type, name, StringComparison.OrdinalIgnoreCase);
}
