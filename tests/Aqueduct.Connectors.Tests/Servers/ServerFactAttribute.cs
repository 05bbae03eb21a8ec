namespace Aqueduct.Connectors.Tests.Servers;

/// <summary>A test that needs a server; skipped with the reason where there is none.</summary>
sealed class ServerFactAttribute : Xunit.FactAttribute
{
    public ServerFactAttribute() => Skip = PostgresServer.Missing;
}

/// <summary>A test with data that needs a server; skipped with the reason where there is none.</summary>
sealed class ServerTheoryAttribute : Xunit.TheoryAttribute
{
    public ServerTheoryAttribute() => Skip = PostgresServer.Missing;
}
