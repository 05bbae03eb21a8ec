using Aqueduct.Runtime;
using Google.Apis.Auth.OAuth2.Responses;

namespace Aqueduct.Connectors.GoogleSheets;

/// <summary>What Google does not do, in words.</summary>
static class SheetsFaults
{
    /// <summary>Does something at Google.</summary>
    /// <exception cref="ResourceException">It cannot be reached, or refused.</exception>
    public static R Call<R>(SheetsDatabase database, Func<R> step)
    {
        try
        {
            return step();
        }
        catch (SheetsException e)
        {
            throw Of(database, e);
        }
        catch (TokenResponseException e)
        {
            throw System(database, $"Google lets nobody in by this key ({e.Error?.Error ?? "no reason given"})", $"See that the service account {database.Settings.Account} and its key are still there, and that the clock of this machine is right", e, passes: false);
        }
    }

    static ResourceException Of(SheetsDatabase database, SheetsException e) => e.Status switch
    {
        401 => System(database, "Google does not accept the proof that its own address for keys has given", "Look at \"scopes\" and \"endpoint\"", e, passes: false),
        403 => database.Error($"{database.Settings.Account} may not do that: {Sentence(e)} Share the spreadsheet with this address (to save, as an editor), and see that the Google Sheets API is enabled in its project.", e),
        404 => database.Error($"there is no such spreadsheet, or {database.Settings.Account} may not see it. Look at the id, and share the spreadsheet with this address.", e),
        429 => System(database, "Google takes no more requests for the moment", $"It was asked again for {Words.Duration(database.MostPatience)}. Let fewer workflows use it at the same time, or have the quota raised", e, passes: false),
        0 => System(database, $"Google cannot be reached, or the connection broke off: {e.Message.TrimEnd('.')}", $"See whether {database.Settings.Endpoint.Host} can be reached from here", e, passes: true),
        408 or >= 500 => System(database, $"Google is in trouble ({e.Status}): {e.Message.TrimEnd('.')}", "Try again later", e, passes: true),
        _ => database.Error(Sentence(e), e),
    };

    static ResourceException System(SheetsDatabase database, string reason, string advice, Exception cause, bool passes) =>
        new(database.Name, $"Resource '{database.Name}' ('{database.Location}'): {reason}. {advice}.", cause) { IsSystem = true, IsTransient = passes };

    static string Sentence(SheetsException e) => e.Message.Split('\n')[0].Trim().TrimEnd('.') + ".";
}
