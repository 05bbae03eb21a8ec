using System.Diagnostics;
using Aqueduct.Connectors.GoogleSheets;
using Aqueduct.Databases.Tests.GoogleSheets.Peer;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Databases.Tests.GoogleSheets;

/// <summary>Saves that are cut off at every call, and what the next attempt makes of it; quotas; keys, scopes and addresses that are wrong.</summary>
public sealed class SheetFaultTests
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Upsert)]
    public void Wherever_a_publication_is_cut_off_the_next_attempt_publishes_it_once(SaveMode mode)
    {
        var places = 0;
        for (var cut = 0; cut <= places; cut++)
            foreach (var fate in (Fate[])[Fate.CutBefore, Fate.CutAfter, Fate.Unavailable])
            {
                using var shop = new SheetTest(TimeSpan.Zero);
                shop.Put("sale", ["id", "city", "amount"], [9, "Wien", 1], [2, "old", 0]);
                var seen = 0;
                shop.Peer.Decides = (_, _) => seen++ < cut ? Fate.Answered : fate;
                var isCut = Record.Exception(() => Publisher.Publish([("Save", Save(shop, mode))], "r1", TimeProvider.System, default)) is not null;
                var isWhole = shop.Rows("sale").Length is 3 or 5 || mode != SaveMode.Append;
                shop.Peer.Decides = null;
                places = isCut ? cut + 1 : places;

                _ = Publisher.Publish([("Save", Save(shop, mode))], "r1", TimeProvider.System, default);
                string[] expected = mode switch
                {
                    SaveMode.Replace => ["1,Bern,10", "2,Oslo,20"],
                    SaveMode.Upsert => ["9,Wien,1", "2,Oslo,20", "1,Bern,10"],
                    _ => ["9,Wien,1", "2,old,0", "1,Bern,10", "2,Oslo,20"],
                };
                Assert.True(isWhole && shop.Rows("sale").Skip(1).SequenceEqual(expected), $"{fate} at call {cut}: {string.Join(' ', shop.Rows("sale"))}");
                Assert.Equal(["Welcome", "aqueduct_publications", "sale"], shop.Sheets);
                Assert.Equal(2, shop.Rows("aqueduct_publications").Length);
            }

        Assert.InRange(places, 5, 20);
    }

    [Fact]
    public void A_request_that_arrives_when_its_attempt_is_given_up_is_refused()
    {
        using var shop = new SheetTest(TimeSpan.Zero);
        shop.Peer.Decides = (_, body) => body.Contains("copyPaste", StringComparison.Ordinal) && shop.Peer.OnTheirWay.Count == 0 ? Fate.Late : Fate.Answered;
        Assert.Throws<PublicationException>(() => Publisher.Publish([("Save", Save(shop, SaveMode.Append))], "r1", TimeProvider.System, default));
        Assert.False(shop.Peer.Deliver());
        Assert.Equal(["Welcome"], shop.Sheets);
        shop.Peer.Decides = null;
        _ = Publisher.Publish([("Save", Save(shop, SaveMode.Append))], "r1", TimeProvider.System, default);
        Assert.Equal(3, shop.Rows("sale").Length);
    }

    [Fact]
    public void A_request_that_arrives_while_the_next_attempt_begins_is_found()
    {
        using var shop = new SheetTest(TimeSpan.Zero);
        shop.Peer.Decides = (call, body) => body.Contains("copyPaste", StringComparison.Ordinal) ? Fate.Late : body.Contains("\"requests\":[{\"deleteSheet\"", StringComparison.Ordinal) ? Fate.CutBefore : Fate.Answered;
        Assert.Throws<PublicationException>(() => Publisher.Publish([("Save", Save(shop, SaveMode.Append))], "r1", TimeProvider.System, default));
        Assert.Contains(shop.Sheets, s => s.StartsWith("aqueduct_stage_", StringComparison.Ordinal));
        var delivered = false;
        shop.Peer.Decides = (_, body) =>
        {
            // The first thing that the next attempt changes is to delete what waits.
            if (body.Contains("deleteSheet", StringComparison.Ordinal) && shop.Peer.OnTheirWay.Count > 0)
                delivered = shop.Peer.Deliver();
            return Fate.Answered;
        };
        var result = Publisher.Publish([("Save", Save(shop, SaveMode.Append))], "r1", TimeProvider.System, default)[0];
        Assert.True(delivered);
        Assert.Equal((2, 3), (result.Rows, shop.Rows("sale").Length));
        Assert.Equal(["Welcome", "aqueduct_publications", "sale"], shop.Sheets);
    }

    [Fact]
    public void What_Google_has_no_time_for_is_asked_again_ever_more_seldom()
    {
        using var shop = new SheetTest();
        var times = new List<long>();
        shop.Peer.Decides = (_, _) =>
        {
            times.Add(Stopwatch.GetTimestamp());
            return times.Count % 5 == 0 ? Fate.Answered : Fate.TooMany;
        };
        shop.Save("sale", SaveMode.Append, Two);
        Assert.Equal(3, shop.Rows("sale").Length);
        Assert.Equal(0, times.Count % 5);
        Assert.True(Stopwatch.GetElapsedTime(times[3], times[4]) > Stopwatch.GetElapsedTime(times[0], times[1]));
    }

    [Fact]
    public void Reads_and_writes_to_one_place_are_asked_again_after_any_trouble_and_changes_only_when_they_were_not_begun()
    {
        using var shop = new SheetTest();
        var troubled = new HashSet<string>();
        shop.Peer.Decides = (call, _) => !call.StartsWith("POST", StringComparison.Ordinal) && troubled.Add(call) ? (troubled.Count % 2 == 0 ? Fate.CutAfter : Fate.Unavailable) : Fate.Answered;
        shop.Save("sale", SaveMode.Append, Two);
        Assert.Equal(3, shop.Rows("sale").Length);
        var changes = 0;
        shop.Peer.Decides = (call, _) => call.StartsWith("POST", StringComparison.Ordinal) && ++changes == 1 ? Fate.Unavailable : Fate.Answered;
        var error = shop.SaveError("sale", SaveMode.Append, Two);
        Assert.True(error is { IsSystem: true, IsTransient: true }, error.Message);
        Assert.Contains("Google is in trouble (503)", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, shop.Rows("sale").Length);
    }

    [Fact]
    public void A_quota_that_stays_used_up_is_told()
    {
        using var shop = new SheetTest(TimeSpan.FromMilliseconds(200));
        shop.Peer.Decides = (_, _) => Fate.TooMany;
        var error = shop.QueryError<Sale>("sale");
        Assert.True(error.IsSystem);
        Assert.Contains("Google takes no more requests for the moment", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_token_serves_many_calls()
    {
        using var shop = new SheetTest();
        shop.Save("sale", SaveMode.Append, Two);
        _ = shop.Query<Sale>("sale");
        Assert.Equal(1, shop.Peer.TokensGiven);
    }

    [Fact]
    public void Keys_scopes_and_addresses_that_are_wrong_say_what_to_do_and_nothing_secret()
    {
        using var shop = new SheetTest();
        var secret = System.Text.Json.JsonDocument.Parse(shop.Peer.Key(true)).RootElement.GetProperty("private_key").GetString()![40..80];
        foreach (var (database, advice) in new[]
        {
            (shop.With(("key", shop.Peer.Key(isForged: true))), "Google lets nobody in by this key (invalid_grant). See that the service account aqueduct@project.iam.example and its key are still there"),
            (shop.With(("spreadsheet", "another")), "there is no such spreadsheet, or aqueduct@project.iam.example may not see it"),
            (shop.With(("scopes", "https://www.googleapis.com/auth/drive.file")), "aqueduct@project.iam.example may not do that: Request had insufficient authentication scopes"),
            (shop.With(("endpoint", "http://127.0.0.1:1")), "Google cannot be reached, or the connection broke off"),
            (shop.With(("key", shop.Peer.Key().Replace("BEGIN PRIVATE", "BEGIN A PRIVATE", StringComparison.Ordinal))), "is damaged: its private key cannot be read"),
        })
        {
            var error = Assert.Throws<ResourceException>(() => database.Query<Sale>("sale", [], default));
            Assert.Contains(advice, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_scope_that_only_reads_is_enough_to_read()
    {
        using var shop = new SheetTest();
        shop.Save("sale", SaveMode.Append, Two);
        var reader = shop.With(("scopes", SheetsPeer.ReadOnly));
        Assert.Equal([.. Two], reader.Query<Sale>("sale", [], default));
        using var transaction = reader.BeginSave(default);
        Assert.Contains("insufficient authentication scopes", Assert.Throws<ResourceException>(() => transaction.Stage(TableSave.Of(reader, "sale", SaveMode.Append, Two, null), default)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spreadsheet", "", "has no \"spreadsheet\": the id of the spreadsheet")]
    [InlineData("spreadsheet", "a/b", "The spreadsheet of resource 'shop' is 'a/b'; an id is letters")]
    [InlineData("key", "", "has no \"key\": such as \"${SHEETS_KEY}\"")]
    [InlineData("key", "s3cr3t.json", "is neither a JSON text nor the path of a file that can be read")]
    [InlineData("key", "{ \"private_key\": \"s3cr3t\" }", "is not the JSON key of a service account")]
    [InlineData("key", "{ s3cr3t", "is not the JSON key of a service account")]
    [InlineData("endpoint", "http://sheets.example", "The endpoint of resource 'shop' is no address that a key may be used at")]
    [InlineData("endpoint", "https://me:s3cr3t@sheets.example", "The endpoint of resource 'shop' is no address that a key may be used at")]
    [InlineData("sheet", "x", "has a member \"sheet\", which is unknown. Did you mean 'spreadsheet'?|has a member \"sheet\", which is unknown.")]
    public void Settings_that_are_wrong_are_refused_before_anything_is_asked(string member, string value, string reason)
    {
        using var shop = new SheetTest();
        var error = Assert.Throws<ResourceException>(() => shop.Settings((member, value)));
        Assert.Contains(reason.Split('|'), r => error.Message.Contains(r, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(shop.Peer.Calls);
    }

    [Fact]
    public void The_address_of_a_spreadsheet_and_the_file_of_a_key_will_do_and_tokens_are_asked_for_safely()
    {
        using var shop = new SheetTest();
        var file = Path.Combine(Path.GetTempPath(), $"key-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, shop.Peer.Key());
        try
        {
            var settings = shop.Settings(("spreadsheet", $"https://docs.google.com/spreadsheets/d/{SheetsPeer.Id}/edit#gid=0"), ("key", Path.GetFileName(file)), ("endpoint", null));
            Assert.Equal((SheetsPeer.Id, SheetsPeer.Account, "https://docs.google.com/spreadsheets/d/" + SheetsPeer.Id), (settings.Spreadsheet, settings.Account, settings.Location));
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Contains("token_uri in the key", Assert.Throws<ResourceException>(() => shop.Settings(("key", shop.Peer.Key().Replace("http://127.0.0.1", "http://tokens.example", StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_resource_is_known_by_its_type()
    {
        using var shop = new SheetTest();
        SheetsConnector.Register();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["resources:shop:type"] = "google-sheets", ["resources:shop:spreadsheet"] = SheetsPeer.Id, ["resources:shop:key"] = shop.Peer.Key(), ["resources:shop:endpoint"] = shop.Peer.Address }).Build();
        shop.Save("sale", SaveMode.Append, Two);
        var probe = ResourceProbe.Of(new ResourceRegistry(configuration, "."), "shop", default);
        Assert.Equal(("1 table", null), (probe.Found, probe.Error));
    }

    static SaveRequest Save(SheetTest shop, SaveMode mode) => TableSave.Of(shop.Database, "sale", mode, Two, "id");
}
