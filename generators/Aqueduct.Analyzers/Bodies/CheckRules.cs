using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>A check that cannot tell a good input from a bad one (AQ2013).</summary>
static class CheckRules
{
    public static IEnumerable<Diagnostic> Check(OperatorBody body)
    {
        if (body.Model.Kind != NodeKind.Check)
            yield break;
        var returned = body.Operations.OfType<IReturnOperation>().Where(r => Operations.Function(r) is null).Select(r => r.ReturnedValue).OfType<IOperation>().ToArray();
        var throws = body.Operations.Any(o => o is IThrowOperation);
        if (returned.Length > 0 && !throws && Constant(returned) is { } value)
            yield return OperatorBody.At(RuleIds.ConstantCheck, body.Reading.Name, body.Method.Name, $"always returns {value}");
        else if (returned.Length > 0 && !throws && body.Method.Parameters.Length > 0 && !body.Method.Parameters.Any(p => IsUsed(p, body)))
            yield return OperatorBody.At(RuleIds.ConstantCheck, body.Reading.Name, body.Method.Name, "never looks at its input");
    }

    static string? Constant(IOperation[] returned)
    {
        var values = returned.Select(r => Reading.Values.Unwrap(r).ConstantValue).ToArray();
        return values.All(v => v.HasValue && Equals(v.Value, values[0].Value)) && values[0].Value is bool value ? value ? "true" : "false" : null;
    }

    static bool IsUsed(IParameterSymbol parameter, OperatorBody body) =>
        Reading.MethodReader.RoleOf(parameter) == ParameterRole.Value && body.Operations.Any(o => o is IParameterReferenceOperation p && SymbolEqualityComparer.Default.Equals(p.Parameter, parameter));
}
