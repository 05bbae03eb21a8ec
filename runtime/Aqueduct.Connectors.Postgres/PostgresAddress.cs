using System.Globalization;
using Aqueduct.Runtime;
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
        var address = text.Contains("://", StringComparison.Ordinal) ? OfUrl(text, wrong) : OfKeywords(text, wrong);
        if (string.IsNullOrEmpty(address.Host))
            throw wrong("it names no host");
        if (string.IsNullOrEmpty(address.ApplicationName))
            address.ApplicationName = "Aqueduct";
        return address;
    }

    static NpgsqlConnectionStringBuilder OfKeywords(string text, Func<string, ResourceException> wrong)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // The exception's message may quote a value.
            throw wrong("it holds a keyword or a value that Npgsql does not know");
        }
    }

    static NpgsqlConnectionStringBuilder OfUrl(string text, Func<string, ResourceException> wrong)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("postgres" or "postgresql"))
            throw wrong("it is no URL postgres://…");
        var address = new NpgsqlConnectionStringBuilder { Host = url.Host, Port = url.Port > 0 ? url.Port : 5432 };
        if (url.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            address.Username = Uri.UnescapeDataString(user);
            if (password is [var secret])
                address.Password = Uri.UnescapeDataString(secret);
        }

        if (url.AbsolutePath.Trim('/') is { Length: > 0 } database)
            address.Database = Uri.UnescapeDataString(database);
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(address, option.Split('=', 2), wrong);
        return address;
    }

    static void Set(NpgsqlConnectionStringBuilder address, string[] option, Func<string, ResourceException> wrong)
    {
        var value = option.Length == 2 ? Uri.UnescapeDataString(option[1]) : "";
        switch (option[0])
        {
            case "application_name": address.ApplicationName = value; break;
            case "connect_timeout" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1024: address.Timeout = seconds; break;
            case "host": address.Host = value; break;
            case "schema": address.SearchPath = value; break;
            case "sslcert": address.SslCertificate = value; break;
            case "sslkey": address.SslKey = value; break;
            case "sslrootcert": address.RootCertificate = value; break;
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode) && Enum.IsDefined(mode): address.SslMode = mode; break;
            case "connect_timeout" or "sslmode": throw wrong($"'{value}' is no value of its option {option[0]}");
            default: throw wrong($"its option '{option[0]}' is unknown.{Nearest.Hint(option[0], Options)} Options are {string.Join(", ", Options)}");
        }
    }

    static ResourceException Wrong(string resource, string what, string reason) =>
        new(resource, $"The address of {what} is wrong: {reason}. Write postgres://user:password@host:5432/database, or Host=…;Username=…;Password=…;Database=…");
}
