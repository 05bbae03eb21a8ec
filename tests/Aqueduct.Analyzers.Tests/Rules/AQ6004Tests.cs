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

    [Fact]
    public Task Fields_of_the_one_object_and_other_names_of_static_ones_are_found() => Verify.Members("""
            static readonly Dictionary<string, int> Counts = [];

            [Operator]
            public static int Count(string x)
            {
                var counts = Counts;
                {|AQ6004:counts[x]|} = 1;
                return x.Length;
            }
        }

        public partial class Model(HttpClient http)
        {
            readonly List<int> _seen = [];
            int _last;

            [Operator]
            public int Remember(int x)
            {
                {|AQ6004:_last|} = x;
                {|AQ6004:_seen.Add|}(x);
                return http.GetHashCode();
            }
        """.Replace("HttpClient", "System.Net.Http.HttpClient"));

    [Fact]
    public Task What_a_helper_keeps_in_an_object_of_its_own_passes() => Verify.Members("""
            sealed class Sum
            {
                readonly List<int> _parts = [];
                int _total;

                public void Take(int x) { _parts.Add(x); _total += x; }

                public int Total => _total;
            }

            [Operator]
            public static int Number(int x)
            {
                var sum = new Sum();
                sum.Take(x);
                return sum.Total;
            }
        """);
}
