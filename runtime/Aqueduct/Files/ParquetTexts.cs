using Parquet;
using Parquet.Schema;

namespace Aqueduct.Runtime;

/// <summary>Reads a column's values as their invariant texts, which <see cref="ScalarText"/> gives.</summary>
static class ParquetTexts
{
    public static ValueTask<string?[]> ReadAsync(ParquetRowGroupReader group, DataField field, int count, FilePlace file, CancellationToken cancel)
    {
        var type = field.ClrType;
        return type == typeof(ReadOnlyMemory<char>) || type == typeof(string) ? StringsAsync(group, field, count, cancel)
            : type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) ? BytesAsync(group, field, count, cancel)
            : type == typeof(bool) ? OfAsync<bool>()
            : type == typeof(sbyte) ? OfAsync<sbyte>()
            : type == typeof(byte) ? OfAsync<byte>()
            : type == typeof(short) ? OfAsync<short>()
            : type == typeof(ushort) ? OfAsync<ushort>()
            : type == typeof(int) ? OfAsync<int>()
            : type == typeof(uint) ? OfAsync<uint>()
            : type == typeof(long) ? OfAsync<long>()
            : type == typeof(ulong) ? OfAsync<ulong>()
            : type == typeof(float) ? OfAsync<float>()
            : type == typeof(double) ? OfAsync<double>()
            : type == typeof(decimal) ? OfAsync<decimal>()
            : type == typeof(DateTime) ? OfAsync<DateTime>()
            : type == typeof(DateOnly) ? OfAsync<DateOnly>()
            : type == typeof(TimeOnly) ? OfAsync<TimeOnly>()
            : type == typeof(TimeSpan) ? OfAsync<TimeSpan>()
            : type == typeof(Guid) ? OfAsync<Guid>()
            : throw file.Error($"column {field.Name} holds {type.Name}, which no column of a row takes. Leave it out of the row type, or write the file with another type.");

        async ValueTask<string?[]> OfAsync<V>() where V : struct
        {
            var texts = new string?[count];
            if (field.IsNullable)
            {
                var values = new V?[count];
                await group.ReadAsync<V>(field, values.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
                for (var i = 0; i < count; i++)
                    texts[i] = ScalarText.Format(values[i]);
            }
            else
            {
                var values = new V[count];
                await group.ReadAsync<V>(field, values.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
                for (var i = 0; i < count; i++)
                    texts[i] = ScalarText.Format(values[i]);
            }

            return texts;
        }
    }

    static async ValueTask<string?[]> StringsAsync(ParquetRowGroupReader group, DataField field, int count, CancellationToken cancel)
    {
        var texts = new string?[count];
        await group.ReadAsync(field, texts.AsMemory()!, cancellationToken: cancel).ConfigureAwait(false);
        return texts;
    }

    static async ValueTask<string?[]> BytesAsync(ParquetRowGroupReader group, DataField field, int count, CancellationToken cancel)
    {
        var values = new byte[]?[count];
        await group.ReadAsync(field, values.AsMemory()!, cancellationToken: cancel).ConfigureAwait(false);
        return Array.ConvertAll(values, v => ScalarText.Format(v));
    }
}
