using System.Globalization;
using System.Numerics;
using Aqueduct.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace Aqueduct.OnnxModels;

/// <summary>Makes the values of one input from members of the rows.</summary>
abstract class Feeder(OnnxFeed feed, IReadOnlyList<Column> columns)
{
    /// <summary>Name of the input.</summary>
    public string Name => feed.Input.Name;

    /// <summary>Whether members fill it.</summary>
    public bool IsFed => columns.Count > 0;

    /// <summary>The columns; none where nothing reads the input.</summary>
    protected IReadOnlyList<Column> Columns => columns;

    /// <summary>Number of values in a row.</summary>
    protected int Width => columns.Count > 0 ? columns.Count : Math.Max(1, feed.Input.Width);

    /// <summary>The input for <paramref name="count"/> rows, with zeros behind them up to <paramref name="padded"/>.</summary>
    public abstract OrtValue Value(int start, int count, int padded);

    /// <summary>A row's values, for messages.</summary>
    public string Show(int row) => $"{Name} = {string.Join(" ", columns.Select(c => c.TextAt(row) ?? "null"))}";

    protected long[] Shape(int rows) => feed.Input.Shape is { Length: 1 } ? [rows] : [rows, Width];

    /// <summary>The feeder of an input that <paramref name="feed"/> has found the members for.</summary>
    public static Feeder Of(OnnxFeed feed, IReadOnlyList<Field> fields, IReadOnlyList<Column> columns) => feed.Input.Element switch
    {
        "float" => new Tensor<float>(feed, columns, Numbers<float>(columns)),
        "double" => new Tensor<double>(feed, columns, Numbers<double>(columns)),
        "int" => new Tensor<int>(feed, columns, Numbers<int>(columns)),
        "long" => new Tensor<long>(feed, columns, Numbers<long>(columns)),
        "sbyte" => new Tensor<sbyte>(feed, columns, Numbers<sbyte>(columns)),
        "byte" => new Tensor<byte>(feed, columns, Numbers<byte>(columns)),
        "short" => new Tensor<short>(feed, columns, Numbers<short>(columns)),
        "ushort" => new Tensor<ushort>(feed, columns, Numbers<ushort>(columns)),
        "uint" => new Tensor<uint>(feed, columns, Numbers<uint>(columns)),
        "ulong" => new Tensor<ulong>(feed, columns, Numbers<ulong>(columns)),
        "bool" => new Tensor<bool>(feed, columns, [.. columns.Select(c => new Same<bool>((Column<bool>)c))]),
        _ => new Texts(feed, columns, [.. feed.Members.Select(m => fields[m].Name)]),
    };

    static Source<E>[] Numbers<E>(IReadOnlyList<Column> columns) where E : unmanaged, INumberBase<E> => [.. columns.Select(column => (Source<E>)(column switch
    {
        Column<float> c => new Number<float, E>(c),
        Column<double> c => new Number<double, E>(c),
        Column<int> c => new Number<int, E>(c),
        Column<long> c => new Number<long, E>(c),
        Column<sbyte> c => new Number<sbyte, E>(c),
        Column<byte> c => new Number<byte, E>(c),
        Column<short> c => new Number<short, E>(c),
        Column<ushort> c => new Number<ushort, E>(c),
        Column<uint> c => new Number<uint, E>(c),
        Column<ulong> c => new Number<ulong, E>(c),
        Column<float?> c => new Optional<float, E>(c),
        Column<double?> c => new Optional<double, E>(c),
        Column<int?> c => new Optional<int, E>(c),
        Column<long?> c => new Optional<long, E>(c),
        Column<sbyte?> c => new Optional<sbyte, E>(c),
        Column<byte?> c => new Optional<byte, E>(c),
        Column<short?> c => new Optional<short, E>(c),
        Column<ushort?> c => new Optional<ushort, E>(c),
        Column<uint?> c => new Optional<uint, E>(c),
        Column<ulong?> c => new Optional<ulong, E>(c),
        _ => throw new NotSupportedException($"A column of {column.Type} does not fill a tensor of {typeof(E)}."),
    }))];

    /// <summary>Numbers or truths; a single column of the tensor's own type is handed over where it is.</summary>
    sealed class Tensor<E>(OnnxFeed feed, IReadOnlyList<Column> columns, Source<E>[] sources) : Feeder(feed, columns) where E : unmanaged
    {
        E[] _buffer = [];

        public override OrtValue Value(int start, int count, int padded)
        {
            if (padded == count && Columns is [Column<E> only])
                return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, only.Items.AsMemory(start, count), Shape(count));
            if (_buffer.Length < padded * Width)
                _buffer = new E[padded * Width];
            for (var i = 0; i < sources.Length; i++)
                sources[i].Fill(_buffer.AsSpan(i, (count * Width) - i), start, count, Width);
            _buffer.AsSpan(count * Width).Clear();
            return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _buffer.AsMemory(0, padded * Width), Shape(padded));
        }
    }

    sealed class Texts(OnnxFeed feed, IReadOnlyList<Column> columns, string[] members) : Feeder(feed, columns)
    {
        public override OrtValue Value(int start, int count, int padded)
        {
            var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, Shape(padded));
            for (var c = 0; c < Columns.Count; c++)
                for (var i = 0; i < count; i++)
                    value.StringTensorSetElementAt(Columns[c].At<string?>(start + i) is { } text ? text : throw Null(value, start + i, members[c]), (i * Width) + c);
            return value;
        }

        InvalidDataException Null(OrtValue value, int row, string member)
        {
            value.Dispose();
            return new($"Row {(row + 1).ToString(CultureInfo.InvariantCulture)} has null in '{member}' for the input '{Name}', and a tensor of texts has none. Leave such rows out, or give them a text.");
        }
    }

    /// <summary>A column on its way into every <c>stride</c>th place of a tensor.</summary>
    abstract class Source<E>
    {
        public abstract void Fill(Span<E> to, int start, int count, int stride);
    }

    sealed class Same<E>(Column<E> column) : Source<E>
    {
        public override void Fill(Span<E> to, int start, int count, int stride)
        {
            var from = column.Values.Slice(start, count);
            for (var i = 0; i < from.Length; i++)
                to[i * stride] = from[i];
        }
    }

    sealed class Number<V, E>(Column<V> column) : Source<E> where V : INumberBase<V> where E : INumberBase<E>
    {
        public override void Fill(Span<E> to, int start, int count, int stride)
        {
            var from = column.Values.Slice(start, count);
            for (var i = 0; i < from.Length; i++)
                to[i * stride] = E.CreateTruncating(from[i]);
        }
    }

    /// <summary>Null is NaN; the compiler lets no such column into a tensor of integers.</summary>
    sealed class Optional<V, E>(Column<V?> column) : Source<E> where V : struct, INumberBase<V> where E : INumberBase<E>
    {
        public override void Fill(Span<E> to, int start, int count, int stride)
        {
            var from = column.Values.Slice(start, count);
            for (var i = 0; i < from.Length; i++)
                to[i * stride] = from[i] is { } value ? E.CreateTruncating(value) : E.CreateTruncating(double.NaN);
        }
    }
}
