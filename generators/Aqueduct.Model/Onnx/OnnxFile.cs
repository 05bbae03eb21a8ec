using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Aqueduct.OnnxModels;

/// <summary>Reads what a model takes and gives from the bytes of an .onnx file: the few fields of ModelProto that say it, everything else passed over by its length.</summary>
/// <remarks>Field numbers: onnx.proto3 of ONNX 1.12 and later, which never change. Wire format: protobuf.dev, "Encoding".</remarks>
static class OnnxFile
{
    /// <summary>The names of tensor types, by their numbers in TensorProto.DataType.</summary>
    static readonly string[] Elements = ["unknown", "float", "byte", "sbyte", "ushort", "short", "int", "long", "string", "bool", "float16", "double", "uint", "ulong", "complex64", "complex128", "bfloat16"];

    /// <summary>The model's inputs and outputs.</summary>
    /// <exception cref="FormatException">The bytes are no ONNX model.</exception>
    /// <exception cref="ExternalWeightsException">Weights are in a file beside it.</exception>
    public static OnnxSignature Read(byte[] bytes, string path, string hash)
    {
        try
        {
            foreach (var field in new Message(bytes, 0, bytes.Length))
                if (field is { Number: 7, IsMessage: true })
                    return Graph(field.Message, path, hash);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new FormatException("is no ONNX model, or a part of one", e);
        }

        throw new FormatException("is no ONNX model: there is no graph in it");
    }

    static OnnxSignature Graph(Message graph, string path, string hash)
    {
        var (inputs, outputs) = (new List<(string Name, string Type)>(), new List<(string Name, string Type)>());
        var (constants, used) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var field in graph)
            switch (field.Number)
            {
                case 1:
                    Uses(field.Message, used);
                    break;
                case 5:
                    constants.Add(Constant(field.Message));
                    break;
                case 11:
                    inputs.Add(Value(field.Message));
                    break;
                case 12:
                    outputs.Add(Value(field.Message));
                    break;
                case 15:
                    foreach (var part in field.Message)
                        if (part.Number == 1)
                            constants.Add(Constant(part.Message));
                    break;
            }

        used.UnionWith(outputs.Select(o => o.Name));
        // Up to version 3 of the format constants were listed among the inputs, too.
        return new OnnxSignature(path, hash,
            [.. inputs.Where(i => !constants.Contains(i.Name)).Select(i => new OnnxValue(i.Name, i.Type, used.Contains(i.Name)))],
            [.. outputs.Select(o => new OnnxValue(o.Name, o.Type))]);
    }

    /// <summary>The names that a node reads, those that graphs inside its attributes read included; constants inside them are looked at as all are.</summary>
    static void Uses(Message node, HashSet<string> used)
    {
        foreach (var field in node)
            if (field.Number == 1)
                used.Add(field.Text);
            else if (field.Number == 5)
                foreach (var part in field.Message)
                    if (part.Number is 5 or 10)
                        Constant(part.Message);
                    else if (part.Number is 6 or 11)
                        foreach (var inner in part.Message)
                            if (inner.Number == 1)
                                Uses(inner.Message, used);
                            else if (inner.Number == 12)
                                used.Add(Value(inner.Message).Name);
    }

    static string Constant(Message tensor)
    {
        var name = "";
        foreach (var field in tensor)
            if (field.Number == 8)
                name = field.Text;
            else if (field is { Number: 14, Value: 1 })
                throw new ExternalWeightsException("keeps weights in a file beside it, so that its hash would say nothing of them. Save it in one file: onnx.save_model(model, path, save_as_external_data=False).");
        return name;
    }

    static (string Name, string Type) Value(Message value)
    {
        var (name, type) = ("", "unknown");
        foreach (var field in value)
            if (field.Number == 1)
                name = field.Text;
            else if (field.Number == 2)
                type = Type(field.Message);
        return (name, type);
    }

    static string Type(Message type)
    {
        foreach (var field in type)
            switch (field.Number)
            {
                case 1:
                    return Tensor(field.Message);
                case 4:
                    // Rows of maps are what classifiers give; other sequences have no rows.
                    foreach (var part in field.Message)
                        if (part.Number == 1 && Type(part.Message) is var item && item.StartsWith("map<", StringComparison.Ordinal))
                            return item;
                    return "sequence";
                case 5:
                    var (key, value) = ("unknown", "unknown");
                    foreach (var part in field.Message)
                        if (part.Number == 1)
                            key = Element(part.Value);
                        else if (part.Number == 2)
                            value = Type(part.Message);
                    return $"map<{key},{new OnnxValue("", value).Element}>";
                case 8:
                    return "sparse";
                case 9:
                    return "optional";
            }

        return "unknown";
    }

    static string Tensor(Message tensor)
    {
        var (element, shape) = ("unknown", (string?)null);
        foreach (var field in tensor)
            if (field.Number == 1)
                element = Element(field.Value);
            else if (field.Number == 2)
                shape = Shape(field.Message);
        return element + shape;
    }

    static string Shape(Message shape)
    {
        var dimensions = new List<string>();
        foreach (var field in shape)
            if (field.Number == 1)
            {
                var size = "?";
                foreach (var part in field.Message)
                    if (part.Number == 1 && unchecked((long)part.Value) is > 0 and <= int.MaxValue)
                        size = part.Value.ToString(CultureInfo.InvariantCulture);
                dimensions.Add(size);
            }

        return $"[{string.Join(",", dimensions)}]";
    }

    static string Element(ulong number) => number < (ulong)Elements.Length ? Elements[(int)number] : "unknown";
}

/// <summary>A model whose weights are in another file.</summary>
sealed class ExternalWeightsException(string message) : Exception(message);
