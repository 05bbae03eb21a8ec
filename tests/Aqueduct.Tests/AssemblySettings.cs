// The console and the current directory are the process's: tests that run workflows share them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
