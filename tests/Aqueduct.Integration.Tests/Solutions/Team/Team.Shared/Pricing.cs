using Aqueduct;
using Microsoft.Extensions.DependencyInjection;

namespace Team.Shared;

/// <summary>A service of the library, registered where nobody but the library can reach it.</summary>
public sealed class Pricing
{
    public required double Factor { get; init; }

    [Operator]
    public Table<Total> Priced(Table<Total> totals) => totals.Select(t => t with { Amount = t.Amount * Factor });
}

static class Registration
{
    [Services]
    internal static void Add(IServiceCollection services) => services.AddSingleton(new Pricing { Factor = 2 });
}
