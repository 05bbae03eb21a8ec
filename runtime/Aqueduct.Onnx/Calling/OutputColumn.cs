using System.Numerics;
using Aqueduct.Runtime;

namespace Aqueduct.OnnxModels;

/// <summary>A member's column on its way out of a model.</summary>
abstract class OutputColumn
{
    /// <summary>The column for outputs of <typeparamref name="E"/>; the pairs of types are those of <see cref="OnnxTypes.OutOf"/>.</summary>
    public static OutputColumn Of<E>(Field field, int rows)
    {
        object? column = field.Type == typeof(E) ? new Same<E>(rows) : default(E) switch
        {
            float => To<float>(field, rows),
            double => To<double>(field, rows),
            int => To<int>(field, rows),
            long => To<long>(field, rows),
            sbyte => To<sbyte>(field, rows),
            byte => To<byte>(field, rows),
            short => To<short>(field, rows),
            ushort => To<ushort>(field, rows),
            uint => To<uint>(field, rows),
            ulong => To<ulong>(field, rows),
            bool => field.Type == typeof(bool?) ? new Truths(rows) : null,
            _ => null,
        };
        return column as OutputColumn ?? throw new InvalidDataException($"The model gives {typeof(E).Name} for '{field.Name}', which is {FieldKinds.NameOf(field)}.");
    }

    public abstract Column Build();

    static OutputColumn? To<E>(Field field, int rows) where E : struct, INumberBase<E> => field.Kind switch
    {
        FieldKind.Single => To<E, float>(field, rows),
        FieldKind.Double => To<E, double>(field, rows),
        FieldKind.Int32 => To<E, int>(field, rows),
        FieldKind.Int64 => To<E, long>(field, rows),
        _ => Nullable.GetUnderlyingType(field.Type) == typeof(E) ? new Optional<E, E>(field.Name, rows) : null,
    };

    static OutputColumn To<E, V>(Field field, int rows) where E : struct, INumberBase<E> where V : struct, INumberBase<V> =>
        field.Nullable ? new Optional<E, V>(field.Name, rows) : new Number<E, V>(field.Name, rows);

    sealed class Same<E>(int rows) : OutputColumn<E>
    {
        readonly ColumnBuilder<E> _values = new(rows);

        public override Column Build() => _values.Build();

        public override void Add(ReadOnlySpan<E> values, int row) => _values.AddRange(values);
    }

    sealed class Truths(int rows) : OutputColumn<bool>
    {
        readonly ColumnBuilder<bool?> _values = new(rows);

        public override Column Build() => _values.Build();

        public override void Add(ReadOnlySpan<bool> values, int row)
        {
            foreach (var value in values)
                _values.Add(value);
        }
    }

    sealed class Number<E, V>(string member, int rows) : OutputColumn<E> where E : struct, INumberBase<E> where V : struct, INumberBase<V>
    {
        readonly ColumnBuilder<V> _values = new(rows);

        public override Column Build() => _values.Build();

        public override void Add(ReadOnlySpan<E> values, int row)
        {
            for (var i = 0; i < values.Length; i++)
                _values.Add(Convert<E, V>(values[i], member, row + i));
        }
    }

    /// <summary>NaN is null where there is one.</summary>
    sealed class Optional<E, V>(string member, int rows) : OutputColumn<E> where E : struct, INumberBase<E> where V : struct, INumberBase<V>
    {
        readonly ColumnBuilder<V?> _values = new(rows);

        public override Column Build() => _values.Build();

        public override void Add(ReadOnlySpan<E> values, int row)
        {
            for (var i = 0; i < values.Length; i++)
                _values.Add(E.IsNaN(values[i]) ? null : Convert<E, V>(values[i], member, row + i));
        }
    }

    static V Convert<E, V>(E value, string member, int row) where E : INumberBase<E> where V : INumberBase<V>
    {
        try
        {
            return V.CreateChecked(value);
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"The model gives {value} for '{member}' in row {row + 1}, which is no {typeof(V).Name}.", e);
        }
    }
}

/// <summary>A member's column on its way out of a tensor of <typeparamref name="E"/>.</summary>
abstract class OutputColumn<E> : OutputColumn
{
    /// <summary>Takes the values of rows from <paramref name="row"/> on.</summary>
    public abstract void Add(ReadOnlySpan<E> values, int row);
}
