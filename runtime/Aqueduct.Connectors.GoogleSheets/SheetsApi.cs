using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aqueduct.Connectors.GoogleSheets.Wire;
using Aqueduct.Runtime;
using Google.Apis.Auth.OAuth2;

namespace Aqueduct.Connectors.GoogleSheets;

/// <summary>The calls of the Google Sheets API, version 4. What Google has no time for is asked again, ever more seldom, where asking twice does no harm.</summary>
sealed class SheetsApi
{
    const string Fields = "properties(timeZone),sheets.properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount))";
    const string Rendering = "majorDimension=ROWS&valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=SERIAL_NUMBER";

    /// <summary>Google ends a request after 180 seconds.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(200), MostBetween = TimeSpan.FromSeconds(32);

    // Connections are shared by all spreadsheets. A redirection would take the token elsewhere.
    static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), AutomaticDecompression = DecompressionMethods.All }) { Timeout = Longest };

    readonly SheetsSettings _settings;
    readonly ITokenAccess _tokens;
    readonly Patience _safe, _careful;

    /// <exception cref="ResourceException">The key is none.</exception>
    public SheetsApi(SheetsDatabase database)
    {
        _settings = database.Settings;
        _tokens = Tokens(database);
        _safe = new Patience(database.MostPatience, TimeProvider.System, static e => e is SheetsException { IsPassing: true }, MostBetween);
        _careful = new Patience(database.MostPatience, TimeProvider.System, static e => e is SheetsException { IsTooMuch: true }, MostBetween);
    }

    /// <summary>The spreadsheet's sheets.</summary>
    public Spreadsheet Spreadsheet(CancellationToken cancel) => Read($"?fields={Uri.EscapeDataString(Fields)}", cancel, static body => JsonSerializer.Deserialize(body, SheetsJson.Default.Spreadsheet)!);

    /// <summary>The values of a range: numbers as they are, dates as days since 1899-12-30, the results of formulas. Rows and columns end with the last that is not empty.</summary>
    public JsonDocument Values(string range, CancellationToken cancel) => Read($"/values/{Uri.EscapeDataString(range)}?{Rendering}", cancel, static body => JsonDocument.Parse(body));

    /// <summary>The values of several ranges.</summary>
    public JsonDocument Values(IEnumerable<string> ranges, CancellationToken cancel) =>
        Read($"/values:batchGet?{Rendering}&{string.Join('&', ranges.Select(r => "ranges=" + Uri.EscapeDataString(r)))}", cancel, static body => JsonDocument.Parse(body));

    /// <summary>Writes values as they are: no text becomes a formula, a number or a date.</summary>
    /// <param name="range">Where they go.</param>
    /// <param name="body">A ValueRange in JSON.</param>
    /// <param name="cancel">Stops it.</param>
    public void Write(string range, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
        Call(_safe, HttpMethod.Put, $"/values/{Uri.EscapeDataString(range)}?valueInputOption=RAW", body, cancel, static _ => 0);

    /// <summary>Changes the spreadsheet: all requests happen, or none. Not asked again when nobody knows whether they have happened.</summary>
    public void Change(IReadOnlyList<SheetRequest> requests, CancellationToken cancel) =>
        Call(_careful, HttpMethod.Post, ":batchUpdate?fields=spreadsheetId", JsonSerializer.SerializeToUtf8Bytes(new BatchUpdate(requests), SheetsJson.Default.BatchUpdate), cancel, static _ => 0);

    /// <summary>A sheet's name, or an area of it, as the API writes it: rows and columns are counted from 1.</summary>
    public static string Range(string sheet, int firstRow, int firstColumn, int lastRow, int lastColumn) => string.Create(CultureInfo.InvariantCulture,
        $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'!{Rules.SheetRange.Letters(firstColumn)}{firstRow}:{Rules.SheetRange.Letters(lastColumn)}{lastRow}");

    R Read<R>(string path, CancellationToken cancel, Func<Stream, R> read) => Call(_safe, HttpMethod.Get, path, default, cancel, read);

    R Call<R>(Patience patience, HttpMethod method, string path, ReadOnlyMemory<byte> body, CancellationToken cancel, Func<Stream, R> read) =>
        patience.Do(() => Send(method, path, body, cancel, read), cancel);

    R Send<R>(HttpMethod method, string path, ReadOnlyMemory<byte> body, CancellationToken cancel, Func<Stream, R> read)
    {
        try
        {
            using var request = new HttpRequestMessage(method, $"{_settings.Endpoint.AbsoluteUri.TrimEnd('/')}/v4/spreadsheets/{_settings.Spreadsheet}{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.GetAccessTokenForRequestAsync(cancellationToken: cancel).GetAwaiter().GetResult());
            if (method != HttpMethod.Get)
                request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = Http.Send(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            using var stream = response.Content.ReadAsStream(cancel);
            return response.IsSuccessStatusCode ? read(stream) : throw Refused(response.StatusCode, stream);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            throw new SheetsException(0, e is TaskCanceledException ? "no answer came in time" : e.Message, e);
        }
        catch (JsonException e)
        {
            throw new SheetsException(0, "the answer is no JSON", e);
        }
    }

    static SheetsException Refused(HttpStatusCode status, Stream body)
    {
        ErrorDetail? detail = null;
        try
        {
            detail = JsonSerializer.Deserialize(body, SheetsJson.Default.ErrorReply)?.Error;
        }
        catch (JsonException)
        {
            // What stands in front of Google answers in HTML; the status says enough.
        }

        return new SheetsException((int)status, detail?.Message ?? status.ToString());
    }

    static ITokenAccess Tokens(SheetsDatabase database)
    {
        try
        {
            return CredentialFactory.FromJson<ServiceAccountCredential>(database.Settings.Key).ToGoogleCredential().CreateScoped(database.Settings.Scopes);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The exception's message may quote the key.
            throw new ResourceException(database.Name, $"The key of resource '{database.Name}' is damaged: its private key cannot be read. Make a new one, and take it as a whole.");
        }
    }
}
