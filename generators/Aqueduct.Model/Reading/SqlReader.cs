using System.Collections.Generic;
using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Sql] or [SqlFile] by itself.</summary>
static class SqlReader
{
    public static ReadResult<SqlMethodModel> Read(IMethodSymbol method, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if ((Known.Attribute(method, "Sql") ?? Known.Attribute(method, "SqlFile")) is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("resource") is not { } resource || (values.Text("query") ?? values.Text("path")) is not { } query)
            return new(null, [], false, [], []);
        var signature = MethodReader.Read(method, attribute, shapes, scope);
        var row = Known.RowOfAny(Known.Awaited(method.ReturnType, out _));
        var isFile = attribute.AttributeClass!.Name == "SqlFileAttribute";
        var model = new SqlMethodModel
        {
            Method = signature,
            Resource = resource,
            Query = isFile ? query with { Value = "" } : query,
            File = isFile ? query.Value : null,
            Folder = isFile ? FolderOf(method) : null,
            Tables = Tables(method, signature, shapes),
            Row = row is null || signature.Result.Kind is null or "open" ? null : shapes.RowOf(row, signature.Result.Anchor),
        };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }

    static EquatableArray<SqlTableParameter> Tables(IMethodSymbol method, MethodModel signature, Shapes shapes)
    {
        var tables = new List<SqlTableParameter>();
        for (var i = 0; i < method.Parameters.Length; i++)
            if (Known.RowOf(method.Parameters[i].Type) is { } row)
                tables.Add(new(method.Parameters[i].Name, TypeNames.IsOpen(row) || Scalars.NameOf(Scalars.Unwrap(row, out _)) is not null ? null : shapes.RowOf(row, signature.Parameters[i].Anchor), signature.Parameters[i].Anchor));
        return tables.ToEquatable();
    }

    /// <summary>Folder of the source that declares the method; null in another assembly.</summary>
    public static string? FolderOf(IMethodSymbol method) => MethodReader.Declaration(method) is { } syntax ? SqlFiles.FolderOf(syntax.SyntaxTree.FilePath) : null;
}
