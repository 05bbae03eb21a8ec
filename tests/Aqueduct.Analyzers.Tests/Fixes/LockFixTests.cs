namespace Aqueduct.Analyzers.Tests;

public class LockFixTests
{
    [Fact]
    public Task Collections_are_changed_by_one_pass_at_a_time() => Verify.Fix("""
            [Operator]
            public static int A(double[] values)
            {
                var seen = new List<double>();
                var names = new HashSet<string>();
                Parallel.For(0, values.Length, i =>
                {
                    // Each of them.
                    {|AQ6010:seen|}.Add(values[i]);
                    {|AQ6010:names|}.Add($"{i}");
                });
                return seen.Count + names.Count;
            }
        """, """
            [Operator]
            public static int A(double[] values)
            {
                var seen = new List<double>();
                var names = new HashSet<string>();
                Parallel.For(0, values.Length, i =>
                {
                    // Each of them.
                    lock (seen)
                        seen.Add(values[i]);
                    lock (names)
                        names.Add($"{i}");
                });
                return seen.Count + names.Count;
            }
        """, "AQ6010:lock");
}
