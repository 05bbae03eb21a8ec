using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>Tables of a file-based app in other libraries, each added by one line.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ConversionTests(PackedFeed feed)
{
    const string App = """
        #:package Aqueduct@0.1.0
        #:package Aqueduct.Arrow@0.1.0
        #:package Aqueduct.ML@0.1.0
        using Aqueduct;

        public sealed record Order(int Id, string? Coupon, decimal Amount);

        public static partial class Orders
        {
            [Operator]
            public static Table<Order> Load() => Table.Of(new Order(1, null, 1.25m), new Order(2, "summer", 2.50m));

            [Operator]
            public static Table<Order> There(Table<Order> orders)
            {
                using var batch = orders.ToArrow();
                return batch.ToTable<Order>().ToDataFrame().ToTable<Order>().AsDataView().ToTable<Order>();
            }

            [Check(Severity.Error)]
            public static bool AreTheSame(Table<Order> orders, Table<Order> again) => orders.SequenceEqual(again);

            [Workflow("Orders")]
            public static void Run()
            {
                var orders = Load();
                AreTheSame(orders, There(orders));
            }
        }
        """;

    [Fact]
    public void A_table_goes_through_all_of_them()
    {
        var folder = feed.NewFolder("conversions");
        File.WriteAllText(Path.Combine(folder, "orders.cs"), App);

        var run = feed.DotNet.Run(folder, ["run", "orders.cs"]);

        Assert.Equal((0, true), (run.ExitCode, run.Text.Contains("Orders: Succeeded", StringComparison.Ordinal)));
    }
}
