namespace Aqueduct.Runtime;

/// <summary>What a resource answers to a question that changes nothing.</summary>
/// <param name="Name">Name of the resource.</param>
/// <param name="Type">Its type; empty where aqueduct.json does not say.</param>
/// <param name="Location">Where it is; null where that cannot be said.</param>
/// <param name="Found">What was found; null where it did not answer.</param>
/// <param name="Error">What is wrong, and what to do; null where it answered.</param>
sealed record ResourceProbe(string Name, string Type, string? Location, string? Found, string? Error)
{
    /// <summary>Names that are counted; a place may have millions.</summary>
    const int MostCounted = 1000;

    /// <summary>Asks a database for its tables, a place of files for the names at its top, and opens the connection of what sends.</summary>
    public static ResourceProbe Of(ResourceRegistry registry, string name, CancellationToken cancel)
    {
        var type = registry.TypeOf(name) ?? "";
        string? location = null;
        try
        {
            var found = Ask();
            return new(name, type, location, found, null);
        }
        catch (ResourceException e)
        {
            return new(name, type, location, null, e.Message);
        }

        string Ask()
        {
            if (ResourceRegistry.HoldsFiles(type))
            {
                var store = registry.Files(name);
                location = store.Location;
                var files = store.List("", "", cancel).Take(MostCounted + 1).Count();
                return files > MostCounted ? $"more than {Words.Count(MostCounted)} files at its top" : $"{Counted(files, "file")} at its top";
            }

            if (type == ResourceRegistry.MailType)
            {
                var mail = registry.Mail(name);
                location = mail.Location;
                mail.Begin(cancel).Dispose();
                return "takes mail";
            }

            if (type == WebhookSettings.Type)
            {
                // Asking would be sending: that its settings are right is all that can be known before.
                location = registry.Webhook(name).Place;
                return "may be sent to; nothing was sent";
            }

            if (Connectors.IsService(type))
            {
                var service = registry.Service(name, "");
                location = service.Location;
                return service.Probe(cancel);
            }

            var database = registry.Database(name);
            location = database.Location;
            return Counted(database.Describe(cancel).Count, "table");
        }
    }

    static string Counted(int count, string what) => $"{Words.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
