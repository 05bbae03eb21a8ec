using System.Collections.Generic;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes how the endpoints of an app are registered, and how an operator is called for a request.</summary>
static class EndpointEmitter
{
    const string Catalog = "global::Aqueduct.Runtime.EndpointCatalog.";

    /// <summary>Whether there is everything that serving needs; the rules report what is missing.</summary>
    public static bool CanServe(EndpointModel endpoint) => endpoint.Value?.Codec is not null && !endpoint.Method.IsGeneric && (endpoint.IsFunction
        ? endpoint.Method is { IsStatic: true, IsReachable: true } && CanRead(endpoint)
        : endpoint.Parameters is [{ Parameter.Role: ParameterRole.Value }]);

    static bool CanRead(EndpointModel endpoint)
    {
        foreach (var parameter in endpoint.Parameters)
            if (parameter.Parameter.Role == ParameterRole.Value && (parameter.Parameter.IsByReference || (parameter.Served is null && parameter.Value?.Codec is null)))
                return false;
        return true;
    }

    public static void Write(SourceWriter writer, EndpointModel endpoint)
    {
        var (name, value) = (Text.Quote(endpoint.Name.Value), endpoint.Value!);
        if (endpoint.IsFunction)
            WriteFunction(writer, endpoint, name, value);
        else if (endpoint.Parameters[0].Parameter.Row is { } row)
            writer.Line($"{Catalog}AddTable<{row.Full}>({name}, {Text.Quote(value.Schema)}, {value.Codec}, {(endpoint.Key is { } key ? Text.Quote(key.Value) : "null")}, {Flag(endpoint.IsInternal)});");
        else
            writer.Line($"{Catalog}AddValue({name}, {Text.Quote(value.Schema)}, {value.Codec}, {Flag(endpoint.IsInternal)});");
    }

    static void WriteFunction(SourceWriter writer, EndpointModel endpoint, string name, EndpointValue result)
    {
        var method = endpoint.Method;
        var isAsync = method.Result.Async != AsyncShape.None;
        var served = new SortedSet<string>(System.StringComparer.Ordinal);
        foreach (var parameter in endpoint.Parameters)
            if (parameter.Served is not null)
                served.Add(Text.Quote(parameter.Served.Value));
        writer.Open($"{Catalog}AddFunction({name}, {Text.Quote(Parameters(endpoint))}, {Text.Quote(result.Schema)}, [{string.Join(", ", served)}], static {(isAsync ? "async " : "")}(body, served, run, writer) =>");
        var arguments = endpoint.Parameters.Select(p => Argument(p, IsWhole(endpoint)));
        writer.Call($"var result = {(isAsync ? "await " : "")}{method.Container.Type.Full}.{Text.Identifier(method.Name)}", arguments, isAsync ? ".ConfigureAwait(false);" : ";");
        writer.Line($"{result.Codec}.Write(writer, result!);");
        if (!isAsync)
            writer.Line("return default;");
        writer.Close(");");
    }

    static string Argument(EndpointParameter parameter, bool isWhole) => parameter switch
    {
        { Parameter.Role: ParameterRole.Cancel } => "run.Cancellation",
        { Parameter.Role: ParameterRole.Context } => "run",
        { Served: { } served } => $"served.Get<{parameter.Parameter.Type.Full.TrimEnd('?')}>({Text.Quote(served.Value)})",
        _ => $"global::Aqueduct.Runtime.EndpointBody.Read({parameter.Value!.Codec}, body, {(isWhole ? "null" : Text.Quote(parameter.Parameter.Name))}{(isWhole || parameter.Default is null ? "" : ", " + parameter.Default)})!",
    };

    /// <summary>A single object or array is the body itself; otherwise the body has a member for each parameter.</summary>
    static bool IsWhole(EndpointModel endpoint) => Given(endpoint) is [{ Value.IsWhole: true }];

    static List<EndpointParameter> Given(EndpointModel endpoint)
    {
        var given = new List<EndpointParameter>();
        foreach (var parameter in endpoint.Parameters)
            if (parameter.Value is not null)
                given.Add(parameter);
        return given;
    }

    static string Parameters(EndpointModel endpoint)
    {
        var given = Given(endpoint);
        if (IsWhole(endpoint))
            return given[0].Value!.Schema;
        var (properties, required) = (new CanonicalJson(), new List<string>());
        foreach (var parameter in given)
        {
            properties.AddRaw(parameter.Parameter.Name, parameter.DefaultJson is { } json ? WithDefault(parameter.Value!.Schema, json) : parameter.Value!.Schema);
            if (parameter.Default is null)
                required.Add(CanonicalJson.Quote(parameter.Parameter.Name));
        }

        return new CanonicalJson().Add("type", "object").Add("additionalProperties", false).AddObject("properties", properties).Add("required", required).ToString();
    }

    static string WithDefault(string schema, string json) => schema == "{}" ? $"{{\"default\":{json}}}" : $"{{\"default\":{json},{schema.Substring(1)}";

    static string Flag(bool value) => value ? "true" : "false";
}
