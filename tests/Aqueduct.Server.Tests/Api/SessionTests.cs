using System.Net;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Tests.Api;

/// <summary>People sign in and out.</summary>
public class SessionTests
{
    const string Password = "a few words in a row";

    static async Task<ApiServer> StartAsync(Role role = Role.Operator)
    {
        var server = await ApiServer.StartAsync();
        var hash = Passwords.Hash(Password);
        await server.Home.Store.WriteAsync(t => AccessUsers.Add(t, "ana", role, hash, DateTimeOffset.UtcNow));
        return server;
    }

    static async Task<string> SignInAsync(ApiServer server)
    {
        var answer = await server.Client.PostAsync("/api/v1/session", new StringContent($$"""{"name":"ana","password":"{{Password}}"}""", System.Text.Encoding.UTF8, "application/json"));
        await ApiServer.ReadAsync(answer, HttpStatusCode.OK);
        return answer.Headers.GetValues("Set-Cookie").Single();
    }

    [Fact]
    public async Task The_session_is_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        await using var server = await StartAsync();
        await server.GetAsync("runs", HttpStatusCode.Unauthorized);

        var cookie = await SignInAsync(server);
        server.Client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        var session = await server.GetAsync("session");
        await server.GetAsync("runs");

        Assert.Contains("; httponly", cookie);
        Assert.Contains("; samesite=strict", cookie);
        Assert.Contains("; path=/", cookie);
        Assert.Equal(("ana", "operator"), (session.GetProperty("name").GetString(), session.GetProperty("role").GetString()));
        await ApiServer.ReadAsync(await server.Client.DeleteAsync("/api/v1/session"), HttpStatusCode.NoContent);
        Assert.DoesNotContain(server.Home.Store.Read(q => q.Tokens()), t => t.IsSession);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_refused_alike_and_noted()
    {
        await using var server = await StartAsync();

        var wrong = await server.PostAsync("session", """{"name":"ana","password":"another few words"}""", HttpStatusCode.Unauthorized);
        var unknown = await server.PostAsync("session", """{"name":"bob","password":"another few words"}""", HttpStatusCode.Unauthorized);
        var nothing = await server.PostAsync("session", "{}", HttpStatusCode.Unauthorized);

        Assert.Equal(wrong.GetRawText(), unknown.GetRawText());
        Assert.Equal(wrong.GetRawText(), nothing.GetRawText());
        Assert.Equal(["?", "bob", "ana"], server.Home.Store.Read(q => q.Audit(10)).Select(e => e.Entry.Who));
    }

    [Fact]
    public async Task Who_tries_too_often_has_to_wait()
    {
        await using var server = await StartAsync();
        for (var i = 0; i < 10; i++)
            await server.PostAsync("session", """{"name":"ana","password":"guess"}""", HttpStatusCode.Unauthorized);

        await server.PostAsync("session", $$"""{"name":"ana","password":"{{Password}}"}""", HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_token_signs_in_too()
    {
        await using var server = await StartAsync();
        var secret = await server.ActAsync(Role.Viewer);
        server.Client.DefaultRequestHeaders.Authorization = null;

        var session = await server.PostAsync("session", $$"""{"token":"{{secret}}"}""");

        Assert.Equal("viewer", session.GetProperty("role").GetString());
    }

    [Fact]
    public async Task A_new_password_signs_out_and_the_last_admin_stays()
    {
        await using var server = await StartAsync(Role.Admin);
        var cookie = await SignInAsync(server);
        var hash = Passwords.Hash("another few words in a row");
        await server.Home.Store.WriteAsync(t => AccessUsers.Add(t, "bob", Role.Viewer, hash, DateTimeOffset.UtcNow));

        await Assert.ThrowsAsync<RefusedException>(() => server.Home.Store.WriteAsync(t => AccessUsers.Remove(t, "ana")));
        await server.Home.Store.WriteAsync(t => AccessUsers.SetPassword(t, "ana", hash, DateTimeOffset.UtcNow));

        server.Client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        await server.GetAsync("runs", HttpStatusCode.Unauthorized);
    }
}
