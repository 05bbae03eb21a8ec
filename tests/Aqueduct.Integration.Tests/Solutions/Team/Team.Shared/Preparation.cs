using Aqueduct;

namespace Team.Shared;

/// <summary>A workflow in a library is no workflow of the apps that use it.</summary>
public static class Preparation
{
    [Workflow("Large customers")]
    public static Table<Customer> Large(Table<Customer> customers)
    {
        Expect.NotEmpty(customers);
        return Operators.Top(customers, 10);
    }

    [Workflow("Library self-check", Schedule = "@daily")]
    public static void Check() => Measure.Rows(Large(Operators.Customers(100)));
}
