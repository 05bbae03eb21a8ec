using System.Collections.Generic;
using System.Threading;
using Aqueduct.Graph;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Prompt] by itself: an operator whose body asks a language model.</summary>
static class PromptReader
{
    /// <summary>The member that holds an answer which is no object: services give objects only.</summary>
    public const string Whole = "answer";

    public static ReadResult<PromptMethodModel> Read(IMethodSymbol method, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.Attribute(method, "Prompt") is not { } attribute)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("template") is not { } template)
            return new(null, [], false, [], []);
        // What an operator takes and returns is judged where it is read as one.
        scope.IsQuiet = true;
        var signature = MethodReader.Read(method, attribute, shapes, scope);
        RowModel? row = null;
        foreach (var parameter in method.Parameters)
            if (Known.RowOf(parameter.Type) is { } type)
                row ??= RowOf(type, signature.Parameters[parameter.Ordinal].Anchor);
        var result = Known.Awaited(method.ReturnType, out _);
        var model = new PromptMethodModel
        {
            Method = signature,
            Template = template,
            Resource = values.Text("Resource"),
            System = values.Text("System"),
            Model = values.Text("Model"),
            Temperature = values.Value<double>("Temperature"),
            MaxOutputTokens = values.Value<int>("MaxOutputTokens"),
            MaxParallel = values.Value<int>("MaxParallel"),
            Row = row,
            Result = Known.RowOf(result) is { } given ? RowOf(given, signature.Result.Anchor) : null,
        };
        if (result is not null && !TypeNames.IsBroken(result) && !TypeNames.IsOpen(result))
            model = Known.RowOf(result) is INamedTypeSymbol rows ? OfRows(model, rows, shapes, compilation) : OfValue(model, result, shapes, compilation);
        scope.IsQuiet = false;
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);

        RowModel? RowOf(ITypeSymbol type, int anchor) => TypeNames.IsOpen(type) || Scalars.NameOf(Scalars.Unwrap(type, out _)) is not null ? null : shapes.RowOf(type, anchor);
    }

    /// <summary>Of a table all members are asked for that its rows do not have by name.</summary>
    static PromptMethodModel OfRows(PromptMethodModel model, INamedTypeSymbol rows, Shapes shapes, Compilation compilation)
    {
        if (model.Row is not { IsComplete: true } row || model.Result is not { IsComplete: true } result)
            return model;
        var (answers, schemas, texts) = (new List<PromptAnswer>(), new List<(string Name, string Schema)>(), 0);
        foreach (var member in Members.Of(rows, compilation) ?? [])
        {
            if (Find(row, member.Symbol.Name) is not null)
                continue;
            if (shapes.JsonOf(member.Type).Codec is not { } codec)
                return model;
            answers.Add(new PromptAnswer(member.Symbol.Name, codec));
            schemas.Add((member.Symbol.Name, JsonSchemaReader.Of(member.Type, compilation)));
            texts += member.Type.SpecialType == SpecialType.System_String && member.Type.NullableAnnotation != NullableAnnotation.Annotated ? 1 : 0;
        }

        var isText = answers.Count == 1 && texts == 1;
        return model with { Answers = answers.ToEquatable(), IsText = isText, Schema = isText || answers.Count == 0 ? null : ObjectOf(schemas) };
    }

    static PromptMethodModel OfValue(PromptMethodModel model, ITypeSymbol result, Shapes shapes, Compilation compilation)
    {
        if (result.SpecialType == SpecialType.System_String)
            return model with { Answers = [new PromptAnswer(null, "global::Aqueduct.Runtime.JsonCodecs.String")], IsText = true };
        var (codec, reason) = shapes.JsonOf(result);
        if (codec is null)
            return model with { Reason = reason };
        var schema = JsonSchemaReader.Of(result, compilation);
        if (Unaskable(schema) is { } unaskable)
            return model with { Reason = unaskable };
        return JsonSchemaReader.HasMembers(schema) ? model with { Answers = [new PromptAnswer(null, codec)], Schema = schema } : model with { Answers = [new PromptAnswer(Whole, codec)], Schema = ObjectOf([(Whole, schema)]) };
    }

    /// <summary>Services ask for objects whose members are all named.</summary>
    static string? Unaskable(string schema) =>
        schema.Contains("\"additionalProperties\":{") ? "the keys of a dictionary cannot be asked for; make it a list of records"
        : schema.Contains("\"prefixItems\"") ? "the parts of a tuple have no names; make it a record"
        : schema == "{}" || schema.Contains(":{}") ? "nothing says what it looks like as JSON"
        : schema.Contains("\"contentEncoding\"") ? "a language model gives no bytes"
        : null;

    static string ObjectOf(List<(string Name, string Schema)> members)
    {
        var (properties, required) = (new CanonicalJson(), new List<string>());
        foreach (var (name, schema) in members)
        {
            properties.AddRaw(name, schema);
            required.Add(CanonicalJson.Quote(name));
        }

        return new CanonicalJson().Add("type", "object").Add("additionalProperties", false).AddObject("properties", properties).Add("required", required).ToString();
    }

    static RowMember? Find(RowModel row, string name)
    {
        foreach (var member in row.Members)
            if (member.Name == name)
                return member;
        return null;
    }
}
