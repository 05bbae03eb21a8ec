using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using MySqlConnector;

namespace Aqueduct.Connectors.MySql;

/// <summary>Where a database is: a URL, or the keywords of MySqlConnector.</summary>
static class MySqlAddress
{
    static readonly string[] Options = ["connect_timeout", "sslca", "sslcert", "sslkey", "sslmode"];

    /// <summary>Reads <c>mysql://user:password@host:port/database?sslmode=…</c> or <c>Server=…;User ID=…</c>.</summary>
    /// <exception cref="ResourceException">It is neither; the message holds nothing of it that may be secret.</exception>
    public static MySqlConnectionStringBuilder Parse(string resource, string text)
    {
        var address = RelationalAddress.Read(text, "MySqlConnector", ["mysql", "mariadb"], keywords => new MySqlConnectionStringBuilder(keywords), url => OfUrl(url, Wrong), Wrong);
        if (string.IsNullOrEmpty(address.Server))
            throw Wrong("it names no host");
        if (string.IsNullOrEmpty(address.Database))
            throw Wrong("it names no database");
        if (string.IsNullOrEmpty(address.ApplicationName))
            address.ApplicationName = "Aqueduct";
        // A query may take as long as its node may.
        if (!address.ContainsKey("Default Command Timeout") || !text.Contains("timeout", StringComparison.OrdinalIgnoreCase))
            address.DefaultCommandTimeout = 0;
        // Values come as the columns have them: 0 and 1 as numbers, GUIDs as the text they are kept as.
        (address.TreatTinyAsBoolean, address.GuidFormat) = (false, MySqlGuidFormat.None);
        // Rows of a save are sent as a file of this machine; only a stream that this program has opened is ever given.
        (address.AllowLoadLocalInfile, address.AllowUserVariables) = (true, true);
        return address;

        ResourceException Wrong(string reason) => new(resource, $"The address of resource '{resource}' is wrong: {reason}. Write mysql://user:password@host:3306/database, or Server=…;User ID=…;Password=…;Database=…");
    }

    static MySqlConnectionStringBuilder OfUrl(AddressUrl url, Func<string, ResourceException> wrong)
    {
        var address = new MySqlConnectionStringBuilder { Server = url.Host, Port = (uint)(url.Port ?? 3306), Database = url.Database };
        if (url.User is { } user)
            address.UserID = user;
        if (url.Password is { } password)
            address.Password = password;
        foreach (var option in url.Options)
            Set(address, option, wrong);
        return address;
    }

    static void Set(MySqlConnectionStringBuilder address, (string Name, string Value) option, Func<string, ResourceException> wrong)
    {
        var (name, value) = option;
        switch (name)
        {
            case "connect_timeout" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1024: address.ConnectionTimeout = seconds; break;
            case "sslca": address.SslCa = value; break;
            case "sslcert": address.SslCert = value; break;
            case "sslkey": address.SslKey = value; break;
            case "sslmode" when Enum.TryParse<MySqlSslMode>(value.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var mode) && Enum.IsDefined(mode): address.SslMode = mode; break;
            default: throw RelationalAddress.Refused(option, Options, wrong);
        }
    }
}
