using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Sql] by itself.</summary>
static class SqlReader
{
    public static ReadResult<SqlMethodModel> Read(IMethodSymbol method, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.Attribute(method, "Sql") is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("resource") is not { } resource || values.Text("query") is not { } query)
            return new(null, [], false, [], []);
        var signature = MethodReader.Read(method, attribute, shapes, scope);
        var row = Known.RowOf(Known.Awaited(method.ReturnType, out _));
        var model = new SqlMethodModel
        {
            Method = signature,
            Resource = resource,
            Query = query,
            Row = row is null || signature.Result.Kind is null or "open" ? null : shapes.RowOf(row, signature.Result.Anchor),
        };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }
}
