using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>What one node writes to the console and its logger; what exceeds a limit is counted, not kept.</summary>
/// <param name="limit">Most characters kept.</param>
sealed class NodeOutput(int limit)
{
    readonly StringBuilder _text = new();
    long _cut;
    int _taken;
    bool _closed;

    public void Write(ReadOnlySpan<char> text)
    {
        lock (_text)
        {
            if (_closed)
                return;
            var room = Math.Min(text.Length, limit - _text.Length);
            _text.Append(text[..room]);
            _cut += text.Length - room;
        }
    }

    public void WriteLine(string line) => Write(line + "\n");

    /// <summary>What was written since this was called last.</summary>
    public string TakeNew()
    {
        lock (_text)
        {
            var text = _text.ToString(_taken, _text.Length - _taken);
            _taken = _text.Length;
            return text;
        }
    }

    /// <summary>Everything written; an abandoned call that still writes is no longer heard.</summary>
    public string Close()
    {
        lock (_text)
        {
            _closed = true;
            return _cut == 0 ? _text.ToString() : string.Create(CultureInfo.InvariantCulture, $"{_text}\n… {_cut:N0} more characters were cut: a node's output is kept up to {limit:N0}.\n");
        }
    }
}

/// <summary>Logs into a node's output, and to who listens beside it.</summary>
sealed class NodeLogger(NodeOutput output, ILogger? listener = null) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => listener?.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        listener?.Log(logLevel, eventId, state, exception, formatter);
        var level = logLevel switch
        {
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
        output.WriteLine($"{level}: {formatter(state, exception)}" + (exception is null ? "" : "\n" + exception));
    }
}
