using System.Text;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes the bodies of [Sql] and [Save] methods.</summary>
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
        var call = $"global::Aqueduct.Runtime.ResourceCalls.Save({Text.Quote(save.Resource.Value)}, {Text.Quote(save.Table.Value)}, {Text.Member("SaveMode", save.Mode.Value)}, {Text.Identifier(table.Name)}{(save.Key is null ? "" : ", " + Text.Quote(save.Key.Value))})";
        return method.Result.Async == AsyncShape.None
            ? Emit(method, description, call)
            : Emit(method, description, call, "return global::System.Threading.Tasks.Task.CompletedTask");
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
