using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Email] or [Message] by itself.</summary>
static class NoticeReader
{
    public static ReadResult<NoticeMethodModel> Read(IMethodSymbol method, NodeKind kind, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.Attribute(method, $"{kind}") is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        var subject = Subject(kind, values);
        if (values.Text("resource") is not { } resource || (kind == NodeKind.Email && subject is null))
            return new(null, [], false, [], []);
        var model = new NoticeMethodModel
        {
            Kind = kind,
            Method = MethodReader.Read(method, attribute, shapes, scope),
            Resource = resource,
            Subject = subject,
            To = values.Text("To"),
            Attach = values.Text("Attach"),
            Rows = values.Value<int>("Rows"),
        };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }

    /// <summary>What an [Email] calls its Subject, and a [Message] its Text; null of other attributes.</summary>
    public static Given<string>? Subject(NodeKind kind, AttributeValues values) => kind switch
    {
        NodeKind.Email => values.Text("Subject"),
        NodeKind.Message => values.Text("Text"),
        _ => null,
    };
}
