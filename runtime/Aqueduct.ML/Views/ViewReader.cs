using Aqueduct.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Aqueduct.ML;

/// <summary>Gathers one column of a data view.</summary>
abstract class ViewReader
{
    /// <summary>A reader of <paramref name="column"/> for a member.</summary>
    public static ViewReader Of(DataViewRow rows, DataViewSchema.Column column, Field field, ForeignPlace place, int capacity)
    {
        var isKey = column.Type is KeyDataViewType;
        return column.Type switch
        {
            BooleanDataViewType => Values<bool>(null),
            TextDataViewType => Texts(),
            VectorDataViewType { ItemType: NumberDataViewType { RawType: var item } } when item == typeof(byte) => Bytes(),
            DateTimeDataViewType => Values<DateTime>(null),
            DateTimeOffsetDataViewType => Values<DateTimeOffset>(null),
            TimeSpanDataViewType => Values<TimeSpan>(null),
            VectorDataViewType => throw place.Unknown(field),
            { RawType: var raw } =>
                raw == typeof(float) ? Values<float>(static value => float.IsNaN(value))
                : raw == typeof(double) ? Values<double>(static value => double.IsNaN(value))
                : raw == typeof(sbyte) ? Values<sbyte>(null)
                : raw == typeof(byte) ? Values<byte>(isKey ? static value => value == 0 : null)
                : raw == typeof(short) ? Values<short>(null)
                : raw == typeof(ushort) ? Values<ushort>(isKey ? static value => value == 0 : null)
                : raw == typeof(int) ? Values<int>(null)
                : raw == typeof(uint) ? Values<uint>(isKey ? static value => value == 0 : null)
                : raw == typeof(long) ? Values<long>(null)
                : raw == typeof(ulong) ? Values<ulong>(isKey ? static value => value == 0 : null)
                : throw place.Unknown(field),
        };

        // NaN is a number to a member that takes no null; a key that is missing is nothing to any.
        ViewReader Values<V>(Func<V, bool>? isMissing) where V : struct =>
            new Reader<V, V>(rows.GetGetter<V>(column), ForeignColumn.OfValues<V>(field, place, capacity), static value => value, field.Nullable || isKey ? isMissing : null);

        ViewReader Texts() => new Reader<ReadOnlyMemory<char>, string>(rows.GetGetter<ReadOnlyMemory<char>>(column), ForeignColumn.OfObjects<string>(field, place, capacity),
            static value => value.ToString(), field.Nullable ? static value => value.IsEmpty : null);

        ViewReader Bytes() => new Reader<VBuffer<byte>, byte[]>(rows.GetGetter<VBuffer<byte>>(column), ForeignColumn.OfObjects<byte[]>(field, place, capacity),
            static value => [.. value.DenseValues()], field.Nullable ? static value => value.Length == 0 : null);
    }

    /// <summary>Takes the value of the row that the cursor is at.</summary>
    public abstract void Read();

    /// <summary>What was gathered.</summary>
    public abstract Column Build();

    sealed class Reader<TFrom, V>(ValueGetter<TFrom> getter, ForeignColumn<V> column, Func<TFrom, V> take, Func<TFrom, bool>? isMissing) : ViewReader
    {
        TFrom _value = default!;

        public override void Read()
        {
            getter(ref _value);
            if (isMissing is not null && isMissing(_value))
                column.AddNull();
            else
                column.Add(take(_value));
        }

        public override Column Build() => column.Build();
    }
}
