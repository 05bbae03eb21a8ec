using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>What needs code that native AOT does not have: made while the program runs, or found by a name that trimming does not see.</summary>
static class ReflectionTable
{
    /// <summary>Calls of these are replaced by generators that the SDK switches on together with native AOT.</summary>
    static readonly HashSet<string> Generated =
    [
        "Microsoft.Extensions.Configuration.ConfigurationBinder", "Microsoft.Extensions.DependencyInjection.OptionsConfigurationServiceCollectionExtensions",
        "Microsoft.Extensions.DependencyInjection.OptionsBuilderConfigurationExtensions", "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions",
    ];

    /// <summary>What the operation uses, and what to write instead; null where native AOT can do it.</summary>
    public static (string What, string Instead)? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => Call(call),
        IObjectCreationOperation { Constructor: { } constructor } when Needs(constructor) || Needs(constructor.ContainingType) => ($"new {constructor.ContainingType.Name}", Instead(constructor)),
        IPropertyReferenceOperation { Property: var property } when Needs(property) || property.GetMethod is { } getter && Needs(getter) => ($"{property.ContainingType.Name}.{property.Name}", Instead(property)),
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation { Parent: not IDynamicInvocationOperation } or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation =>
            ("dynamic", "Name the type"),
        _ => null,
    };

    static (string, string)? Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = HazardTable.TypeName(method.ContainingType);
        var what = $"{method.ContainingType.Name}.{method.Name}";
        return (type, method.Name) switch
        {
            // A name that is written out is one that trimming keeps.
            ("System.Type", "GetType") => method.IsStatic && call.Arguments is [{ Value.ConstantValue.HasValue: false }, ..] ? (what, "Name the type by typeof") : null,
            ("System.Activator", "CreateInstance") => !method.IsGenericMethod && call.Arguments is [{ Value: var made, Parameter.Type.Name: "Type" }, ..] && !IsKnownType(made) ? (what, "Create it by new, or take it from a delegate") : null,
            ("System.Reflection.Assembly", "Load" or "LoadFrom" or "LoadFile" or "UnsafeLoadFrom") or ("System.Runtime.Loader.AssemblyLoadContext", "LoadFromAssemblyName" or "LoadFromAssemblyPath" or "LoadFromStream") =>
                (what, "Reference the assembly's project or package"),
            ("System.Linq.Expressions.Expression" or "System.Linq.Expressions.LambdaExpression", "Compile") => (what, "It is interpreted there, and slow. Write the code, or a lambda"),
            ("System.Text.Json.JsonSerializer", _) => Needs(method) && !IsResolved(call) ? (what, "Pass the JsonTypeInfo of a source-generated JsonSerializerContext") : null,
            _ => (Needs(method) || Needs(method.ContainingType)) && !Generated.Contains(type) ? (what, Instead(method)) : null,
        };
    }

    static string Instead(ISymbol member) => HazardTable.TypeName(member.ContainingType) is var type && type.StartsWith("System.Reflection.Emit.", System.StringComparison.Ordinal) ? "Write the code, or have a source generator write it"
        : (type, member.Name) is ("System.Type", "MakeGenericType") or ("System.Reflection.MethodInfo", "MakeGenericMethod") ? "Name the type arguments in code"
        : type.StartsWith("System.Xml.Serialization.", System.StringComparison.Ordinal) ? "Read it with XmlReader or XDocument"
        : "Use what its documentation names for native AOT";

    /// <summary>The base library and well-kept packages mark themselves what native AOT cannot do.</summary>
    static bool Needs(ISymbol member) => member.GetAttributes().Any(a => a.AttributeClass is { Name: "RequiresDynamicCodeAttribute" or "RequiresUnreferencedCodeAttribute" } type
        && type.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis");

    /// <summary>A type that trimming sees: written out, or annotated.</summary>
    static bool IsKnownType(IOperation type) => Values.Unwrap(type) switch
    {
        ITypeOfOperation => true,
        IParameterReferenceOperation { Parameter: var parameter } => IsAnnotated(parameter),
        IFieldReferenceOperation { Field: var field } => IsAnnotated(field),
        IPropertyReferenceOperation { Property: var property } => IsAnnotated(property),
        ILocalReferenceOperation { Local: var local } => Initial(local, type) is { } value && IsKnownType(value),
        _ => false,
    };

    static bool IsAnnotated(ISymbol symbol) => symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "DynamicallyAccessedMembersAttribute");

    /// <summary>Whether the options name where the types are described: then nothing is looked up by reflection.</summary>
    static bool IsResolved(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Type.Name == "JsonSerializerOptions")?.Value is { } options && Values.Unwrap(options) switch
        {
            IPropertyReferenceOperation { Property: { Name: "Options", ContainingType.Name: "JsonSerializerContext" } } => true,
            ILocalReferenceOperation { Local: var local } => NamesResolver(local),
            IFieldReferenceOperation { Field: var field } => NamesResolver(field),
            IPropertyReferenceOperation { Property: var property } => NamesResolver(property),
            IObjectCreationOperation created => created.Syntax.ToString().Contains("TypeInfoResolver"),

            // Options that come from elsewhere may well have one.
            IParameterReferenceOperation => true,
            _ => false,
        };

    static bool NamesResolver(ISymbol options) => options.DeclaringSyntaxReferences.Length == 0
        || options.DeclaringSyntaxReferences[0].GetSyntax().ToString() is var text && (text.Contains("TypeInfoResolver") || text.Contains(".Options"));

    static IOperation? Initial(ILocalSymbol local, IOperation use) =>
        local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer.Value: var value } && use.SemanticModel is { } semantics
            ? semantics.GetOperation(value) : null;
}
