using System.Globalization;
using Aqueduct.Runtime;
using Microsoft.Data.SqlClient;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>Where a database is: a URL, or the keywords of SqlClient.</summary>
static class SqlServerAddress
{
    static readonly string[] Options = ["connect_timeout", "encrypt", "trust_server_certificate"];

    /// <summary>Reads <c>sqlserver://user:password@host:port/database?encrypt=…</c> or <c>Server=…;User ID=…</c>.</summary>
    /// <exception cref="ResourceException">It is neither; the message holds nothing of it that may be secret.</exception>
    public static SqlConnectionStringBuilder Parse(string resource, string text)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? OfUrl(text, Wrong) : OfKeywords(text, Wrong);
        if (string.IsNullOrEmpty(address.DataSource))
            throw Wrong("it names no host");
        if (string.IsNullOrEmpty(address.InitialCatalog))
            throw Wrong("it names no database");
        if (!address.ShouldSerialize("Application Name"))
            address.ApplicationName = "Aqueduct";
        // A query may take as long as its node may.
        if (!address.ShouldSerialize("Command Timeout"))
            address.CommandTimeout = 0;
        return address;

        ResourceException Wrong(string reason) => new(resource, $"The address of resource '{resource}' is wrong: {reason}. Write sqlserver://user:password@host:1433/database, or Server=…;User ID=…;Password=…;Database=…");
    }

    static SqlConnectionStringBuilder OfKeywords(string text, Func<string, ResourceException> wrong)
    {
        try
        {
            return new SqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // The exception's message may quote a value.
            throw wrong("it holds a keyword or a value that SqlClient does not know");
        }
    }

    static SqlConnectionStringBuilder OfUrl(string text, Func<string, ResourceException> wrong)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("sqlserver" or "mssql"))
            throw wrong("it is no URL sqlserver://…");
        var address = new SqlConnectionStringBuilder { DataSource = url.Host.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"tcp:{url.Host},{(url.Port > 0 ? url.Port : 1433)}") };
        if (url.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            address.UserID = Uri.UnescapeDataString(user);
            if (password is [var secret])
                address.Password = Uri.UnescapeDataString(secret);
        }

        address.InitialCatalog = Uri.UnescapeDataString(url.AbsolutePath.Trim('/'));
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(address, option.Split('=', 2), wrong);
        return address;
    }

    static void Set(SqlConnectionStringBuilder address, string[] option, Func<string, ResourceException> wrong)
    {
        var value = option.Length == 2 ? Uri.UnescapeDataString(option[1]) : "";
        switch (option[0])
        {
            case "connect_timeout" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1024: address.ConnectTimeout = seconds; break;
            case "encrypt" when SqlConnectionEncryptOption.TryParse(value, out var encrypt): address.Encrypt = encrypt; break;
            case "trust_server_certificate" when bool.TryParse(value, out var trust): address.TrustServerCertificate = trust; break;
            case "connect_timeout" or "encrypt" or "trust_server_certificate": throw wrong($"'{value}' is no value of its option {option[0]}");
            default: throw wrong($"its option '{option[0]}' is unknown.{Nearest.Hint(option[0], Options)} Options are {string.Join(", ", Options)}");
        }
    }
}
