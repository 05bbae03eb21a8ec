using System.Collections.Generic;
using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Endpoint] by itself.</summary>
static class EndpointReader
{
    public static ReadResult<EndpointModel> Read(IMethodSymbol method, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.Attribute(method, "Endpoint") is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("name") is not { } name)
            return new(null, [], false, [], []);
        var isFunction = Known.KindOf(method, out _) == NodeKind.Operator;
        // What an operator itself returns and takes is judged where it is read as one.
        scope.IsQuiet = isFunction;
        var signature = MethodReader.Read(method, attribute, shapes, scope);
        scope.IsQuiet = false;
        var parameters = new List<EndpointParameter>(method.Parameters.Length);
        var (published, row) = ((EndpointValue?)null, (RowModel?)null);
        foreach (var parameter in method.Parameters)
        {
            var read = signature.Parameters[parameter.Ordinal];
            var served = Served(parameter, scope);
            var value = read.Role != ParameterRole.Value || served is not null || !isFunction ? null : Json(parameter.Type, shapes, compilation);
            var isOptional = value is not null && parameter.HasExplicitDefaultValue;
            parameters.Add(new EndpointParameter(read, value, served) { Default = isOptional ? Defaults.Literal(parameter) : null, DefaultJson = isOptional ? Defaults.Json(parameter) : null });
            if (isFunction || read.Role != ParameterRole.Value)
                continue;
            published = Published(parameter.Type, shapes, compilation, read.Anchor);
            row = Known.RowOf(parameter.Type) is { } type && Scalars.NameOf(Scalars.Unwrap(type, out _)) is null ? shapes.RowOf(type, read.Anchor) : null;
        }

        var model = new EndpointModel
        {
            Method = signature,
            Name = name,
            Key = values.Text("Key"),
            Keep = values.Value<int>("Keep"),
            IsInternal = values.Value<bool>("Internal")?.Value ?? false,
            IsHeld = values.Value<bool>("Hold")?.Value ?? false,
            IsFunction = isFunction,
            Value = isFunction ? Result(method, shapes, compilation) : published,
            Row = row,
            Parameters = parameters.ToEquatable(),
        };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }

    static Given<string>? Served(IParameterSymbol parameter, ReadScope scope) =>
        Known.Attribute(parameter, "Served") is { } attribute ? new AttributeValues(attribute, scope).Text("endpoint") : null;

    /// <summary>A table is served row by row, anything else as it is stored.</summary>
    static EndpointValue? Published(ITypeSymbol type, Shapes shapes, Compilation compilation, int anchor)
    {
        if (TypeNames.IsBroken(type) || TypeNames.IsOpen(type))
            return null;
        if (Known.RowOf(type) is { } row)
            return Json(row, shapes, compilation);
        if (Known.ItemOfStream(type) is not null)
            return new EndpointValue(null, "{}", false, "a sequence is served only as a whole; give it as Table<T>");
        var (kind, codec, reason) = shapes.Of(type, null, anchor);
        return new EndpointValue(codec, kind is "json" or "boolean" or "numeric" or "scalar" ? JsonSchemaReader.Of(type, compilation) : "{}", false, reason);
    }

    static EndpointValue? Result(IMethodSymbol method, Shapes shapes, Compilation compilation) => Known.Awaited(method.ReturnType, out _) is not { } type ? null
        : Known.ItemOfStream(type) is not null ? new EndpointValue(null, "{}", false, "a sequence has no end that an answer could wait for; return a Table<T> or a list")
        : Json(type, shapes, compilation);

    static EndpointValue? Json(ITypeSymbol type, Shapes shapes, Compilation compilation)
    {
        if (TypeNames.IsBroken(type) || TypeNames.IsOpen(type))
            return null;
        var (codec, reason) = shapes.JsonOf(type);
        return new EndpointValue(codec, codec is null ? "{}" : JsonSchemaReader.Of(type, compilation), Scalars.NameOf(Scalars.Unwrap(type, out _)) is null && !Scalars.IsBytes(type), reason);
    }
}
