using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Sends what is written to the console to the node whose call writes it. Installed while runs are under way, restored after the last.</summary>
static class OutputRouter
{
    static readonly AsyncLocal<NodeOutput?> Current = new();
    static readonly Lock Gate = new();
    static int _users;
    static (TextWriter Out, TextWriter Error) _original, _routed;

    /// <summary>Starts routing; dispose to end it.</summary>
    public static IDisposable Install()
    {
        lock (Gate)
        {
            if (_users++ == 0)
            {
                _original = (Console.Out, Console.Error);
                Console.SetOut(new RoutedWriter(_original.Out));
                Console.SetError(new RoutedWriter(_original.Error));
                _routed = (Console.Out, Console.Error);
            }
        }

        return new Installation();
    }

    /// <summary>Makes <paramref name="output"/> hear the calling code and whatever it starts.</summary>
    public static void Capture(NodeOutput output) => Current.Value = output;

    static void Uninstall()
    {
        lock (Gate)
        {
            if (--_users > 0)
                return;
            // Somebody may have set a writer of his own meanwhile: that one stays.
            if (ReferenceEquals(Console.Out, _routed.Out))
                Console.SetOut(_original.Out);
            if (ReferenceEquals(Console.Error, _routed.Error))
                Console.SetError(_original.Error);
        }
    }

    sealed class Installation : IDisposable
    {
        bool _disposed;

        public void Dispose()
        {
            if (!_disposed)
                Uninstall();
            _disposed = true;
        }
    }

    sealed class RoutedWriter(TextWriter original) : TextWriter
    {
        public override Encoding Encoding => original.Encoding;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (Current.Value is { } output)
                output.Write(buffer);
            else
                original.Write(buffer);
        }

        public override void Flush()
        {
            if (Current.Value is null)
                original.Flush();
        }
    }
}
