// The resources of a run are the process's: one test at a time names its own.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
