using System.Globalization;
using Aqueduct.Runtime;
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
        var address = text.Contains("://", StringComparison.Ordinal) ? OfUrl(text, Wrong) : OfKeywords(text, Wrong);
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

    static MySqlConnectionStringBuilder OfKeywords(string text, Func<string, ResourceException> wrong)
    {
        try
        {
            return new MySqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            // The exception's message may quote a value.
            throw wrong("it holds a keyword or a value that MySqlConnector does not know");
        }
    }

    static MySqlConnectionStringBuilder OfUrl(string text, Func<string, ResourceException> wrong)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("mysql" or "mariadb"))
            throw wrong("it is no URL mysql://…");
        var address = new MySqlConnectionStringBuilder { Server = url.Host, Port = url.Port > 0 ? (uint)url.Port : 3306 };
        if (url.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            address.UserID = Uri.UnescapeDataString(user);
            if (password is [var secret])
                address.Password = Uri.UnescapeDataString(secret);
        }

        address.Database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/'));
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(address, option.Split('=', 2), wrong);
        return address;
    }

    static void Set(MySqlConnectionStringBuilder address, string[] option, Func<string, ResourceException> wrong)
    {
        var value = option.Length == 2 ? Uri.UnescapeDataString(option[1]) : "";
        switch (option[0])
        {
            case "connect_timeout" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1024: address.ConnectionTimeout = seconds; break;
            case "sslca": address.SslCa = value; break;
            case "sslcert": address.SslCert = value; break;
            case "sslkey": address.SslKey = value; break;
            case "sslmode" when Enum.TryParse<MySqlSslMode>(value.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var mode) && Enum.IsDefined(mode): address.SslMode = mode; break;
            case "connect_timeout" or "sslmode": throw wrong($"'{value}' is no value of its option {option[0]}");
            default: throw wrong($"its option '{option[0]}' is unknown.{Nearest.Hint(option[0], Options)} Options are {string.Join(", ", Options)}");
        }
    }
}
