using System.Net;
using System.Net.Http.Headers;
using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Serving.Tests;

/// <summary>Who may ask.</summary>
public class AccessTests
{
    const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef0123456789abcdee", HttpStatusCode.Unauthorized)]
    [InlineData("Basic 0123456789abcdef0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef", HttpStatusCode.OK)]
    public async Task Only_the_token_opens(string? header, HttpStatusCode expected)
    {
        await using var served = await Served.StartAsync(token: Token);
        if (header is not null)
            served.Client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(header);

        Assert.Equal(expected, (await served.GetAsync("/endpoints")).Status);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/healthz")).Status);
        Assert.DoesNotContain("0123456789", served.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_another_name_for_this_machine_is_refused()
    {
        await using var served = await Served.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/endpoints");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.Forbidden, (await served.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", null, null)]
    [InlineData("localhost", null, null)]
    [InlineData("0.0.0.0", Token, null)]
    [InlineData("0.0.0.0", null, "no token is configured")]
    [InlineData("127.0.0.1", "short", "shorter than 16 characters")]
    [InlineData("churn.example", Token, "is no address of this machine")]
    public void An_open_door_is_refused_before_it_opens(string host, string? token, string? refusal)
    {
        var settings = Settings(("serve:token", token));

        if (refusal is null)
            Assert.Equal(token, ServeSettings.Of(host, 0, 1, settings).Token);
        else
            Assert.Contains(refusal, Assert.Throws<RefusedException>(() => ServeSettings.Of(host, 0, 1, settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_comes_from_a_variable_that_must_be_set()
    {
        var message = Assert.Throws<ResourceException>(() => ServeSettings.Of("0.0.0.0", 0, 1, Settings(("serve:token", "${AQUEDUCT_NO_SUCH_TOKEN}")))).Message;
        Assert.Contains("AQUEDUCT_NO_SUCH_TOKEN", message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'token'?", Assert.Throws<ResourceException>(() => ServeSettings.Of("127.0.0.1", 0, 1, Settings(("serve:tokn", "x")))).Message, StringComparison.Ordinal);
    }

    static ConnectorSettings Settings(params (string Key, string? Value)[] values) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => v.Value)).Build().GetSection("serve"), ".");
}
