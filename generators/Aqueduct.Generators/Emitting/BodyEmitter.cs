using System.Text;
using Aqueduct.Model;
using Aqueduct.Rules;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes the bodies of [Sql], [SqlFile], [Save], [Read] and [Write] methods.</summary>
static class BodyEmitter
{
    public static string Emit(SqlMethodModel sql)
    {
        var method = sql.Method;
        var isAsync = method.Result.Async != AsyncShape.None;
        string body;
        if (method.Result.Row is not { } row || IsByReference(method))
        {
            body = Refusal($"[Sql] method '{method.Display}' must return Table<row type> and take scalars by value.");
        }
        else if (sql.IsMissing)
        {
            body = Refusal($"The query of '{method.Display}' is in '{sql.File}', which the project does not have.");
        }
        else
        {
            var call = new StringBuilder($"global::Aqueduct.Runtime.ResourceCalls.Query{(isAsync ? "Async" : "")}<{row.Full}>({Text.Quote(sql.Resource.Value)}, {Text.Quote(sql.Query.Value)}");
            if (isAsync)
                call.Append(", ").Append(Token(method));
            foreach (var parameter in method.Parameters)
                if (parameter.Role == ParameterRole.Value)
                    call.Append($", global::Aqueduct.Runtime.SqlArgument.Of({Text.Quote(parameter.Name)}, {Text.Identifier(parameter.Name)})");
            call.Append(')');
            body = method.Result.Async == AsyncShape.ValueTask ? $"new {method.Result.Declared.Full}({call})" : call.ToString();
        }

        return Emit(method, $"Body of the query '{method.Display}'.", body);
    }

    public static string Emit(SaveMethodModel save)
    {
        var method = save.Method;
        var description = $"Body of the save '{method.Display}'.";
        if (TableOf(method) is not { } table || method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask || IsByReference(method))
            return Emit(method, description, Refusal($"[Save] method '{method.Display}' must take one Table<row type> and return void or Task."));
        var call = $"global::Aqueduct.Runtime.ResourceCalls.Save({Text.Quote(save.Resource.Value)}, {TableName(save)}, {Text.Member("SaveMode", save.Mode.Value)}, {Text.Identifier(table.Name)}{(save.Key is null ? "" : ", " + Text.Quote(save.Key.Value))})";
        return method.Result.Async == AsyncShape.None
            ? Emit(method, description, call)
            : Emit(method, description, call, "return global::System.Threading.Tasks.Task.CompletedTask");
    }

    /// <summary>The table's name, put together when the method runs where it has placeholders.</summary>
    static string TableName(SaveMethodModel save) => save.Table.Value.IndexOf('{') < 0
        ? Text.Quote(save.Table.Value)
        : $"global::Aqueduct.Runtime.FileCalls.TableName({Text.Quote(save.Resource.Value)}, {Text.Quote(save.Table.Value)}{Placeholders(save.Method, save.Table.Value)})";

    public static string Emit(FileMethodModel file)
    {
        var method = file.Method;
        var isAsync = method.Result.Async != AsyncShape.None;
        var head = $"{Text.Quote(file.Resource.Value)}, {Text.Quote(file.Path.Value)}";
        var format = ", " + Text.Member("FileFormat", file.Format);
        var tail = Placeholders(method, file.Path.Value);
        if (file.Kind == NodeKind.Write)
        {
            var description = $"Body of the write '{method.Display}'.";
            if (PathPlaceholders.Payload(file) is not { } payload || method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask || IsByReference(method))
                return Emit(method, description, Refusal($"[Write] method '{method.Display}' must take one Table<row type>, string or byte[] and return void or Task."));
            var call = PathPlaceholders.ContentOf(payload) switch
            {
                "Table" => $"global::Aqueduct.Runtime.FileCalls.Write({head}{format}, {Text.Identifier(payload.Name)}{tail})",
                var content => $"global::Aqueduct.Runtime.FileCalls.Write{content}({head}, {Text.Identifier(payload.Name)}{tail})",
            };
            return isAsync ? Emit(method, description, call, "return global::System.Threading.Tasks.Task.CompletedTask") : Emit(method, description, call);
        }

        var async = isAsync ? "Async" : "";
        var token = isAsync ? ", " + Token(method) : "";
        var read = PathPlaceholders.ContentOf(method.Result) switch
        {
            null => null,
            "Table" => $"global::Aqueduct.Runtime.FileCalls.Read{async}<{method.Result.Row!.Full}>({head}{format}{token}{tail})",
            var content => $"global::Aqueduct.Runtime.FileCalls.Read{content}{async}({head}{token}{tail})",
        };
        var body = read is null || IsByReference(method) ? Refusal($"[Read] method '{method.Display}' must return Table<row type>, string or byte[].")
            : method.Result.Async == AsyncShape.ValueTask ? $"new {method.Result.Declared.Full}({read})" : read;
        return Emit(method, $"Body of the read '{method.Display}'.", body);
    }

    /// <summary>The values of the placeholders, each as a further argument.</summary>
    static string Placeholders(MethodModel method, string text)
    {
        var arguments = new StringBuilder();
        foreach (var parameter in method.Parameters)
            if (parameter is { Role: ParameterRole.Value, Row: null } && PathPlaceholders.Names(text, parameter.Name))
                arguments.Append($", global::Aqueduct.Runtime.PathArgument.Of({Text.Quote(parameter.Name)}, {Text.Identifier(parameter.Name)})");
        return arguments.ToString();
    }

    /// <summary>One expression after an arrow; several statements in a block.</summary>
    static string Emit(MethodModel method, string description, params string[] body)
    {
        var writer = new SourceWriter(description);
        var blocks = Text.Open(writer, method.Container);
        var head = new StringBuilder(method.Modifiers).Append(method.Modifiers.Length == 0 ? "" : " ")
            .Append("partial ").Append(method.Result.Declared.Full).Append(' ').Append(Text.Identifier(method.Name)).Append('(');
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            var parameter = method.Parameters[i];
            head.Append(i == 0 ? "" : ", ").Append(parameter.Modifier).Append(parameter.Type.Full).Append(' ').Append(Text.Identifier(parameter.Name));
        }

        head.Append(body.Length == 1 ? ") =>" : ")");
        if (body.Length == 1)
        {
            writer.Line(head.ToString());
            writer.Indent();
        }
        else
        {
            writer.Open(head.ToString());
        }

        foreach (var statement in body)
            writer.Line(statement + ";");
        if (body.Length == 1)
            writer.Outdent();
        else
            writer.Close();
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
    static string Refusal(string message) => $"throw new global::System.NotSupportedException({Text.Quote(message)})";
}
