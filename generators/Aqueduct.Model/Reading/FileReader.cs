using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Read] or [Write] by itself.</summary>
static class FileReader
{
    public static ReadResult<FileMethodModel> Read(IMethodSymbol method, NodeKind kind, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.Attribute(method, kind.ToString()) is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("resource") is not { } resource || values.Text("path") is not { } path)
            return new(null, [], false, [], []);
        var model = new FileMethodModel
        {
            Kind = kind,
            Method = MethodReader.Read(method, attribute, shapes, scope),
            Resource = resource,
            Path = path,
            Format = values.Member("Format")?.Value ?? "Auto",
            Anchor = values.Anchor,
        };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }
}
