using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>A password, key or token written out in an operator (AQ4017): in a connection string or URL, or given to something of such a name.</summary>
static class SecretRules
{
    public static IEnumerable<Diagnostic> Check(OperatorBody body) =>
        from operation in body.Operations
        let literal = operation as ILiteralOperation
        where literal is { Type.SpecialType: SpecialType.System_String, ConstantValue.Value: string { Length: > 0 } }
        let name = LiteralSecrets.Within((string)literal.ConstantValue.Value!) ?? GivenTo(literal, (string)literal.ConstantValue.Value!)
        where name is not null
        select OperatorBody.At(RuleIds.SourceSecret, literal.Syntax.GetLocation(), body.Method.Name, name);

    /// <summary>The variable, member or parameter that the text is given to, if it is called like a secret. Words and names that are looked up are none.</summary>
    static string? GivenTo(ILiteralOperation literal, string text)
    {
        if (text.Length < 6 || text.Any(char.IsWhiteSpace) || LiteralSecrets.IsReference(text) || text.All(c => char.IsUpper(c) || c is '_') || LiteralSecrets.IsSecret(text))
            return null;
        IOperation? around = literal.Parent;
        while (around is IConversionOperation or IVariableInitializerOperation)
            around = around.Parent;
        var name = around switch
        {
            IVariableDeclaratorOperation declared => declared.Symbol.Name,
            ISimpleAssignmentOperation assignment when Values.Unwrap(assignment.Value) == literal => assignment.Target switch
            {
                IPropertyReferenceOperation property => property.Property.Name,
                IFieldReferenceOperation field => field.Field.Name,
                ILocalReferenceOperation local => local.Local.Name,
                _ => null,
            },
            IArgumentOperation { Parameter: { } parameter } => parameter.Name,
            _ => null,
        };
        return name is not null && LiteralSecrets.IsSecret(name) ? name : null;
    }
}
