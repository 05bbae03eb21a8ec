namespace Aqueduct.Runtime;

/// <summary>Carries the app's model as canonical JSON; the build tasks read it from the compiled assembly without running it.</summary>
/// <param name="json">The model; schema: docs/schema/aqueduct-model.v1.json.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AqueductModelAttribute(string json) : Attribute
{
    /// <summary>The model.</summary>
    public string Json { get; } = json;
}
