// What one test measures of the process, and how often operators have run, is its own only while no other runs.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
