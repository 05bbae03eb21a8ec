using System;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Reading;

/// <summary>An attribute's arguments by name, positional ones by their parameter's.</summary>
readonly struct AttributeValues(AttributeData attribute, ReadScope scope)
{
    readonly AttributeSyntax? _syntax = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    public int Anchor => scope.At(_syntax);

    public Given<string>? Text(string name) => Value<string>(name);

    public Given<T>? Value<T>(string name) where T : IEquatable<T> =>
        Find(name, out var position) is { Value: T value } ? new Given<T>(value, scope.At(Syntax(name, position))) : null;

    /// <summary>An enumeration's member name.</summary>
    public Given<string>? Member(string name)
    {
        if (Find(name, out var position) is not { Kind: TypedConstantKind.Enum, Type: { } type } constant)
            return null;
        return new Given<string>(Constants.EnumMember(type, constant.Value) ?? Constants.Text(constant.Value) ?? "", scope.At(Syntax(name, position)));
    }

    TypedConstant? Find(string name, out int position)
    {
        position = -1;
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name)
                return argument.Value;
        if (attribute.AttributeConstructor is not { } constructor)
            return null;
        foreach (var parameter in constructor.Parameters)
            if (string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase) && parameter.Ordinal < attribute.ConstructorArguments.Length)
            {
                position = parameter.Ordinal;
                return attribute.ConstructorArguments[position];
            }

        return null;
    }

    SyntaxNode? Syntax(string name, int position)
    {
        if (_syntax?.ArgumentList is not { } list)
            return _syntax;
        var index = 0;
        foreach (var argument in list.Arguments)
        {
            var written = (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText;
            if (written is null ? index == position : string.Equals(written, name, StringComparison.OrdinalIgnoreCase))
                return argument.Expression;
            index++;
        }

        return _syntax;
    }
}
