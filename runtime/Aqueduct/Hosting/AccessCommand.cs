using System.CommandLine;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Says who may do what at a server, and shows who did what. Servers follow within seconds.</summary>
static class AccessCommand
{
    /// <summary>Who is named in the log of actions where somebody uses the command line: whoever may open the store may do everything.</summary>
    static readonly Caller Here = new("the command line", Role.Admin);

    public static Command Create(HostEnvironment environment) => new("access", "Say who may do what at a server of this home, and see who did what.") { User(environment), Token(environment), Log(environment) };

    static Command User(HostEnvironment environment)
    {
        var (name, role, json) = (UserName(), RoleOption(), CommandLines.Json());
        var add = new Command("add", $"Add a user, who signs in with a password of {Passwords.Shortest} characters or more. It is asked for, or read from the input.") { name, role };
        add.SetAction((parsed, _) => ChangeAsync(environment, "user.add", parsed.GetValue(name)!, (t, now, hash) => AccessUsers.Add(t, parsed.GetValue(name)!, parsed.GetValue(role), hash, now).Role.ToString(),
            () => Passwords.Hash(environment.AskSecret("Password: ")), () => $"Added user '{parsed.GetValue(name)}' as {Words.Lower(parsed.GetValue(role))}."));
        var password = new Command("password", "Set a user's password, and sign them out everywhere.") { name };
        password.SetAction((parsed, _) => ChangeAsync(environment, "user.password", parsed.GetValue(name)!, (t, now, hash) => AccessUsers.SetPassword(t, parsed.GetValue(name)!, hash, now).Role.ToString(),
            () => Passwords.Hash(environment.AskSecret("New password: ")), () => $"Set the password of '{parsed.GetValue(name)}'."));
        var remove = new Command("remove", "Remove a user, and sign them out everywhere.") { name };
        remove.SetAction((parsed, _) => ChangeAsync(environment, "user.remove", parsed.GetValue(name)!, (t, _, _) => AccessUsers.Remove(t, parsed.GetValue(name)!).Role.ToString(), null, () => $"Removed user '{parsed.GetValue(name)}'."));
        var list = new Command("list", "List the users.") { json };
        list.SetAction((parsed, _) => ListAsync(environment, q => q.Users(), parsed.GetValue(json), AccessJson.WriteUser, u => $"{u.Name}  {Words.Lower(u.Role)}  since {Words.Instant(u.ChangedAt)}", "No users."));
        return new Command("user", "Those who sign in.") { add, password, remove, list };
    }

    static Command Token(HostEnvironment environment)
    {
        var name = new Argument<string>("name") { Description = "What the token is for." };
        var wanted = new Argument<string>("token") { Description = "Name or id of the token." };
        var (role, json) = (RoleOption(), CommandLines.Json());
        var days = CommandLines.AtLeast(1, new Option<int>("--days") { Description = "How many days it is good.", DefaultValueFactory = _ => 90 });
        var create = new Command("create", "Make a token for a program. It is printed once, and kept as a hash.") { name, role, days };
        create.SetAction((parsed, _) =>
        {
            var secret = "";
            return ChangeAsync(environment, "token.create", parsed.GetValue(name)!, (t, now, _) =>
            {
                (var token, secret) = AccessTokens.Create(t, parsed.GetValue(name)!, parsed.GetValue(role), isSession: false, now, TimeSpan.FromDays(parsed.GetValue(days)));
                return $"{token.Role}, until {Words.Instant(token.ExpiresAt!.Value)}";
            }, null, () => secret);
        });
        var revoke = new Command("revoke", "End a token, or a person's session.") { wanted };
        revoke.SetAction((parsed, _) => ChangeAsync(environment, "token.revoke", parsed.GetValue(wanted)!, (t, _, _) => AccessTokens.Revoke(t, parsed.GetValue(wanted)!).Role.ToString(), null, () => $"Revoked '{parsed.GetValue(wanted)}'."));
        var list = new Command("list", "List the tokens, and the sessions of those who are signed in.") { json };
        list.SetAction((parsed, _) => ListAsync(environment, q => q.Tokens(), parsed.GetValue(json), AccessJson.WriteToken,
            t => $"{t.Id}  {(t.IsSession ? "session of " : "")}{t.Name}  {Words.Lower(t.Role)}  {(t.ExpiresAt is { } end ? "until " + Words.Instant(end) : "without end")}", "No tokens."));
        return new Command("token", "Tokens of programs, and sessions of people.") { create, revoke, list };
    }

    static Command Log(HostEnvironment environment)
    {
        var json = CommandLines.Json();
        var limit = CommandLines.AtLeast(1, new Option<int>("--limit") { Description = "Most entries listed.", DefaultValueFactory = _ => 50 });
        var command = new Command("log", "Show who did what, the last first.") { json, limit };
        command.SetAction((parsed, _) => ListAsync(environment, q => q.Audit(parsed.GetValue(limit)), parsed.GetValue(json), AccessJson.WriteEntry,
            e => $"{Words.Instant(e.Entry.At)}  {e.Entry.Who} ({Words.Lower(e.Entry.Role)})  {e.Entry.Action}  {e.Entry.Target}{(e.Entry.Detail.Length == 0 ? "" : "  " + e.Entry.Detail)}", "Nothing was done."));
        return command;
    }

    static async Task<int> ChangeAsync(HostEnvironment environment, string action, string target, Func<StoreTransaction, DateTimeOffset, string, string> change, Func<string>? ask, Func<string> said)
    {
        var hash = ask?.Invoke() ?? "";
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            await store.WriteAsync(transaction =>
            {
                var now = environment.Clock.GetUtcNow();
                var detail = change(transaction, now, hash);
                Audit.Add(transaction, Here, action, target, now, detail);
                return true;
            }).ConfigureAwait(false);
        }

        await environment.Out.WriteLineAsync(said()).ConfigureAwait(false);
        return ExitCode.Succeeded;
    }

    static async Task<int> ListAsync<T>(HostEnvironment environment, Func<RunQueries, IReadOnlyList<T>> query, bool json, Action<Utf8JsonWriter, T> write, Func<T, string> line, string none)
    {
        var items = await StoreCommands.ReadAsync(environment, query, []).ConfigureAwait(false);
        if (json)
            CommandLines.WriteJson(environment, w => RunJson.WriteArray(w, items, write));
        else if (items.Count == 0)
            await environment.Out.WriteLineAsync(none).ConfigureAwait(false);
        foreach (var item in json ? [] : items)
            await environment.Out.WriteLineAsync(line(item)).ConfigureAwait(false);
        return ExitCode.Succeeded;
    }

    static Argument<string> UserName() => new("name") { Description = "Name of the user." };

    static Option<Role> RoleOption() => new("--role") { Description = "client (asks endpoints), viewer (sees), operator (starts and stops) or admin (says who may).", Required = true };
}
