namespace Aqueduct.Runtime
{
    /// <summary>A value whose rows are counted where it is shown.</summary>
    interface ICounted
    {
        /// <summary>Number of rows.</summary>
        int Count { get; }

        /// <summary>About what the rows take in memory, in bytes.</summary>
        long Bytes { get; }
    }

    /// <summary>Rows whose columns can be looked at.</summary>
    interface ITabular : ICounted
    {
        /// <summary>Its columns.</summary>
        IReadOnlyList<Field> Fields { get; }

        /// <summary>Column <paramref name="index"/>, in the order of the fields.</summary>
        Column ColumnAt(int index);
    }
}

namespace Aqueduct
{
    public sealed partial class Table<T> : Runtime.ITabular
    {
        long Runtime.ICounted.Bytes => _columns.Sum(static c => c.Bytes);

        /// <summary>About what the rows take in memory, without the room beside them.</summary>
        internal long ContentBytes => _columns.Sum(static c => c.ContentBytes);
    }
}
