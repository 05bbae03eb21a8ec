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
}

namespace Aqueduct
{
    public sealed partial class Table<T> : Runtime.ICounted
    {
        long Runtime.ICounted.Bytes => _columns.Sum(static c => c.Bytes);

        /// <summary>About what the rows take in memory, without the room beside them.</summary>
        internal long ContentBytes => _columns.Sum(static c => c.ContentBytes);
    }
}
