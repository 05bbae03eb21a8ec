namespace Aqueduct.Analyzers.Tests;

public class CopyInputFixTests
{
    [Fact]
    public Task Inputs_are_copied_first() => Verify.Fix("""
            [Operator]
            public static List<double> A(List<double> values)
            {
                {|AQ1005:values|}.Sort();
                return values;
            }

            [Operator]
            public static double[] B(double[] values)
            {
                var first = values[0];
                {|AQ1005:values|}[0] = first / 2;
                return values;
            }

            [Operator]
            public static Dictionary<string, int> C(Dictionary<string, int> counts)
            {
                {|AQ1005:counts|}["all"] = counts.Values.Sum();
                return counts;
            }
        """, """
            [Operator]
            public static List<double> A(List<double> values)
            {
                values = [.. values];
                values.Sort();
                return values;
            }

            [Operator]
            public static double[] B(double[] values)
            {
                values = [.. values];
                var first = values[0];
                values[0] = first / 2;
                return values;
            }

            [Operator]
            public static Dictionary<string, int> C(Dictionary<string, int> counts)
            {
                counts = new Dictionary<string, int>(counts, counts.Comparer);
                counts["all"] = counts.Values.Sum();
                return counts;
            }
        """, "AQ1005:copy");

    [Fact]
    public Task What_lies_inside_is_left_to_the_person() => Verify.NoFix("""
            public class Model { public double Bias { get; set; } public List<double> Weights { get; set; } = []; }

            [Operator]
            public static double A(Model model, List<Model> models)
            {
                {|AQ1005:model|}.Bias = 1;
                {|AQ1005:model.Weights|}.Add(1);
                foreach (var each in models)
                    {|AQ1005:each|}.Bias += 1;
                return 1;
            }
        """, "AQ1005:copy");
}
