using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Aqueduct.OnnxModels;

/// <summary>What an ONNX model takes and gives. The build hands it to the compiler as text, since compilers hand texts to analyzers, and no bytes.</summary>
/// <param name="Path">Path of the model's file within the project, with /; empty where it has none.</param>
/// <param name="Hash">SHA-256 of the file's bytes in lower-case hexadecimal digits.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
sealed record OnnxSignature(string Path, string Hash, IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs)
{
    /// <summary>The models of a text that <see cref="Write"/> made, one after the other.</summary>
    public static IReadOnlyList<OnnxSignature> Parse(string text)
    {
        var models = new List<OnnxSignature>();
        var (inputs, outputs) = (new List<OnnxValue>(), new List<OnnxValue>());
        foreach (var line in text.Split('\n'))
        {
            var words = line.TrimEnd('\r').Split([' '], 3);
            if (words.Length < 3)
                continue;
            switch (words[0])
            {
                case "model":
                    (inputs, outputs) = ([], []);
                    models.Add(new OnnxSignature(words[2], words[1], inputs, outputs));
                    break;
                case "input":
                    inputs.Add(new OnnxValue(words[2], words[1]));
                    break;
                case "unused":
                    inputs.Add(new OnnxValue(words[2], words[1], IsUsed: false));
                    break;
                case "output":
                    outputs.Add(new OnnxValue(words[2], words[1]));
                    break;
            }
        }

        return models;
    }

    /// <summary>The model as lines of text.</summary>
    public void Write(StringBuilder text)
    {
        text.Append("model ").Append(Hash).Append(' ').Append(Path).Append('\n');
        foreach (var input in Inputs)
            text.Append(input.IsUsed ? "input " : "unused ").Append(input.Type).Append(' ').Append(input.Name).Append('\n');
        foreach (var output in Outputs)
            text.Append("output ").Append(output.Type).Append(' ').Append(output.Name).Append('\n');
    }
}

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>float[?,4]</c>, an unknown dimension being a question mark; <c>float</c> where nothing is said of the dimensions; <c>map&lt;long,float&gt;</c> for a map of each row; another word for what no row has room for.</param>
/// <param name="IsUsed">Whether anything in the model reads it.</param>
sealed record OnnxValue(string Name, string Type, bool IsUsed = true)
{
    /// <summary>Type of the elements, or of a map's values, as in C#.</summary>
    public string Element => IsMap ? Type.Substring(Type.IndexOf(',') + 1).TrimEnd('>') : Type.IndexOf('[') is >= 0 and var at ? Type.Substring(0, at) : Type;

    /// <summary>Whether each row has a map: what a classifier knows of each class.</summary>
    public bool IsMap => Type.StartsWith("map<", StringComparison.Ordinal);

    /// <summary>Type of a map's keys.</summary>
    public string? Key => IsMap ? Type.Substring(4, Type.IndexOf(',') - 4) : null;

    /// <summary>Its dimensions, -1 being unknown; null where nothing is said of them.</summary>
    public int[]? Shape
    {
        get
        {
            var start = IsMap ? -1 : Type.IndexOf('[');
            if (start < 0)
                return null;
            var inner = Type.Substring(start + 1, Type.Length - start - 2);
            return inner.Length == 0 ? [] : Array.ConvertAll(inner.Split(','), d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : -1);
        }
    }

    /// <summary>Number of rows it takes or gives at once; -1 for any.</summary>
    public int Rows => Shape is [var rows, ..] ? rows : -1;

    /// <summary>Number of values in a row; -1 where it is not known.</summary>
    public int Width => Shape switch { null => -1, [_, var width] => width, _ => 1 };

    /// <summary>Whether rows can be put into it or taken out of it.</summary>
    public bool IsTable => Shape is null or { Length: 1 or 2 };
}
