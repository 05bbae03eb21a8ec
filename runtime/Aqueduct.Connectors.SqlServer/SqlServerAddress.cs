using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
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
        var address = RelationalAddress.Read(text, "SqlClient", ["sqlserver", "mssql"], keywords => new SqlConnectionStringBuilder(keywords), url => OfUrl(url, Wrong), Wrong);
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

    static SqlConnectionStringBuilder OfUrl(AddressUrl url, Func<string, ResourceException> wrong)
    {
        var address = new SqlConnectionStringBuilder { DataSource = url.Host.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"tcp:{url.Host},{url.Port ?? 1433}"), InitialCatalog = url.Database };
        if (url.User is { } user)
            address.UserID = user;
        if (url.Password is { } password)
            address.Password = password;
        foreach (var option in url.Options)
            Set(address, option, wrong);
        return address;
    }

    static void Set(SqlConnectionStringBuilder address, (string Name, string Value) option, Func<string, ResourceException> wrong)
    {
        var (name, value) = option;
        switch (name)
        {
            case "connect_timeout" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1024: address.ConnectTimeout = seconds; break;
            case "encrypt" when SqlConnectionEncryptOption.TryParse(value, out var encrypt): address.Encrypt = encrypt; break;
            case "trust_server_certificate" when bool.TryParse(value, out var trust): address.TrustServerCertificate = trust; break;
            default: throw RelationalAddress.Refused(option, Options, wrong);
        }
    }
}
