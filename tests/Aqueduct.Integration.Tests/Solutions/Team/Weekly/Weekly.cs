using Aqueduct;
using Team.Shared;

namespace Team.Weekly;

/// <summary>Uses the library as a package; Aqueduct itself comes with it.</summary>
public sealed partial class Weekly(Pricing pricing)
{
    readonly Pricing _pricing = pricing;

    [Operator]
    public static Table<Total> Sizes(Table<Customer> customers) => Table.Of(new Total("all", customers.Count, customers.Sum(c => c.CompanySize)));

    [Metric]
    public static double Amount(Table<Total> totals) => totals[0].Amount;

    [Workflow("Weekly", Schedule = "@weekly")]
    public void Run(int minimumSize = 0)
    {
        var customers = Operators.Top(Operators.Customers(minimumSize), 5);
        Expect.NotNull(customers, c => c.CustId);
        var sizes = Sizes(customers);
        Amount(sizes);
        Amount(_pricing.Priced(sizes));
    }
}
