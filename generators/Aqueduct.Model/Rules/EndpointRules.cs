using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Methods marked [Endpoint], each by itself: AQ4046 to AQ4048.</summary>
static class EndpointRules
{
    /// <summary>Addresses of the server itself.</summary>
    static readonly string[] Reserved = ["api", "endpoints", "healthz", "openapi", "triggers", "ui"];

    static readonly string[] InPath = ["bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "string", "char", "enum", "DateOnly", "DateTime", "DateTimeOffset", "TimeOnly", "TimeSpan", "Guid"];

    public static IEnumerable<Fault> Check(EndpointModel model) => Name(model.Name).Concat(Signature(model)).Concat(Key(model));

    static IEnumerable<Fault> Name(Given<string> name)
    {
        var reason = name.Value.Length == 0 ? "is empty"
            : Reserved.Contains(name.Value, StringComparer.Ordinal) ? "is an address of the server itself"
            : Slug.Of(name.Value) != name.Value ? "is no part of an address"
            : null;
        if (reason is null)
            yield break;
        var instead = Reserved.Contains(name.Value, StringComparer.Ordinal) ? name.Value + "-table" : Slug.Of(name.Value);
        yield return Faults.At(name.Anchor, RuleIds.EndpointName, name.Value, reason).With(FixFacts.Replace + "1", instead.Length == 0 || Reserved.Contains(instead, StringComparer.Ordinal) ? null : instead);
    }

    static IEnumerable<Fault> Signature(EndpointModel model) => model.IsFunction ? Function(model) : Publication(model);

    static IEnumerable<Fault> Publication(EndpointModel model)
    {
        var method = model.Method;
        if (method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask)
            yield return Of(method, method.Result.Anchor, $"returns '{method.Result.Declared.Display}'", "a method that publishes returns void or Task; mark it [Operator] as well where requests are to call it");
        if (model.Parameters is not [{ Parameter: { Role: ParameterRole.Value, IsByReference: false } published }])
            yield return Of(method, method.Anchor, "takes not exactly one value", "it takes the one value that is published");
        else if (model.Value is { Codec: null, Reason: { } why })
            yield return Of(method, published.Anchor, $"takes '{published.Type.Display}', which cannot be stored", why);
        if (method.IsGeneric)
            yield return Of(method, method.Anchor, "is generic", "write it for one type");
        if (model.Keep is { Value: < 0 } keep)
            yield return Of(method, keep.Anchor, "keeps a negative number of versions", "Keep is a number from 0 on");
    }

    static IEnumerable<Fault> Function(EndpointModel model)
    {
        var method = model.Method;
        if (!method.IsStatic || method.IsGeneric || !method.IsReachable)
            yield return Of(method, method.Anchor, !method.IsStatic ? "is no static method" : method.IsGeneric ? "is generic" : "is private", "requests call an internal or public static method of definite types");
        if (model.Value is { Codec: null, Reason: { } why })
            yield return Of(method, method.Result.Anchor, $"returns '{method.Result.Declared.Display}', which has no JSON form", why);
        if (model.Value is null && method.Result.Type is null)
            yield return Of(method, method.Result.Anchor, "returns nothing", "return what is to be answered");
        foreach (var parameter in model.Parameters.AsEnumerable())
            if (parameter is { Value: { Codec: null, Reason: { } reason } })
                yield return Of(method, parameter.Parameter.Anchor, $"takes '{parameter.Parameter.Name}', whose type '{parameter.Parameter.Type.Display}' has no JSON form", reason);
            else if (parameter.Parameter is { Role: ParameterRole.Value, IsByReference: true })
                yield return Of(method, parameter.Parameter.Anchor, $"takes '{parameter.Parameter.Name}' by reference", "take it by value");
    }

    static IEnumerable<Fault> Key(EndpointModel model)
    {
        if (model.Key is not { } key)
            yield break;
        if (model.Row is not { } row)
        {
            // A row type that cannot be read is reported as such.
            if (model.IsFunction || model.Parameters is [{ Parameter.Row: null }])
                yield return Faults.At(key.Anchor, RuleIds.EndpointKey, model.Name.Value, key.Value, "and publishes no table", "");
            yield break;
        }

        if (row.Members.FirstOrDefault(m => m.Name == key.Value) is { } member)
        {
            if (member.Type.IsNullable)
                yield return Faults.At(key.Anchor, RuleIds.EndpointKey, model.Name.Value, key.Value, "which may be null", "");
            else if (!InPath.Contains(member.Scalar, StringComparer.Ordinal))
                yield return Faults.At(key.Anchor, RuleIds.EndpointKey, model.Name.Value, key.Value, $"whose type '{member.Type.Display}' no address holds", "");
            yield break;
        }

        var near = NearestName.Of(key.Value, row.Members.AsEnumerable().Select(m => m.Name));
        yield return Faults.At(key.Anchor, RuleIds.EndpointKey, model.Name.Value, key.Value, $"which '{row.Type.Display}' does not have", Faults.DidYouMean(near)).With(FixFacts.Replace + "1", near);
    }

    static Fault Of(MethodModel method, int anchor, string what, string instead) => Faults.At(anchor, RuleIds.EndpointSignature, method.Name, what, instead);
}
