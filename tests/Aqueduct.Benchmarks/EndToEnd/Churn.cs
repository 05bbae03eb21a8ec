namespace Aqueduct.Benchmarks.EndToEnd;

/// <summary>The arithmetic that every pipeline does, so that they differ in how they move data only.</summary>
static class Churn
{
    public static double Log(int count) => Math.Log(1 + count);

    /// <summary>Probability of leaving, from the logarithms of a customer's counts and the months.</summary>
    public static double Probability(double workflows, double rows, double users, double integrations, double tickets, int months) =>
        1 / (1 + Math.Exp(-(0.4 - 0.5 * workflows - 0.05 * rows - 0.3 * users - 0.4 * integrations + 0.8 * tickets - 0.02 * months)));
}
