using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Save] by itself.</summary>
static class SaveReader
{
    public static ReadResult<SaveMethodModel> Read(IMethodSymbol method, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.Attribute(method, "Save") is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("resource") is not { } resource || values.Text("table") is not { } table || values.Member("mode") is not { } mode)
            return new(null, [], false, [], []);
        var signature = MethodReader.Read(method, attribute, shapes, scope);
        RowModel? row = null;
        if (scope.CanRun)
            foreach (var parameter in method.Parameters)
                if (Known.RowOfAny(parameter.Type) is { } type && Scalars.NameOf(Scalars.Unwrap(type, out _)) is null)
                    row ??= shapes.RowOf(type, signature.Anchor);
        var model = new SaveMethodModel { Method = signature, Resource = resource, Table = table, Mode = mode, Key = values.Text("Key"), Row = row };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }
}
