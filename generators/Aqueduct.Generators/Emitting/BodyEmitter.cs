using System.Collections.Generic;
using System.Text;
using Aqueduct.Model;
using Aqueduct.Rules;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes the bodies of [Sql], [SqlFile], [Save], [Read], [Write], [Email], [Message], [Onnx], [Prompt] and [Endpoint] methods.</summary>
static class BodyEmitter
{
    public static string Emit(SqlMethodModel sql)
    {
        var method = sql.Method;
        var isAsync = method.Result.Async != AsyncShape.None;
        var isStream = method.Result.IsStream;
        Body body;
        if (method.Result.Row is not { } row || IsByReference(method) || (isStream && sql.Tables.Count > 0))
        {
            body = Refusal($"[Sql] method '{method.Display}' must return Table<row type> and take scalars by value.");
        }
        else if (sql.IsMissing)
        {
            body = Refusal($"The query of '{method.Display}' is in '{sql.File}', which the project does not have.");
        }
        else
        {
            var arguments = new List<string> { Text.Quote(sql.Resource.Value), Text.Raw(sql.Query.Value) };
            if (sql.Tables.Count > 0)
                arguments.Add($"[{string.Join(", ", sql.Tables.Select(t => $"global::Aqueduct.Runtime.SqlTable.Of({Text.Quote(t.Name)}, {Text.Identifier(t.Name)})"))}]");
            if (isAsync || isStream)
                arguments.Add(Token(method));
            foreach (var parameter in method.Parameters)
                if (parameter is { Role: ParameterRole.Value, Row: null })
                    arguments.Add($"global::Aqueduct.Runtime.SqlArgument.Of({Text.Quote(parameter.Name)}, {Text.Identifier(parameter.Name)})");
            body = Awaitable(method, new($"global::Aqueduct.Runtime.ResourceCalls.Query{(isStream ? "Batches" : isAsync ? "Async" : "")}<{row.Full}>", arguments));
        }

        return Emit(method, $"the query of {method.Display}", body);
    }

    public static string Emit(SaveMethodModel save)
    {
        var method = save.Method;
        var description = $"the save of {method.Display}";
        if (TableOf(method) is not { } table || method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask || IsByReference(method))
            return Emit(method, description, Refusal($"[Save] method '{method.Display}' must take one Table<row type> and return void or Task."));
        var arguments = new List<string> { Text.Quote(save.Resource.Value), TableName(save), Text.Member("SaveMode", save.Mode.Value), Text.Identifier(table.Name) };
        if (save.Key is not null)
            arguments.Add(Text.Quote(save.Key.Value));
        return Emit(method, description, new("global::Aqueduct.Runtime.ResourceCalls.Save" + (table.IsStream ? "Batches" : ""), arguments));
    }

    /// <summary>The table's name, put together when the method runs where it has placeholders.</summary>
    static string TableName(SaveMethodModel save) => save.Table.Value.IndexOf('{') < 0
        ? Text.Quote(save.Table.Value)
        : $"global::Aqueduct.Runtime.FileCalls.TableName({Text.Quote(save.Resource.Value)}, {string.Join(", ", [Text.Quote(save.Table.Value), .. Placeholders(save.Method, save.Table.Value)])})";

