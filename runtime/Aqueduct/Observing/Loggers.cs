using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>Logs to all that listen, with what is known of the run.</summary>
/// <param name="factories">Who listens.</param>
/// <param name="category">Whose log it is.</param>
/// <param name="scope">What is said with every entry.</param>
sealed class Loggers(IReadOnlyList<ILoggerFactory> factories, string category, params IReadOnlyList<KeyValuePair<string, object?>> scope) : ILogger
{
    readonly ILogger[] _all = [.. factories.Select(f => f.CreateLogger(category))];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => new Scopes([.. _all.Select(l => l.BeginScope(state))]);

    public bool IsEnabled(LogLevel logLevel) => Array.Exists(_all, l => l.IsEnabled(logLevel));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        foreach (var logger in _all)
        {
            using var known = scope.Count > 0 ? logger.BeginScope(scope) : null;
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    sealed class Scopes(IDisposable?[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var scope in all)
                scope?.Dispose();
        }
    }
}
