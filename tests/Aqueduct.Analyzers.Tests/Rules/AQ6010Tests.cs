namespace Aqueduct.Analyzers.Tests;

public class AQ6010Tests
{
    [Fact]
    public Task A_variable_that_passes_change_at_once_is_found() => Verify.Members("""
            [Operator]
            public static double Sum(double[] values)
            {
                var sum = 0.0;
                var seen = new List<double>();
                Parallel.ForEach(values, v => {|AQ6010:sum|} += v);
                Parallel.For(0, values.Length, i =>
                {
                    {|AQ6010:seen|}.Add(values[i]);
                });
                return sum + seen.Count;
            }
        """);

    [Fact]
    public Task Places_of_their_own_locks_and_atoms_pass() => Verify.Members("""
            [Operator]
            public static double Sum(double[] values)
            {
                var squares = new double[values.Length];
                var count = 0;
                var gate = new object();
                var total = 0.0;
                Parallel.For(0, values.Length, i =>
                {
                    var x = values[i];
                    x *= x;
                    squares[i] = x;
                    Interlocked.Increment(ref count);
                    lock (gate)
                        total += x;
                });
                return squares.Sum() + count + total + values.AsParallel().Select(v => v * v).Sum();
            }
        """);
}
