using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.Runtime;

/// <summary>The services of one run: a scope that is made when something is asked for. A static workflow asks for nothing and pays for nothing.</summary>
sealed class RunServices(Func<ServiceProvider> root) : IServiceProvider, IAsyncDisposable
{
    AsyncServiceScope? _scope;

    public object? GetService(Type serviceType) => (_scope ??= root().CreateAsyncScope()).ServiceProvider.GetService(serviceType);

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;
}
