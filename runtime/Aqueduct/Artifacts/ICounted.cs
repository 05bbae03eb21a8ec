namespace Aqueduct.Runtime
{
    /// <summary>A value whose rows are counted where it is shown.</summary>
    interface ICounted
    {
        /// <summary>Number of rows.</summary>
        int Count { get; }
    }
}

namespace Aqueduct
{
    public sealed partial class Table<T> : Runtime.ICounted;
}
