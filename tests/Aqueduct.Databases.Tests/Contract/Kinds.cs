using System.Runtime.CompilerServices;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Databases.Tests;

/// <summary>What tables hold that people make by hand.</summary>
public sealed record Kinds(long Id, decimal? Amount, double? Ratio, string? Name, DateOnly? Day, DateTime? Moment);

static class KindsLayout
{
    [ModuleInitializer]
    internal static void Register() => RowType<Kinds>.Register(new TestRows<Kinds>(
        [Field.Of<long>("Id", false), Field.Of<decimal?>("Amount", true), Field.Of<double?>("Ratio", true), Field.Of<string>("Name", true), Field.Of<DateOnly?>("Day", true), Field.Of<DateTime?>("Moment", true)],
        (c, i) => new(c[0].At<long>(i), c[1].At<decimal?>(i), c[2].At<double?>(i), c[3].At<string?>(i), c[4].At<DateOnly?>(i), c[5].At<DateTime?>(i)),
        (b, r) =>
        {
            b[0].Add(r.Id);
            b[1].Add(r.Amount);
            b[2].Add(r.Ratio);
            b[3].Add(r.Name);
            b[4].Add(r.Day);
            b[5].Add(r.Moment);
        }));
}
