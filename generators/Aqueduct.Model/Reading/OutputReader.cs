using Aqueduct.Graph;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads which artifacts a call gives and how each is stored.</summary>
sealed class OutputReader(ReadScope scope, Shapes shapes)
{
    public void Read(NodeDraft draft, ITypeSymbol returnType)
    {
        var type = Known.Awaited(returnType, out var shape);
        draft.Async = shape;
        if (type is null)
        {
            // A check or a metric that returns nothing is reported where it is declared.
            if (draft.Kind is NodeKind.Check or NodeKind.Metric or NodeKind.Sql or NodeKind.Read)
                scope.CanRun = false;
            return;
        }

        var method = draft.Method!;
        draft.IsStream = shape == AsyncShape.None && Known.ItemOfStream(type) is not null;
        var name = UniqueNames.CamelCase(draft.Map is { } map ? "Each" + char.ToUpperInvariant(map.Item[0]) + map.Item.Substring(1) : PresetReader.ArtifactOf(method.Name, draft.Arguments));
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            draft.IsTuple = true;
            foreach (var element in tuple.TupleElements)
                Add(draft, element.Type, element.IsExplicitlyNamedTupleElement ? element.Name : name, null);
            if (draft.Kind != NodeKind.Operator)
                scope.CanRun = false;
            return;
        }

        if (draft.Kind == NodeKind.Check && type.SpecialType == SpecialType.System_Boolean)
            draft.Outputs.Add(new DraftOutput(type, "boolean", null, false, name) { Anchor = draft.Anchor });
        else
            Add(draft, type, name, method);
        if (!IsRunnable(draft, type))
            scope.CanRun = false;
    }

    static bool IsRunnable(NodeDraft draft, ITypeSymbol type) => draft.Kind switch
    {
        NodeKind.Check => type.SpecialType == SpecialType.System_Boolean || MethodReader.IsListOfBool(type),
        NodeKind.Metric => Scalars.NameOf(type) is { } scalar && Scalars.IsNumber(scalar),
        NodeKind.Sql or NodeKind.Read => !draft.IsStream || Known.RowOfStream(type) is not null,
        var kind => !kind.IsPublication(),
    };

    void Add(NodeDraft draft, ITypeSymbol type, string name, ISymbol? codecOwner)
    {
        // What a method of this app returns is judged where it is declared; here only what that place cannot know.
        var method = draft.Method!;
        var isJudged = !method.IsGenericMethod && !method.ContainingType.IsGenericType
            && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, scope.Compilation.Assembly);
        var wasQuiet = scope.IsQuiet;
        scope.IsQuiet |= isJudged;
        var (kind, codec, reason) = shapes.OfResult(type, codecOwner, draft.Anchor, draft.IsStream);
        if (kind is null && draft.Kind == NodeKind.Check)
            kind = "json";
        else if (reason is not null)
            scope.Error("AQ1001", draft.Anchor, TypeNames.Display(type), reason);
        else if (kind is null or "open")
            scope.CanRun = false;
        scope.IsQuiet = wasQuiet;
        draft.Outputs.Add(new DraftOutput(draft.IsStream ? Known.Kept(type, scope.Compilation) : type, kind ?? "json", codec, codec is not null, name) { Anchor = draft.Anchor });
    }
}
