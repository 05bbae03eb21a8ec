using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>Who may do what, and who did what.</summary>
sealed class AccessApi(ApiData data, IAccessActions actions)
{
    const int MostEntries = 500;

    const string List = """{"type":"array","items":{"type":"object"}}""";

    static readonly string RoleSchema = $$"""{"type":"string","enum":[{{string.Join(",", Enum.GetValues<Role>().Select(r => $"\"{Words.Lower(r)}\""))}}]}""";

    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("users.list", "GET", "/api/v1/users", Role.Admin, "Those who sign in.", call => call.ListAsync(data.Store.Read(q => q.Users()), AccessJson.WriteUser)) { Answer = List },
        new("users.add", "POST", "/api/v1/users", Role.Admin, "Adds a user.", AddUserAsync)
            { Status = 201, Answer = """{"type":"object"}""", Body = """{"type":"object","properties":{"name":{"type":"string"},"role":""" + RoleSchema + ""","password":{"type":"string"}},"required":["name","role","password"]}""" },
        new("users.remove", "DELETE", "/api/v1/users/{name}", Role.Admin, "Removes a user, and signs them out everywhere.", call => ChangeAsync(call, actions.RemoveUserAsync(call.Caller, call.Part("name")))) { Status = 204, MediaType = null },
        new("tokens.list", "GET", "/api/v1/tokens", Role.Admin, "Tokens of programs and sessions of people; no secret is among it.", call => call.ListAsync(data.Store.Read(q => q.Tokens()), AccessJson.WriteToken)) { Answer = List },
        new("tokens.create", "POST", "/api/v1/tokens", Role.Admin, "Makes a token. Its secret is in this answer, and nowhere else.", CreateTokenAsync)
            { Status = 201, Answer = """{"type":"object"}""", Body = """{"type":"object","properties":{"name":{"type":"string"},"role":""" + RoleSchema + ""","days":{"type":"integer","format":"int32"}},"required":["name","role"]}""" },
        new("tokens.revoke", "DELETE", "/api/v1/tokens/{token}", Role.Admin, "Ends a token or a session.", call => ChangeAsync(call, actions.RevokeAsync(call.Caller, call.Part("token")))) { Status = 204, MediaType = null },
        new("audit.list", "GET", "/api/v1/audit", Role.Admin, "Who did what, the last first. For the next page pass the last position as before.", AuditAsync)
            { Query = [new ApiParameter("before", """{"type":"integer","minimum":0}""", "Position before which the page begins."), ApiParameter.Count("limit", 50, MostEntries, "Most entries.")], Answer = List },
    ];

    async Task AddUserAsync(ApiCall call)
    {
        var body = await call.BodyAsync().ConfigureAwait(false);
        var (name, password) = (body.GetProperty("name").GetString()!, body.GetProperty("password").GetString()!);
        var role = ApiCall.Of<Role>("/role", body.GetProperty("role").GetString()!);
        var user = await actions.AddUserAsync(call.Caller, name, role, password).ConfigureAwait(false);
        await call.JsonAsync(json =>
        {
            json.WriteStartObject();
            AccessJson.WriteUser(json, user);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    async Task CreateTokenAsync(ApiCall call)
    {
        var body = await call.BodyAsync().ConfigureAwait(false);
        var name = body.GetProperty("name").GetString()!;
        var role = ApiCall.Of<Role>("/role", body.GetProperty("role").GetString()!);
        var days = body.TryGetProperty("days", out var given) ? given.GetInt32() : AccessActions.DefaultDays;
        if (name.Trim().Length == 0 || days is < 1 or > AccessActions.MostDays)
            throw ApiProblem.Wrong([name.Trim().Length == 0 ? new("/name", "an empty text", "what the token is for") : new("/days", Words.Count(days), $"1 to {AccessActions.MostDays}")]);
        var (token, secret) = await actions.CreateTokenAsync(call.Caller, name, role, days).ConfigureAwait(false);
        call.Context.Response.Headers.CacheControl = "no-store";
        await call.JsonAsync(json =>
        {
            json.WriteStartObject();
            AccessJson.WriteToken(json, token);
            json.WriteString("secret", secret);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    static async Task ChangeAsync(ApiCall call, Task change)
    {
        await change.ConfigureAwait(false);
        call.Context.Response.StatusCode = 204;
    }

    Task AuditAsync(ApiCall call) => call.ListAsync(data.Store.Read(q => q.Audit(call.Count("limit", 50, MostEntries), call.Position("before"))), AccessJson.WriteEntry);
}
