using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>What generated code calls to build the object an instance workflow runs on.</summary>
public static class WorkflowServices
{
    // One for the process: a client for each run would use up the machine's ports. Its connections are renewed, so that changes of DNS are seen.
    static readonly Lazy<HttpClient> Http = new(() => new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }));

    /// <summary>The service a constructor's parameter asks for.</summary>
    /// <param name="services">The run's services.</param>
    /// <param name="parameter">Name of the constructor's parameter.</param>
    /// <param name="owner">The workflow's class.</param>
    /// <exception cref="InvalidOperationException">Nobody adds a service of that type; the message names it and the remedy.</exception>
    public static T Get<T>(IServiceProvider services, string parameter, string owner) where T : notnull
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.GetService(typeof(T)) is T service ? service : throw new MissingServiceException(
            $"The constructor of {owner} takes {typeof(T).Name} {parameter}, and no service of that type is added. Add it in a static method marked [Services]: static void Services(IServiceCollection services) => services.AddSingleton<{typeof(T).Name}>(…).");
    }

    /// <summary>What every app has, and what its [Services] methods add.</summary>
    internal static ServiceProvider Build(TimeProvider clock, IEnumerable<Action<IServiceCollection>> added)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddSingleton<HttpClient>(new SharedClient(Http.Value));
        services.AddSingleton<IConfiguration>(_ => ResourceRegistry.Current.Configuration);
        services.AddSingleton<ILoggerFactory, NodeLoggerFactory>();
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        foreach (var add in added)
            add(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Hands requests on to the one client, which outlives every provider that disposes this.</summary>
    sealed class SharedClient(HttpClient shared) : HttpClient(new Handler(shared), disposeHandler: false)
    {
        sealed class Handler(HttpClient shared) : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                shared.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
    }
}

/// <summary>A workflow's object could not be built; no run was started.</summary>
sealed class MissingServiceException(string message, Exception? inner = null) : InvalidOperationException(message, inner);

/// <summary>Logs into the output of the node that logs.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Created by the service provider.")]
sealed class NodeLoggerFactory : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("What a workflow logs goes to the output of its nodes, which the run keeps. Other providers are not asked.");

    public ILogger CreateLogger(string categoryName) => AmbientLogger.Instance;

    public void Dispose()
    {
    }

    sealed class AmbientLogger : ILogger
    {
        public static readonly AmbientLogger Instance = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => RunContext.Current.Logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => RunContext.Current.Logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            RunContext.Current.Logger.Log(logLevel, eventId, state, exception, formatter);
    }
}