    public static string Emit(FileMethodModel file)
    {
        var method = file.Method;
        var isAsync = method.Result.Async != AsyncShape.None;
        var arguments = new List<string> { Text.Quote(file.Resource.Value), Text.Quote(file.Path.Value) };
        if (file.Kind == NodeKind.Write)
        {
            var description = $"the write of {method.Display}";
            var isEmitted = method.Result.Type is null && method.Result.Async != AsyncShape.ValueTask && !IsByReference(method);
            if (isEmitted && PathPlaceholders.Sheets(file) is { Count: > 1 } sheets)
            {
                arguments.Add($"[{string.Join(", ", sheets.ConvertAll(s => $"global::Aqueduct.Runtime.FileSheet.Of({Text.Quote(s.Name)}, {Text.Identifier(s.Name)})"))}]");
                arguments.AddRange(Placeholders(method, file.Path.Value));
                return Emit(method, description, new("global::Aqueduct.Runtime.FileCalls.WriteSheets", arguments));
            }

            if (PathPlaceholders.Payload(file) is not { } payload || !isEmitted)
                return Emit(method, description, Refusal($"[Write] method '{method.Display}' must take one Table<row type>, string, byte[] or value that is a file and return void or Task."));
            var written = PathPlaceholders.ContentOf(payload);
            if (written == "Table")
                arguments.Add(Text.Member("FileFormat", file.Format));
            arguments.Add(Text.Identifier(payload.Name));
            arguments.AddRange(Placeholders(method, file.Path.Value));
            return Emit(method, description, new($"global::Aqueduct.Runtime.FileCalls.Write{(payload.IsStream ? "Batches" : written == "Table" ? "" : written)}", arguments));
        }

        var content = PathPlaceholders.ContentOf(method.Result);
        if (content is null || IsByReference(method))
            return Emit(method, $"the read of {method.Display}", Refusal($"[Read] method '{method.Display}' must return Table<row type>, a list of them, string or byte[]."));
        var async = method.Result.IsStream ? "Batches" : isAsync ? "Async" : "";
        if (content == "Table")
            arguments.Add(Text.Member("FileFormat", file.Format));
        if (async.Length > 0)
            arguments.Add(Token(method));
        arguments.AddRange(Placeholders(method, file.Path.Value));
        var call = content == "Table" ? $"Read{(method.Result.IsList ? "Tables" : "")}{async}<{method.Result.Row!.Full}>" : $"Read{content}{async}";
        return Emit(method, $"the read of {method.Display}", Awaitable(method, new("global::Aqueduct.Runtime.FileCalls." + call, arguments)));
    }

    public static string Emit(EndpointModel endpoint)
    {
        var method = endpoint.Method;
        var description = $"what {method.Display} publishes";
        if (endpoint.Parameters is not [{ Parameter: { Role: ParameterRole.Value } published }] || endpoint.Value?.Codec is not { } codec
            || method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask || IsByReference(method))
            return Emit(method, description, Refusal($"[Endpoint] method '{method.Display}' must take one value that can be stored and return void or Task."));
        var keep = Text.Number(endpoint.Keep?.Value ?? EndpointModel.DefaultKeep) + (endpoint.IsHeld ? ", hold: true" : "");
        return Emit(method, description, published.Row is not null
            ? new("global::Aqueduct.Runtime.EndpointCalls.PublishTable", [Text.Quote(endpoint.Name.Value), Text.Identifier(published.Name), endpoint.Key is { } key ? Text.Quote(key.Value) : "null", keep])
            : new("global::Aqueduct.Runtime.EndpointCalls.PublishValue", [Text.Quote(endpoint.Name.Value), Text.Identifier(published.Name), codec, keep]));
    }

    public static string Emit(OnnxMethodModel model)
    {
        var method = model.Method;
        var description = $"the call of a model of {method.Display}";
        if (!OnnxRules.CanCall(model))
            return Emit(method, description, Refusal(model.File is null
                ? $"The model of '{method.Display}' is '{model.Path.Value}', which the project does not have."
                : $"[Onnx] method '{method.Display}' must take one Table<row type> and return Table<row type>."));
        var arguments = new List<string> { Text.Quote(model.File!.Path), Text.Quote(model.File.Hash) };
        foreach (var parameter in method.Parameters)
            if (parameter.Role == ParameterRole.Value)
                arguments.Add(Text.Identifier(parameter.Name));
        arguments.Add(model.Features is { } features ? Text.Quote(features.Value) : "null");
        arguments.Add(model.Outputs is { } outputs ? Text.Quote(outputs.Value) : "null");
        arguments.Add(Token(method));
        return Emit(method, description, new($"global::Aqueduct.Runtime.OnnxCalls.Predict<{RowOf(method)}, {method.Result.Row!.Full}>", arguments));

        static string RowOf(MethodModel method)
        {
            foreach (var parameter in method.Parameters)
                if (parameter.Row is { } row)
                    return row.Full;
            return "";
        }
    }

    public static string Emit(PromptMethodModel prompt)
    {
        var method = prompt.Method;
        var description = $"the question of {method.Display}";
        if (!PromptRules.CanAsk(prompt))
            return Emit(method, description, Refusal($"[Prompt] method '{method.Display}' does not say what it asks for, or about what."));
        var (head, arguments) = PromptEmitter.Call(prompt);
        arguments.Add(Token(method));
        return Emit(method, description, Awaitable(method, new(head, arguments)));
    }

