using System;
using System.Collections.Generic;
using System.Text;
using Aqueduct.Model;
using Aqueduct.Reading;

namespace Aqueduct.Generators.Emitting;

/// <summary>Names of generated files: readable, legal in every file system, and never the same twice.</summary>
static class HintNames
{
    /// <summary>A file system takes 255 bytes, of which two endings and a hash take some. A letter beyond ASCII takes up to three.</summary>
    const int Longest = 120;

    public static string Of(WorkflowModel workflow) => Unique(workflow.Entry, workflow.Container.Type.Full + "." + workflow.ClassName) + ".Workflow.g.cs";

    public static string Of(MethodModel method, string kind)
    {
        var signature = new StringBuilder(method.Container.Type.Full).Append('.').Append(method.Name);
        foreach (var parameter in method.Parameters)
            signature.Append(',').Append(parameter.Type.Full);
        return Unique(method.Display, signature.ToString()) + "." + kind + ".g.cs";
    }

    /// <summary>Each model with the name of its file. Names of files are compared ignoring case, names of types are not: the second of a name gets a hash.</summary>
    public static IEnumerable<NamedModel<T>> Each<T>(EquatableArray<T> models, Func<T, string> name, string end)
        where T : class, IEquatable<T>
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < models.Count; i++)
        {
            var own = name(models[i]);
            yield return new(models[i], (taken.Add(own) && Cut(own).Length == own.Length ? own : Cut(own) + "_" + TypeNames.Hash(own)) + end);
        }
    }

    static string Cut(string name)
    {
        var bytes = 0;
        for (var i = 0; i < name.Length; i++)
        {
            bytes += name[i] < 0x80 ? 1 : name[i] < 0x800 ? 2 : 3;
            if (bytes > Longest)
                return name.Substring(0, i);
        }

        return name;
    }

    static string Unique(string readable, string identity)
    {
        var text = new StringBuilder(readable.Length + 9);
        foreach (var c in Cut(readable))
            text.Append(c is '.' or '_' || char.IsLetterOrDigit(c) ? c : '_');
        return text.Append('_').Append(TypeNames.Hash(identity)).ToString();
    }
}

/// <summary>A model and the name of the file it is written to.</summary>
sealed record NamedModel<T>(T Model, string Hint)
    where T : class;
