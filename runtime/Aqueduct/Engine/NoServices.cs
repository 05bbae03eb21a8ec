namespace Aqueduct.Runtime;

/// <summary>Provides nothing: static workflows need no more.</summary>
sealed class NoServices : IServiceProvider
{
    public static readonly NoServices Instance = new();

    public object? GetService(Type serviceType) => null;
}
