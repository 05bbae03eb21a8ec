using System.Data.Common;
using System.Reflection;

namespace Aqueduct.Runtime;

/// <summary>Turns an exception into what a person needs to mend it.</summary>
static class Failures
{
    /// <summary>Describes what a node's call threw.</summary>
    public static Failure Of(NodeDefinition node, Exception thrown)
    {
        var exception = Unwrap(thrown);
        var owner = IsSystem(exception) ? FailureOwner.System : FailureOwner.User;
        var trace = owner == FailureOwner.User || exception is OutOfMemoryException ? StackTraces.Trim(exception.StackTrace) ?? $"at {node.Method}" : null;
        return new Failure(owner, Message(exception), trace, Tip(node, exception));
    }

    /// <summary>Describes what the machine refused.</summary>
    public static Failure OfSystem(Exception exception) => new(FailureOwner.System, Message(exception));

    static bool IsSystem(Exception exception) => exception
        is NodeTimeoutException or OutOfMemoryException or HomeException or ResourceException { IsSystem: true }
        or PublicationException { InnerException: ResourceException { IsSystem: true } };

    // Exceptions of Aqueduct say all in their message; of others the type is half of it.
    static string Message(Exception exception)
    {
        var message = exception is NodeTimeoutException or HomeException or PublicationException or ResourceException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
        for (var inner = exception is HomeException or PublicationException or ResourceException ? null : exception.InnerException; inner is not null; inner = inner.InnerException)
            message += $"\n→ {inner.GetType().Name}: {inner.Message}";
        return message;
    }

    static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };

    static string? Tip(NodeDefinition node, Exception exception) => exception switch
    {
        NodeTimeoutException => "Give the operator a CancellationToken parameter and pass it on, raise its Timeout, or split the work.",
        NullReferenceException => "Something was null on the first line above. Look there for a member or element that may be missing, and test it with `is null` or give it a default.",
        DivideByZeroException => "A whole number was divided by zero on the first line above. Test the divisor, or divide as double.",
        IndexOutOfRangeException or ArgumentOutOfRangeException => "An index or length is outside of what is there; an empty table or list is the usual reason. Look at the artifacts this node takes.",
        KeyNotFoundException => "A dictionary lacks the key asked for. Use TryGetValue, or look at the artifact that filled it.",
        FormatException => "A text is not the number or date it is read as. Look at the values this node takes.",
        InvalidOperationException { Message: var m } when m.Contains("no elements", StringComparison.OrdinalIgnoreCase) => "The table or list is empty. Guard with a check on the number of rows, or use DefaultIfEmpty.",
        FileNotFoundException or DirectoryNotFoundException => "The file is not there. Relative paths start at the folder the program was started in.",
        UnauthorizedAccessException => "The file or folder may not be opened by this user. Look at its owner and permissions.",
        OutOfMemoryException => "The node needs more memory than there is. Work on fewer rows at a time, or run it on a larger machine.",
        StackOverflowException or InsufficientExecutionStackException => "The operator calls itself too deeply. Use a loop.",
        DbException => $"The database{(node.Resource is { } resource ? $" of resource '{resource}'" : "")} refused the statement. Run it there by hand, and compare its tables and columns with what {node.Method} asks for.",
        HttpRequestException => "A web request failed. If this happens now and then, set Retries on the operator.",
        OperationCanceledException => "The operator gave up by itself, for instance on a time-out of its own.",
        _ when node.Kind is NodeKind.Operator or NodeKind.Check or NodeKind.Metric && !IsSystem(exception) => "Start at the first line above. What the node was given is kept: the run's artifacts of the nodes before it.",
        _ => null,
    };
}

/// <summary>An attempt at a node took longer than its Timeout.</summary>
sealed class NodeTimeoutException(string node, TimeSpan timeout, bool stillRunning)
    : Exception($"{node} ran longer than its Timeout of {timeout:c}{(stillRunning ? " and did not stop when it was asked to, so it was left behind and not tried again" : "")}.")
{
    /// <summary>Whether the call goes on unheard.</summary>
    public bool StillRunning { get; } = stillRunning;
}
