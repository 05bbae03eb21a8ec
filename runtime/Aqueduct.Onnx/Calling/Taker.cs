using System.Globalization;
using Aqueduct.Runtime;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Aqueduct.OnnxModels;

/// <summary>Gathers a member of the result from an output.</summary>
/// <param name="output">Number of the output.</param>
/// <param name="place">Which of its values in a row, or which key of its map; null for its only one.</param>
/// <param name="field">The member.</param>
/// <param name="rows">Number of rows to come.</param>
sealed class Taker(int output, string? place, Field field, int rows)
{
    object? _sink;

    /// <summary>Number of the output.</summary>
    public int Output => output;

    /// <summary>Takes the values of <paramref name="count"/> rows; behind them are some that were made up.</summary>
    public void Take(OrtValue value, int start, int count, int padded)
    {
        if (value.OnnxType == OnnxValueType.ONNX_TYPE_SEQUENCE)
        {
            TakeMaps(value, start, count);
            return;
        }

        if (value.OnnxType != OnnxValueType.ONNX_TYPE_TENSOR)
            throw Mismatch(start, $"is of the kind {value.OnnxType}");
        var info = value.GetTensorTypeAndShape();
        var width = (int)(info.ElementCount / padded);
        var at = place is null ? 0 : int.Parse(place, CultureInfo.InvariantCulture);
        if (info.Shape is [] or [_, _, _, ..] || info.Shape[0] != padded || (place is null ? width != 1 : at >= width))
            throw Mismatch(start, $"has the dimensions {string.Join(" × ", info.Shape)} for {padded} rows");
        switch (info.ElementDataType)
        {
            case TensorElementType.Float: Add(value.GetTensorDataAsSpan<float>()); break;
            case TensorElementType.Double: Add(value.GetTensorDataAsSpan<double>()); break;
            case TensorElementType.Int32: Add(value.GetTensorDataAsSpan<int>()); break;
            case TensorElementType.Int64: Add(value.GetTensorDataAsSpan<long>()); break;
            case TensorElementType.Bool: Add(value.GetTensorDataAsSpan<bool>()); break;
            case TensorElementType.Int8: Add(value.GetTensorDataAsSpan<sbyte>()); break;
            case TensorElementType.UInt8: Add(value.GetTensorDataAsSpan<byte>()); break;
            case TensorElementType.Int16: Add(value.GetTensorDataAsSpan<short>()); break;
            case TensorElementType.UInt16: Add(value.GetTensorDataAsSpan<ushort>()); break;
            case TensorElementType.UInt32: Add(value.GetTensorDataAsSpan<uint>()); break;
            case TensorElementType.UInt64: Add(value.GetTensorDataAsSpan<ulong>()); break;
            case TensorElementType.String:
                for (var i = 0; i < count; i++)
                    Sink<string>().Add([value.GetStringElement((i * width) + at)], start + i);
                break;
            default: throw Mismatch(start, $"holds {info.ElementDataType}");
        }

        void Add<E>(ReadOnlySpan<E> values)
        {
            var sink = Sink<E>();
            if (width == 1)
                sink.Add(values[..count], start);
            else
                for (var i = 0; i < count; i++)
                    sink.Add(values.Slice((i * width) + at, 1), start + i);
        }
    }

    /// <summary>The column of what was taken.</summary>
    public Column Build() => _sink is OutputColumn column ? column.Build() : field.CreateBuilder().Build();

    void TakeMaps(OrtValue sequence, int start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var map = sequence.GetValue(i, OrtAllocator.DefaultInstance);
            using var keys = map.GetValue(0, OrtAllocator.DefaultInstance);
            using var values = map.GetValue(1, OrtAllocator.DefaultInstance);
            var known = Keys(keys);
            var at = Array.IndexOf(known, place);
            if (at < 0)
                throw Mismatch(start + i, $"has no class {place}; it has {string.Join(", ", known)}");
            switch (values.GetTensorTypeAndShape().ElementDataType)
            {
                case TensorElementType.Float: Sink<float>().Add(values.GetTensorDataAsSpan<float>().Slice(at, 1), start + i); break;
                case TensorElementType.Double: Sink<double>().Add(values.GetTensorDataAsSpan<double>().Slice(at, 1), start + i); break;
                case TensorElementType.Int64: Sink<long>().Add(values.GetTensorDataAsSpan<long>().Slice(at, 1), start + i); break;
                case var other: throw Mismatch(start + i, $"holds {other}");
            }
        }
    }

    static string[] Keys(OrtValue keys)
    {
        var info = keys.GetTensorTypeAndShape();
        return info.ElementDataType == TensorElementType.String
            ? [.. Enumerable.Range(0, (int)info.ElementCount).Select(keys.GetStringElement)]
            : Array.ConvertAll(keys.GetTensorDataAsSpan<long>().ToArray(), k => k.ToString(CultureInfo.InvariantCulture));
    }

    OutputColumn<E> Sink<E>() => (OutputColumn<E>)(_sink ??= OutputColumn.Of<E>(field, rows));

    InvalidDataException Mismatch(int row, string found) =>
        new($"What the model gives for '{field.Name}' from row {row + 1} on {found}, which is not a value for each row.");
}
