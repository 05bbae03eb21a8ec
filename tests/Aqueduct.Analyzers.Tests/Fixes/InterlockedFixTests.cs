namespace Aqueduct.Analyzers.Tests;

public class InterlockedFixTests
{
    [Fact]
    public Task Shared_whole_numbers_change_in_one_step() => Verify.Fix("""
            static int count;
            static long total;

            [Operator]
            public static int A(int x)
            {
                {|AQ6004:count++|};
                {|AQ6004:--Flow.count|};
                {|AQ6004:total|} += x * 2;
                {|AQ6004:total|} -= x + 1;
                return x;
            }
        """, """
            static int count;
            static long total;

            [Operator]
            public static int A(int x)
            {
                Interlocked.Increment(ref count);
                Interlocked.Decrement(ref Flow.count);
                Interlocked.Add(ref total, x * 2);
                Interlocked.Add(ref total, -(x + 1));
                return x;
            }
        """, "AQ6004:interlocked");

    [Fact]
    public Task So_do_those_of_a_parallel_loop() => Verify.Fix("""
            [Operator]
            public static int A(int[] values)
            {
                var sum = 0;
                var count = 0;
                Parallel.ForEach(values, v => {|AQ6010:sum|} += v);
                Parallel.For(0, values.Length, i =>
                {
                    {|AQ6010:count|}++;
                });
                return sum + count;
            }
        """, """
            [Operator]
            public static int A(int[] values)
            {
                var sum = 0;
                var count = 0;
                Parallel.ForEach(values, v => Interlocked.Add(ref sum, v));
                Parallel.For(0, values.Length, i =>
                {
                    Interlocked.Increment(ref count);
                });
                return sum + count;
            }
        """, "AQ6010:interlocked");

    [Fact]
    public Task Other_numbers_and_values_that_are_used_are_left_to_the_person() => Verify.NoFix("""
            static double total;
            static int count;

            [Operator]
            public static int A(int x)
            {
                {|AQ6004:total|} += x;
                {|AQ6004:count|} = x;
                return {|AQ6004:count++|};
            }
        """, "AQ6004:interlocked");
}
