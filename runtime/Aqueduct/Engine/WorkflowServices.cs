namespace Aqueduct.Runtime;

/// <summary>Finds what the constructor of an instance workflow asks for.</summary>
public static class WorkflowServices
{
    /// <summary>The service of the type. Called by generated code.</summary>
    /// <param name="services">Where it is found.</param>
    /// <param name="parameter">The constructor's parameter it is for.</param>
    /// <param name="owner">The type that is built.</param>
    /// <exception cref="InvalidOperationException">Nobody registered such a service.</exception>
    public static T Get<T>(IServiceProvider services, string parameter, string owner) where T : notnull =>
        services.GetService(typeof(T)) is T service
            ? service
            : throw new InvalidOperationException($"{owner} asks for a {typeof(T)} as '{parameter}', and no such service is registered. Register one in a static method marked [Services] that takes an IServiceCollection.");
}
