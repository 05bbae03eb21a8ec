namespace Aqueduct.Integration.Tests.Infrastructure;

/// <summary>The smallest workflow with an extract, a metric and a schedule; there is no Main.</summary>
static class Hello
{
    public const string Source = """
        using Aqueduct;

        public record Customer(int CustId, int CompanySize);

        public static partial class Hello
        {
            [Sql("demo", "SELECT cust_id, company_size FROM customers")]
            public static partial Table<Customer> Customers();

            [Metric]
            public static double AverageSize(Table<Customer> customers) => customers.Average(c => c.CompanySize);

            [Workflow("Hello", Schedule = "@daily")]
            public static void Run() => AverageSize(Customers());
        }

        """;
}
