// Some tests measure what the process allocates, or count who waits at the server they share.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
