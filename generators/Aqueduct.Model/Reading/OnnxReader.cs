using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Onnx] by itself: an operator whose body calls a model.</summary>
static class OnnxReader
{
    public static ReadResult<OnnxMethodModel> Read(IMethodSymbol method, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.Attribute(method, "Onnx") is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("path") is not { } path)
            return new(null, [], false, [], []);
        // What an operator takes and returns is judged where it is read as one.
        scope.IsQuiet = true;
        var signature = MethodReader.Read(method, attribute, shapes, scope);
        RowModel? row = null;
        foreach (var parameter in method.Parameters)
            if (Known.RowOf(parameter.Type) is { } type)
                row = RowOf(type, signature.Parameters[parameter.Ordinal].Anchor);
        var result = Known.RowOf(method.ReturnType) is { } given ? RowOf(given, signature.Result.Anchor) : null;
        scope.IsQuiet = false;
        var model = new OnnxMethodModel
        {
            Method = signature,
            Path = path,
            Features = values.Text("Features"),
            Outputs = values.Text("Outputs"),
            Folder = SqlReader.FolderOf(method),
            Row = row,
            Result = result,
        };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);

        RowModel? RowOf(ITypeSymbol type, int anchor) => TypeNames.IsOpen(type) || Scalars.NameOf(Scalars.Unwrap(type, out _)) is not null ? null : shapes.RowOf(type, anchor);
    }
}
