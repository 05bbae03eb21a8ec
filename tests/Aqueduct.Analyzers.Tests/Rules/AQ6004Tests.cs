namespace Aqueduct.Analyzers.Tests;

public class AQ6004Tests
{
    [Fact]
    public Task Shared_state_that_is_written_is_found() => Verify.Members("""
            static int count;
            static readonly List<int> Seen = [];

            [Operator]
            public static int Number(int x)
            {
                {|AQ6004:count|} += x;
                {|AQ6004:Seen.Add|}(x);
                return x;
            }
        """);

    [Fact]
    public Task Shared_state_that_a_cached_operator_reads_is_found() => Verify.Members("""
            public static int Limit = 5;

            [Operator(Cache = true)]
            public static int Cut(int x) => Math.Min(x, {|AQ6004:Limit|});
        """);

    [Fact]
    public Task Locks_constants_lazy_tables_and_atoms_pass() => Verify.Members("""
            static int count;
            static readonly object Gate = new();
            static readonly int[] Primes = [2, 3, 5];
            static int[]? table;
            const int Limit = 5;

            [Operator]
            public static int Number(int x)
            {
                Interlocked.Increment(ref count);
                lock (Gate)
                    count += x;
                return x;
            }

            [Operator(Cache = true)]
            public static int Look(int x) => (table ??= [1, 2])[0] + Primes[0] + Math.Min(x, Limit);
        """);
}
