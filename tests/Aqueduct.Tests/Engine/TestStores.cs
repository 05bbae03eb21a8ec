using System.Diagnostics;
using Aqueduct.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Engine;

/// <summary>The stores that this project's tests run against: SQLite. Projects of other stores have a class of the same name in its place.</summary>
static class TestStores
{
    public static StoreDatabase Of(string home) => new SqliteStore(home);

    /// <summary>Tells a process where its runs are kept.</summary>
    public static void Tell(ProcessStartInfo process, string home)
    {
    }

    /// <summary>Lets time pass for the leases of a store that is closed.</summary>
    public static void Pass(TestHome home, FakeTimeProvider clock, TimeSpan time) => clock.Advance(time);

    /// <summary>Removes what is not in the home.</summary>
    public static void Remove(string home)
    {
    }
}
