namespace Aqueduct.Analyzers.Tests;

public class AQ1005Tests
{
    [Fact]
    public Task Sorting_an_input_is_found() => Verify.Members("""
            [Operator]
            public static List<double> Sorted(List<double> values)
            {
                {|AQ1005:values|}.Sort();
                return values;
            }
        """);

    [Fact]
    public Task Elements_properties_and_other_names_are_found() => Verify.Members("""
            public class Model { public double Bias { get; set; } public List<double> Weights { get; set; } = []; }

            [Operator]
            public static double[] Zero(double[] values)
            {
                var same = values;
                {|AQ1005:same|}[0] = 0;
                Array.Sort({|AQ1005:values|});
                return values;
            }

            [Operator]
            public static double Shift(Model model, List<Model> models)
            {
                {|AQ1005:model|}.Bias = 1;
                {|AQ1005:model.Weights|}.Add(1);
                foreach (var each in models)
                    {|AQ1005:each|}.Bias += 1;
                return model.Bias;
            }
        """);

    [Fact]
    public Task Copies_pass() => Verify.Members("""
            public class Model { public double Bias { get; set; } public List<double> Made => []; }
            public struct Point { public int X; }

            [Operator]
            public static List<double> Sorted(List<double> values)
            {
                List<double> sorted = [.. values];
                sorted.Sort();
                values = values.ToList();
                values.Add(1);
                return sorted;
            }

            [Operator]
            public static double Sum(double[] values, Model model, Point point)
            {
                var copy = values.ToArray();
                copy[0] = 1;
                model.Made.Add(1);
                point.X = 1;
                return new Model { Bias = copy.Sum() }.Bias + point.X;
            }
        """);

    [Fact]
    public Task A_helper_that_changes_what_it_is_given_is_found_where_it_is_called() => Verify.Members("""
            [Operator]
            public static double[] Halve(double[] values)
            {
                Scale({|AQ1005:values|}, 0.5);
                return Copy(values);
            }

            static void Scale(double[] values, double by) => Each(values, by);

            static void Each(double[] numbers, double by)
            {
                for (var i = 0; i < numbers.Length; i++)
                    numbers[i] *= by;
            }

            static double[] Copy(double[] values)
            {
                var copy = values.ToArray();
                copy[0] = 1;
                return copy;
            }
        """);

    [Fact]
    public Task An_item_of_a_list_that_may_only_be_read_is_the_input_s_own() => Verify.Members("""
            public sealed class Item { public int Id { get; set; } public List<string> Tags { get; set; } = []; }

            [Operator]
            public static int Number(IReadOnlyList<Item> items)
            {
                foreach (var item in items)
                {
                    {|AQ1005:item|}.Id = 1;
                    {|AQ1005:item.Tags|}.Clear();
                }

                return items.Count;
            }
        """);
}
