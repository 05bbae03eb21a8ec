namespace Aqueduct;

/// <summary>The column a member is read from and saved to, where the name is not the member's own ignoring case and underscores.</summary>
/// <param name="name">Column name.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class ColumnAttribute(string name) : Attribute
{
    /// <summary>Column name.</summary>
    public string Name { get; } = name;
}

/// <summary>Attaches an <see cref="IArtifactCodec{T}"/> to a type, or to the result of an operator.</summary>
/// <param name="codec">A type with a public parameterless constructor that implements <see cref="IArtifactCodec{T}"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class CodecAttribute(Type codec) : Attribute
{
    /// <summary>The codec's type.</summary>
    public Type Codec { get; } = codec;

    /// <summary>Whether the bytes are an image, and shown as one.</summary>
    public bool Image { get; set; }
}
