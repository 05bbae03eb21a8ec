using System.Diagnostics;
using System.Runtime.CompilerServices;
using Aqueduct.Connectors.Postgres;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Engine;

/// <summary>The stores that this project's tests run against: each home has a schema of its own in one server.</summary>
static class TestStores
{
    public static StoreDatabase Of(string home) => new PostgresStore(PostgresAddress.Parse(PostgresServer.Shared.Url(SchemaOf(home))));

    /// <summary>Tells a process where its runs are kept.</summary>
    public static void Tell(ProcessStartInfo process, string home) => process.Environment["AQUEDUCT_STORE"] = PostgresServer.Shared.Url(SchemaOf(home));

    /// <summary>Lets time pass for the leases of a store that is closed: the server's clock stays where it is, so the leases are moved.</summary>
    public static void Pass(TestHome home, FakeTimeProvider clock, TimeSpan time)
    {
        clock.Advance(time);
        foreach (var run in home.Texts("SELECT id || ' ' || lease_until FROM runs WHERE lease_until IS NOT NULL"))
            if (run.Split(' ') is [var id, var until])
                home.Change($"UPDATE runs SET lease_until = '{StoreText.Of(StoreText.Time(until) - time)}' WHERE id = '{id}'");
    }

    /// <summary>Removes what is not in the home.</summary>
    public static void Remove(string home) => PostgresServer.Shared.Do($"DROP SCHEMA IF EXISTS \"{SchemaOf(home)}\" CASCADE");

    public static string SchemaOf(string home) => Path.GetFileName(home);

    // What the generated code of an app does that references the package.
    [ModuleInitializer]
    internal static void Register() => PostgresConnector.Register();
}
