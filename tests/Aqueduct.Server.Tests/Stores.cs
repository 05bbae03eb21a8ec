using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Aqueduct.Connectors.Postgres;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Runtime;
using Xunit.Sdk;

namespace Aqueduct.Tests.Engine
{
    /// <summary>The stores of these tests: SQLite, or a schema in one PostgreSQL server for the homes that ask for it.</summary>
    static class TestStores
    {
        static readonly ConcurrentDictionary<string, string> Schemas = new(StringComparer.Ordinal);

        /// <summary>A home whose runs are in a store of that kind.</summary>
        public static void Use(string home, string kind)
        {
            if (kind == Server.Tests.OnPostgresAttribute.Kind)
                Schemas[home] = Path.GetFileName(home);
        }

        /// <summary>Another home whose runs are in the same store.</summary>
        public static void Join(string home, string other)
        {
            if (Schemas.TryGetValue(other, out var schema))
                Schemas[home] = schema;
        }

        public static StoreDatabase Of(string home) =>
            Schemas.TryGetValue(home, out var schema) ? new PostgresStore(PostgresAddress.Parse(PostgresServer.Shared.Url(schema))) : new SqliteStore(home);

        /// <summary>Tells a process where its runs are kept.</summary>
        public static void Tell(ProcessStartInfo process, string home)
        {
            if (Schemas.TryGetValue(home, out var schema))
                process.Environment["AQUEDUCT_STORE"] = PostgresServer.Shared.Url(schema);
        }

        /// <summary>Removes what is not in the home.</summary>
        public static void Remove(string home)
        {
            if (Schemas.TryRemove(home, out var schema) && schema == Path.GetFileName(home))
                PostgresServer.Shared.Do($"DROP SCHEMA IF EXISTS \"{schema}\" CASCADE");
        }

        // What the generated code of an app does that references the packages.
        [ModuleInitializer]
        internal static void Register()
        {
            PostgresConnector.Register();
            Server.ServerConnector.Register();
        }
    }
}

namespace Aqueduct.Server.Tests
{
    /// <summary>Runs a test over a SQLite store.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    sealed class OnSqliteAttribute : DataAttribute
    {
        public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["sqlite"]];
    }

    /// <summary>Runs a test over a PostgreSQL store; skipped with the reason where there is no server.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    sealed class OnPostgresAttribute : DataAttribute
    {
        public const string Kind = "postgres";

        public OnPostgresAttribute() => Skip = PostgresServer.Missing;

        public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Kind]];
    }
}
