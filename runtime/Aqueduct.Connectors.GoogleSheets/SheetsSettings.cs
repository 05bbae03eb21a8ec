using System.Text.Json;
using System.Text.RegularExpressions;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets;

/// <summary>Which spreadsheet it is, and who may open it.</summary>
sealed partial class SheetsSettings
{
    const string Google = "https://sheets.googleapis.com", ReadAndWrite = "https://www.googleapis.com/auth/spreadsheets";
    const string KeyForm = "such as \"${SHEETS_KEY}\", an environment variable that holds the JSON key of a service account, or the path of a file with it";

    /// <summary>Id of the spreadsheet.</summary>
    public required string Spreadsheet { get; init; }

    /// <summary>The service account's key, as Google gives it.</summary>
    public required string Key { get; init; }

    /// <summary>The service account's address.</summary>
    public required string Account { get; init; }

    /// <summary>What is asked to be allowed.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Where the API is.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Where a person finds the spreadsheet.</summary>
    public string Location => (Endpoint.Host == new Uri(Google).Host ? "https://docs.google.com" : Endpoint.GetLeftPart(UriPartial.Authority)) + $"/spreadsheets/d/{Spreadsheet}";

    /// <summary>Reads the members of a resource.</summary>
    /// <exception cref="ResourceException">One is missing or wrong; the message holds nothing of the key.</exception>
    public static SheetsSettings Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown("type", "spreadsheet", "key", "scopes", "endpoint");
        var name = settings.Name;
        var spreadsheet = settings.Require("spreadsheet", "the id of the spreadsheet, which its address holds behind /d/");
        if (Address().Match(spreadsheet) is { Success: true } address)
            spreadsheet = address.Groups[1].Value;
        if (!Id().IsMatch(spreadsheet))
            throw new ResourceException(name, $"The spreadsheet of resource '{name}' is '{DatabaseTexts.Cut(spreadsheet)}'; an id is letters, digits, - and _. Take what the spreadsheet's address holds behind /d/.");
        var key = KeyText(settings);
        return new SheetsSettings
        {
            Spreadsheet = spreadsheet,
            Key = key,
            Account = AccountOf(name, key),
            Scopes = settings.List("scopes")?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [ReadAndWrite],
            Endpoint = Secure(name, settings.Find("endpoint") ?? Google, "endpoint"),
        };
    }

    static string KeyText(ConnectorSettings settings)
    {
        var key = settings.Require("key", KeyForm).Trim();
        if (key.StartsWith('{'))
            return key;
        var path = Path.Combine(settings.Folder, key);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // What is no path may be a part of the key: it is not repeated.
            throw new ResourceException(settings.Name, $"The key of resource '{settings.Name}' is neither a JSON text nor the path of a file that can be read. Give it {KeyForm}.");
        }
    }

    static string AccountOf(string name, string key)
    {
        try
        {
            using var json = JsonDocument.Parse(key);
            if (Text(json, "type") == "service_account" && Text(json, "private_key").Length > 0 && Text(json, "client_email") is { Length: > 0 } account)
            {
                // The key's own proof is sent there.
                _ = Secure(name, Text(json, "token_uri"), "token_uri in the key");
                return account;
            }
        }
        catch (JsonException)
        {
            // The exception's message quotes the text.
        }

        throw new ResourceException(name, $"The key of resource '{name}' is not the JSON key of a service account. In Google Cloud make a key of type JSON for a service account, and share the spreadsheet with its address.");
    }

    static string Text(JsonDocument json, string member) => json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static Uri Secure(string name, string text, string what) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) && uri.UserInfo.Length == 0
        ? uri
        : throw new ResourceException(name, $"The {what} of resource '{name}' is no address that a key may be used at: it begins with https://, or leads to this machine.");

    [GeneratedRegex("^https://docs\\.google\\.com/spreadsheets/(?:u/[0-9]+/)?d/([A-Za-z0-9_-]+)")]
    private static partial Regex Address();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,200}\\z")]
    private static partial Regex Id();
}
