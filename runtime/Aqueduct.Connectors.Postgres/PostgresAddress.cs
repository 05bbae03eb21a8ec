using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Where a store or a database of data is: a URL as psql takes it, or the keywords of Npgsql.</summary>
static class PostgresAddress
{
    /// <summary>Schema of the tables where the address names none.</summary>
    public const string Schema = "aqueduct";

    // Whoever vanishes in the middle of a transaction, with its machine, must not hold the others up for the hours that TCP takes to notice.
    const string EndOfTheSilent = "-c idle_in_transaction_session_timeout=20s -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

    // Longer than a silent one holds the lock.
    const int SecondsOfACommand = 60;

    static readonly string[] Options = ["application_name", "connect_timeout", "host", "schema", "sslcert", "sslkey", "sslmode", "sslrootcert"];

    /// <summary>Reads <c>postgres://user:password@host:port/database?schema=…</c> or <c>Host=…;Username=…</c>.</summary>
    /// <exception cref="ResourceException">It is neither; the message holds nothing of it that may be secret.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var address = Read(text, reason => Wrong("store", "the run store", reason));
        if (string.IsNullOrEmpty(address.SearchPath))
            address.SearchPath = Schema;
        // The store's connections are its own, and keep their prepared statements.
        address.Pooling = false;
        address.TcpKeepAlive = true;
        if (string.IsNullOrEmpty(address.Options))
            address.Options = EndOfTheSilent;
        address.CommandTimeout = SecondsOfACommand;
        address.MaxAutoPrepare = 64;
        address.AutoPrepareMinUsages = 2;
        return address;
    }

    /// <summary>Reads the address of a resource, in the same forms. Without a schema the server's own search path counts.</summary>
    /// <exception cref="ResourceException">It is neither; the message holds nothing of it that may be secret.</exception>
    public static NpgsqlConnectionStringBuilder ParseResource(string resource, string text)
    {
        var address = Read(text, reason => Wrong(resource, $"resource '{resource}'", reason));
        if (address.SearchPath is { Length: > 0 } schema && !schema.AsSpan().ContainsAny(',', '"'))
            address.SearchPath = DatabaseTexts.Quote(schema);
        // A query may take as long as its node may; whoever waits for a server that has gone notices all the same.
        if (!address.ShouldSerialize("Command Timeout"))
            address.CommandTimeout = 0;
        address.TcpKeepAlive = true;
        address.IncludeErrorDetail = true;
        // What is compared with a time that has no zone is the same on every machine.
        if (string.IsNullOrEmpty(address.Timezone))
            address.Timezone = "UTC";
        return address;
    }

    static NpgsqlConnectionStringBuilder Read(string text, Func<string, ResourceException> wrong)
    {
        var address = RelationalAddress.Read(text, "Npgsql", ["postgres", "postgresql"], keywords => new NpgsqlConnectionStringBuilder(keywords), url => OfUrl(url, wrong), wrong);
        if (string.IsNullOrEmpty(address.Host))
            throw wrong("it names no host");
        if (string.IsNullOrEmpty(address.ApplicationName))
            address.ApplicationName = "Aqueduct";
        return address;
    }

    static NpgsqlConnectionStringBuilder OfUrl(AddressUrl url, Func<string, ResourceException> wrong)
    {
        var address = new NpgsqlConnectionStringBuilder { Host = url.Host, Port = url.Port ?? 5432 };
        if (url.User is { } user)
            address.Username = user;
        if (url.Password is { } password)
            address.Password = password;
        if (url.Database is { Length: > 0 } database)
            address.Database = database;
        foreach (var option in url.Options)
            Set(address, option, wrong);
        return address;
    }

    static void Set(NpgsqlConnectionStringBuilder address, (string Name, string Value) option, Func<string, ResourceException> wrong)
    {
        var (name, value) = option;
        switch (name)
        {
            case "application_name": address.ApplicationName = value; break;
            case "connect_timeout" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1024: address.Timeout = seconds; break;
            case "host": address.Host = value; break;
            case "schema": address.SearchPath = value; break;
            case "sslcert": address.SslCertificate = value; break;
            case "sslkey": address.SslKey = value; break;
            case "sslrootcert": address.RootCertificate = value; break;
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode) && Enum.IsDefined(mode): address.SslMode = mode; break;
            default: throw RelationalAddress.Refused(option, Options, wrong);
        }
    }

    static ResourceException Wrong(string resource, string what, string reason) =>
        new(resource, $"The address of {what} is wrong: {reason}. Write postgres://user:password@host:5432/database, or Host=…;Username=…;Password=…;Database=…");
}