    public static string Emit(NoticeMethodModel notice)
    {
        var method = notice.Method;
        var isMail = notice.Kind == NodeKind.Email;
        var description = $"the {(isMail ? "mail" : "message")} of {method.Display}";
        if (method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask || IsByReference(method) || !NoticeForms.TakesAll(notice))
            return Emit(method, description, Refusal($"[{notice.Kind}] method '{method.Display}' must take tables, numbers{(isMail ? ", texts or values that are files" : " or texts")} and return void or Task."));
        var rows = notice.Rows is { } most ? $", rows: {Text.Number(most.Value)}" : "";
        var arguments = new List<string>
        {
            Text.Quote(notice.Resource.Value),
            isMail ? $"new global::Aqueduct.Runtime.MailDraft({Text.Quote(notice.Subject!.Value)}{Named("to", notice.To)}{Named("attach", notice.Attach)}{rows})"
                : $"new global::Aqueduct.Runtime.MessageDraft({Text.Quote(method.Name)}{Named("text", notice.Subject)}{rows})",
        };
        foreach (var parameter in method.Parameters)
            if (parameter.Role == ParameterRole.Value)
                arguments.Add($"global::Aqueduct.Runtime.NoticePart.{NoticeForms.Of(parameter)}({Text.Quote(parameter.Name)}, {Text.Identifier(parameter.Name)})");
        return Emit(method, description, new($"global::Aqueduct.Runtime.{(isMail ? "Mail" : "Message")}Calls.Send", arguments));

        static string Named(string name, Given<string>? value) => value is null ? "" : $", {name}: {Text.Quote(value.Value)}";
    }

    /// <summary>The values of the placeholders, each as a further argument.</summary>
    static List<string> Placeholders(MethodModel method, string text)
    {
        var arguments = new List<string>();
        foreach (var parameter in method.Parameters)
            if (parameter is { Role: ParameterRole.Value, Row: null } && PathPlaceholders.Names(text, parameter.Name))
                arguments.Add($"global::Aqueduct.Runtime.PathArgument.Of({Text.Quote(parameter.Name)}, {Text.Identifier(parameter.Name)})");
        return arguments;
    }

    /// <summary>A call, or something thrown, with what stands around it.</summary>
    readonly record struct Body(string Head, IReadOnlyList<string> Arguments, string Tail = "");

    /// <summary>The calls of the runtime give tasks.</summary>
    static Body Awaitable(MethodModel method, Body body) => method.Result.Async == AsyncShape.ValueTask
        ? body with { Head = $"new {method.Result.Declared.Full}({body.Head}", Tail = ")" }
        : body;

    /// <summary>One expression after an arrow; in a block what a Task has to follow.</summary>
    static string Emit(MethodModel method, string what, Body body)
    {
        var writer = new SourceWriter(method.Warnings, Text.NameOf(method.Container), $"Made by Aqueduct: {what}, from its attribute.");
        var blocks = Text.Open(writer, method.Container);
        var head = new StringBuilder(method.Modifiers).Append(method.Modifiers.Length == 0 ? "" : " ")
            .Append("partial ").Append(method.Result.Declared.Full).Append(' ').Append(Text.Identifier(method.Name));
        var parameters = method.Parameters.Select(parameter => $"{parameter.Modifier}{parameter.Type.Full} {Text.Identifier(parameter.Name)}");
        var isFollowed = method.Result is { Type: null, Async: AsyncShape.Task } && body.Head != Throw;
        writer.Call(head.ToString(), parameters, isFollowed ? "" : " =>");
        if (isFollowed)
            writer.Open();
        else
            writer.Indent();
        writer.Call(body.Head, body.Arguments, body.Tail + ";");
        if (isFollowed)
        {
            writer.Line("return global::System.Threading.Tasks.Task.CompletedTask;");
            writer.Close();
        }
        else
        {
            writer.Outdent();
        }

        Text.Close(writer, blocks);
        return writer.Finish();
    }

    static MethodParameter? TableOf(MethodModel method)
    {
        MethodParameter? table = null;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Row is null)
                continue;
            if (table is not null)
                return null;
            table = parameter;
        }

        return table;
    }

    /// <summary>Reported as AQ1004; an out parameter would want a value.</summary>
    static bool IsByReference(MethodModel method)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.IsByReference)
                return true;
        return false;
    }

    static string Token(MethodModel method)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Role == ParameterRole.Cancel)
                return Text.Identifier(parameter.Name);
        return "global::Aqueduct.RunContext.Current.Cancellation";
    }

    /// <summary>Keeps the method whole where a rule reports what is wrong with it, so that C# adds no error of its own.</summary>
    static Body Refusal(string message) => new(Throw, [Text.Quote(message)]);

    const string Throw = "throw new global::System.NotSupportedException";
}
