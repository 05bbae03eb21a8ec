using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Email] by itself.</summary>
static class EmailReader
{
    public static ReadResult<EmailMethodModel> Read(IMethodSymbol method, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.Attribute(method, "Email") is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("resource") is not { } resource || values.Text("Subject") is not { } subject)
            return new(null, [], false, [], []);
        var model = new EmailMethodModel
        {
            Method = MethodReader.Read(method, attribute, shapes, scope),
            Resource = resource,
            Subject = subject,
            To = values.Text("To"),
            Attach = values.Text("Attach"),
            Rows = values.Value<int>("Rows"),
        };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }
}
