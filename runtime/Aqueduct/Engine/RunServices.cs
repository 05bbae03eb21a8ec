using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.Runtime;

/// <summary>The services of one run: a scope that is made when something is asked for. A static workflow asks for nothing and pays for nothing.</summary>
sealed class RunServices(Func<ServiceProvider> root) : IServiceProvider, IAsyncDisposable
{
    static readonly Lazy<ServiceProvider> Shared = new(() => WorkflowServices.Build(TimeProvider.System, WorkflowCatalog.Services()));

    // Operators that run side by side ask for services, too.
    readonly Lazy<AsyncServiceScope> _scope = new(() => root().CreateAsyncScope());

    /// <summary>What calls outside a run are given: those of tests, and of requests that an operator answers.</summary>
    public static IServiceProvider Plain => Shared.Value;

    public object? GetService(Type serviceType) => _scope.Value.ServiceProvider.GetService(serviceType);

    public ValueTask DisposeAsync() => _scope.IsValueCreated ? _scope.Value.DisposeAsync() : default;
}
