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

    [Fact]
    public Task Other_names_for_an_input_are_found() => Verify.Members("""
            public sealed class Item { public double Score { get; set; } public List<string> Tags { get; set; } = []; }

            [Operator]
            public static int Change(List<Item> items, double[] values, Dictionary<string, List<int>> groups)
            {
                items.ForEach(i => {|AQ1005:i|}.Score = 0);
                var span = values.AsSpan();
                {|AQ1005:span|}[0] = 1;
                ref var first = ref values[0];
                {|AQ1005:first|} = 2;
                foreach (var (_, list) in groups)
                    {|AQ1005:list|}.Add(1);
                var (one, _) = (items[0], 3);
                {|AQ1005:one.Tags|}.Clear();
                if (items is [.., { Tags: var tags }])
                    {|AQ1005:tags|}.Add("last");
                foreach (var item in items.Where(i => i.Score > 0).ToList())
                    Reset({|AQ1005:item|});
                return items.Count;

                void Reset(Item item) => {|AQ1005:item|}.Score = 0;
            }
        """.Replace("Reset({|AQ1005:item|})", "Reset(item)", StringComparison.Ordinal));

    [Fact]
    public Task What_is_made_in_the_body_is_its_own() => Verify.Members("""
            public sealed class Item { public double Score { get; set; } public List<string> Tags { get; set; } = []; }

            [Operator]
            public static int Own(List<Item> items, double[] values, Dictionary<string, List<int>> groups)
            {
                var copies = items.Select(i => new Item { Score = i.Score, Tags = [.. i.Tags] }).ToList();
                copies[0].Tags.Add("own");
                var range = values[..1];
                range[0] = 1;
                var lists = groups.ToDictionary(g => g.Key, g => g.Value.ToList());
                lists["a"].Add(1);
                var byScore = new Dictionary<double, List<Item>>();
                foreach (var item in items)
                {
                    if (!byScore.TryGetValue(item.Score, out var list))
                        byScore[item.Score] = list = [];
                    list.Add(item);
                }

                values = new double[3];
                values[0] = 1;
                return byScore.Count;
            }
        """);

    [Fact]
    public Task The_items_of_a_copied_list_are_still_the_input_s() => Verify.Members("""
            public sealed class Item { public double Score { get; set; } }

            [Operator]
            public static int Change(List<Item> items)
            {
                var copy = items.ToList();
                copy.Clear();
                var other = new List<Item>(items);
                {|AQ1005:other[0]|}.Score = 1;
                return copy.Count;
            }
        """);
}
