using System.Collections.Generic;
using System.Threading;
using Aqueduct.Graph;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Workflow]: its attribute, its parameters, and its body as a graph.</summary>
static class WorkflowReader
{
    public static ReadResult<WorkflowModel> Read(IMethodSymbol method, SemanticModel semantics, Anchors? anchors, CancellationToken cancel)
    {
        var scope = new ReadScope(semantics.Compilation, anchors);
        var shapes = new Shapes(scope);
        var syntax = MethodReader.Declaration(method);
        if (Known.Attribute(method, "Workflow") is not { } attribute || syntax is null)
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        if (values.Text("name") is not { } name)
            return new(null, [], false, [], []);

        var container = ContainerReader.Read(method.ContainingType);
        var anchor = scope.At(syntax.Identifier);
        CheckMethod(method, syntax, anchor, scope);
        ISymbol home = container.IsPartial ? method.ContainingType : semantics.Compilation.Assembly;
        var parameters = WorkflowParameters.Read(method, scope, shapes);
        var isPart = false;
        foreach (var parameter in parameters)
            isPart |= parameter.IsArtifact;
        var model = new WorkflowModel
        {
            Name = name,
            Slug = Slug.Of(name.Value),
            Container = container,
            Method = method.Name,
            Entry = $"{container.Type.Qualified}.{method.Name}",
            ClassName = ClassName(method, container),
            Anchor = anchor,
            Description = values.Text("Description"),
            Schedule = values.Text("Schedule"),
            TimeZone = values.Text("TimeZone"),
            After = values.Text("After"),
            OnFile = values.Text("OnFile"),
            Webhook = values.Value<bool>("Webhook"),
            Timeout = values.Text("Timeout"),
            Overlap = values.Member("Overlap"),
            CatchUp = values.Member("CatchUp"),
            KeepRuns = values.Value<int>("KeepRuns"),
            Snapshots = values.Value<bool>("Snapshots"),
            Parameters = parameters,
            IsPart = isPart,
            GivesResult = Known.Awaited(method.ReturnType, out _) is not null,
            Instance = method.IsStatic ? null : InstanceReader.Read(method, home, anchor, scope),
            Nodes = new BodyReader(scope, shapes, new BodyState(method, home), cancel).Read(method, syntax, semantics, container, anchor),
        };
        scope.Name(method);
        return new(model with { Warnings = scope.Warnings }, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }

    static void CheckMethod(IMethodSymbol method, MethodDeclarationSyntax syntax, int anchor, ReadScope scope)
    {
        if (method is { IsAsync: true, ReturnsVoid: true })
            scope.Error("AQ0022", anchor, method.Name);
        if (method.IsGenericMethod)
            Refuse("is generic", "write it for one type; the operators it calls may be generic");
        if (TypeNames.IsOpen(method.ContainingType))
            Refuse("stands in a generic type", "move it to a type without type parameters");
        if (!TypeNames.IsReachable(method.ContainingType, scope.Compilation))
            Refuse("stands in a type that generated code cannot reach", "make the type and those around it internal or public");
        if (syntax.Body is null && syntax.ExpressionBody is null)
            Refuse("has no body", "compose operators, checks, metrics and saves in it");
        foreach (var parameter in method.Parameters)
            if (parameter.RefKind != RefKind.None)
                scope.Error("AQ0008", scope.At(parameter), method.Name, $"takes '{parameter.Name}' by reference", "take it by value");
            else if (parameter.IsParams)
                scope.Error("AQ0008", scope.At(parameter), method.Name, $"takes '{parameter.Name}' as params", "take a list, or parameters one by one");

        void Refuse(string found, string instead) => scope.Error("AQ0008", anchor, method.Name, found, instead);
    }

    /// <summary><c>RunWorkflow</c>, with a hash where the type has a member of that name or several workflows called Run.</summary>
    static string ClassName(IMethodSymbol method, ContainerModel container)
    {
        var name = method.Name + "Workflow";
        var isTaken = method.ContainingType.GetMembers(name).Length + method.ContainingType.GetMembers(name + "Run").Length > 0
            || method.ContainingType.GetMembers(method.Name).Length > 1;
        if (!container.IsPartial)
            name = TypeNames.Identifier(method.ContainingType) + "_" + name;
        return isTaken ? name + "_" + TypeNames.Hash(method.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithParameterOptions(SymbolDisplayParameterOptions.IncludeType).WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters))) : name;
    }
}
