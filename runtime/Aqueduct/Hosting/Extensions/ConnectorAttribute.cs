namespace Aqueduct.Runtime;

/// <summary>Marks an assembly that adds something to Aqueduct, such as a store for artifacts: the apps that reference it call its registration before anything else of theirs runs.</summary>
/// <param name="registration">A public static class with a public static method <c>Register()</c>, which adds what the assembly has. It may be called more than once.</param>
/// <remarks>The generator finds the attribute among an app's references and emits the call. Nothing is looked for when the app runs, so trimming and native AOT keep what is needed and drop the rest.</remarks>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ConnectorAttribute(Type registration) : Attribute
{
    /// <summary>The class with the method <c>Register()</c>.</summary>
    public Type Registration { get; } = registration;
}
