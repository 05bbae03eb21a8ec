// The unit tests of the team: workflow methods are plain C#, called as such.
using Microsoft.Extensions.Logging.Abstractions;
using Team.Nightly;
using Team.Shared;

using var http = new HttpClient();
var nightly = new Nightly(http, NullLogger<Nightly>.Instance, new Pricing { Factor = 3 });
nightly.Run();
Ledger.Run();
Ledger.Archive();
Require(Ledger.Orders("2026-01-31").Count == 4, "every order is in the Parquet file");
Require(Ledger.Totals("2026-01-31")[0] == new Total("Bern", 2, 300), "prices are three times as high");
Require(Operators.Booked()[0].CustId == 3, "three orders are booked");
Require(Throws(() => nightly.Run(failing: "Porto")) is InvalidOperationException, "a failing item fails the plain call");
Require(Throws(() => nightly.Run(day: "../secret")) is not null, "a path that leads out is refused");
Console.WriteLine("all held");

static void Require(bool holds, string what)
{
    if (!holds)
        throw new InvalidOperationException($"It does not hold that {what}.");
}

static Exception? Throws(Action action)
{
    try
    {
        action();
        return null;
    }
    catch (Exception e)
    {
        return e;
    }
}
