using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Publishing.Tests.Messages;

/// <summary>One message to one receiver.</summary>
public sealed class SenderTests
{
    static readonly byte[] Body = """{"n":1}"""u8.ToArray();

    static WebhookSettings Settings(string url, params (string Member, string Value)[] members) => WebhookSettings.Of(new ConnectorSettings(
        new ConfigurationBuilder().AddInMemoryCollection([.. members.Append(("url", url)).Append(("type", "webhook")).Select(m => KeyValuePair.Create("resources:hook:" + m.Item1, (string?)m.Item2))]).Build().GetSection("resources:hook"), "/"));

    static WebhookSettings Allowed(HookServer server, params (string Member, string Value)[] members) => Settings(server.Url, [("allow", "127.0.0.1"), .. members]);

    static async Task<string> RefusedAsync(WebhookSettings settings, TimeProvider? clock = null, Resolve? resolve = null)
    {
        using var sender = new WebhookSender(settings, clock ?? new EagerClock(), resolve);
        return (await Assert.ThrowsAsync<ResourceException>(() => sender.SendAsync("msg_1", Body, CancellationToken.None))).Message;
    }

    [Fact]
    public async Task A_message_is_signed_as_its_receiver_computes_it()
    {
        using var server = new HookServer();
        var (key, old) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(24));
        var clock = new EagerClock();
        using var sender = new WebhookSender(Allowed(server, ("secret:0", "whsec_" + Convert.ToBase64String(key)), ("secret:1", Convert.ToBase64String(old)), ("headers:Authorization", "Bearer x")), clock);
        await sender.SendAsync("msg_1", Body, CancellationToken.None);

        var sent = Assert.Single(server.Received);
        Assert.Equal(Body, sent.Body);
        Assert.Equal(("/hook/T0/secret", "application/json; charset=utf-8", "Bearer x"), (sent.Path, sent.Headers["content-type"], sent.Headers["authorization"]));
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(("msg_1", timestamp), (sent.Id, sent.Headers["webhook-timestamp"]));
        string Expected(byte[] with)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, with);
            foreach (var part in new[] { "msg_1", ".", timestamp, "." })
                hmac.AppendData(Encoding.ASCII.GetBytes(part));
            hmac.AppendData(sent.Body);
            return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
        }

        Assert.Equal($"{Expected(key)} {Expected(old)}", sent.Headers["webhook-signature"]);
    }

    /// <summary>The example of the scheme's own documentation.</summary>
    [Fact]
    public void A_signature_is_that_of_the_published_example() => Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of([WebhookSignature.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""u8));

    [Fact]
    public async Task What_passes_is_tried_again_under_the_same_id_with_longer_and_longer_waits()
    {
        using var server = HookServer.Saying(503, 408, 500);
        var clock = new EagerClock();
        using var sender = new WebhookSender(Allowed(server, ("secret", Convert.ToBase64String(new byte[32]))), clock);
        await sender.SendAsync("msg_1", Body, CancellationToken.None);

        Assert.Equal([1, 2, 4], clock.Waits.Select(w => w.TotalSeconds));
        Assert.Equal(4, server.Received.Count);
        Assert.Equal(["msg_1"], server.Received.Select(r => r.Id).Distinct());
        // The time is signed, so that nobody can replay what was sent once.
        Assert.Equal(4, server.Received.Select(r => r.Headers["webhook-signature"]).Distinct().Count());
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Sat, 31 Jan 2026 06:01:30 GMT", 90)]
    [InlineData("0", 0)]
    public async Task A_receiver_says_when_it_wants_it_again(string after, int seconds)
    {
        using var server = new HookServer
        {
            Answer = (number, context) =>
            {
                context.Response.StatusCode = number == 1 ? 429 : 204;
                context.Response.Headers["Retry-After"] = after;
                return Task.CompletedTask;
            },
        };
        var clock = new EagerClock();
        using var sender = new WebhookSender(Allowed(server), clock);
        await sender.SendAsync("msg_1", Body, CancellationToken.None);
        Assert.Equal(2, server.Received.Count);
        Assert.Equal(seconds, clock.Waits.Sum(w => w.TotalSeconds));
    }

    [Fact]
    public async Task Who_asks_for_too_long_a_wait_is_not_waited_for()
    {
        using var server = new HookServer
        {
            Answer = (_, context) =>
            {
                context.Response.StatusCode = 429;
                context.Response.Headers["Retry-After"] = "7200";
                return Task.CompletedTask;
            },
        };
        Assert.Equal($"Resource 'hook': 127.0.0.1:{server.Port} answers 429 Too Many Requests, and asks to wait for 2 h 00 m. That is longer than a run waits: start it again from here then.", await RefusedAsync(Allowed(server)));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Patience_ends()
    {
        using var server = HookServer.Saying([.. Enumerable.Repeat(503, 100)]);
        var clock = new EagerClock();
        Assert.Equal($"Resource 'hook': 127.0.0.1:{server.Port} answers 503 Service Unavailable. It was tried 7 times.", await RefusedAsync(Allowed(server), clock));
        Assert.Equal((7, 63), (server.Received.Count, clock.Waits.Sum(w => w.TotalSeconds)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task What_is_refused_is_not_tried_again_and_says_why(int status)
    {
        using var server = new HookServer
        {
            Answer = async (_, context) =>
            {
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("invalid_payload\r\n\u001b[31m" + new string('x', 100_000)));
            },
        };
        var error = await RefusedAsync(Allowed(server));
        Assert.StartsWith($"Resource 'hook': 127.0.0.1:{server.Port} answers {status}: invalid_payload [31mxxx", error, StringComparison.Ordinal);
        Assert.EndsWith("xxx…. Look at \"url\", \"headers\" and \"secret\", and at what the receiver expects.", error, StringComparison.Ordinal);
        Assert.InRange(error.Length, 200, 400);
        Assert.DoesNotContain("T0/secret", error, StringComparison.Ordinal);
        Assert.Single(server.Received);
    }

    [Theory]
    [InlineData(301, "http://169.254.169.254/latest/meta-data/", "169.254.169.254")]
    [InlineData(302, "/elsewhere", "127.0.0.1")]
    [InlineData(307, "http://169.254.169.254/", "169.254.169.254")]
    [InlineData(308, "https://example.com/", "example.com")]
    public async Task A_redirect_is_not_followed(int status, string location, string host)
    {
        using var server = new HookServer
        {
            Answer = (_, context) =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers["Location"] = location;
                return Task.CompletedTask;
            },
        };
        Assert.Contains($"answers {status}, a redirect to {host}, and redirects are not followed.", await RefusedAsync(Allowed(server)), StringComparison.Ordinal);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task This_machine_is_sent_to_only_where_the_resource_says_so()
    {
        using var server = new HookServer();
        Assert.Equal("Resource 'hook': 127.0.0.1 is at 127.0.0.1, an address of this machine or its own network, and nothing is sent there unless the resource says so: \"allow\": [\"127.0.0.1\"].", await RefusedAsync(Settings(server.Url)));
        foreach (var host in (string[])["localhost", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "127.1"])
            Assert.Contains("an address of this machine", await RefusedAsync(Settings($"http://{host}:{server.Port}/")), StringComparison.Ordinal);
        Assert.Empty(server.Received);

        using var sender = new WebhookSender(Settings($"http://localhost:{server.Port}/", ("allow", "localhost")), TimeProvider.System);
        await sender.ConnectAsync(CancellationToken.None);
        await sender.SendAsync("msg_1", Body, CancellationToken.None);
        Assert.Single(server.Received);
    }

    /// <summary>The name means a harmless address when it is looked at, and another when it is connected to.</summary>
    [Fact]
    public async Task A_name_that_changes_its_address_is_looked_at_each_time_it_is_connected_to()
    {
        using var server = new HookServer();
        var asked = 0;
        Task<IPAddress[]> Rebinding(string host, CancellationToken cancel) => Task.FromResult<IPAddress[]>([IPAddress.Parse(Interlocked.Increment(ref asked) == 1 ? "127.0.0.2" : "127.0.0.1")]);
        // Connecting to the first answer fails without anything being there; what counts is that the second answer is not connected to unseen.
        var settings = Settings($"http://hook.example:{server.Port}/", ("allow", "127.0.0.2"));
        using var sender = new WebhookSender(settings, new EagerClock(), Rebinding);
        var error = await Assert.ThrowsAsync<ResourceException>(() => sender.SendAsync("msg_1", Body, CancellationToken.None));
        Assert.Contains("hook.example is at 127.0.0.1, an address of this machine", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, asked);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_are_allowed_are_connected_to()
    {
        using var server = new HookServer();
        Task<IPAddress[]> Several(string host, CancellationToken cancel) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254"), IPAddress.Loopback]);
        using var sender = new WebhookSender(Settings($"http://localhost:{server.Port}/", ("allow", "localhost")), new EagerClock(), Several);
        await sender.SendAsync("msg_1", Body, CancellationToken.None);
        Assert.Single(server.Received);
        Assert.Contains("169.254.169.254, which is no address of a receiver", await RefusedAsync(Settings($"http://localhost:{server.Port}/", ("allow", "localhost")), resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254")])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        using var server = new HookServer();
        using var proxy = new HookServer();
        Environment.SetEnvironmentVariable("http_proxy", $"http://127.0.0.1:{proxy.Port}");
        try
        {
            using var sender = new WebhookSender(Allowed(server), new EagerClock());
            await sender.SendAsync("msg_1", Body, CancellationToken.None);
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", null);
        }

        Assert.Single(server.Received);
        Assert.Empty(proxy.Received);
    }

    [Fact]
    public async Task Nobody_there_is_tried_again_and_said()
    {
        string url;
        using (var server = new HookServer())
            url = server.Url;
        var clock = new EagerClock();
        using var sender = new WebhookSender(Settings(url, ("allow", "127.0.0.1")), clock);
        var error = await Assert.ThrowsAsync<ResourceException>(() => sender.ConnectAsync(CancellationToken.None));
        Assert.Contains("cannot be reached: Connection refused. It was tried 7 times.", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsSystem);
        Assert.Equal(6, clock.Waits.Count);
        Assert.Contains("there is no host nobody.invalid.", await RefusedAsync(Settings("http://nobody.invalid/")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", 7)]
    [InlineData("slack", 1)]
    public async Task Whether_an_answer_that_does_not_come_is_asked_for_again_depends_on_who_knows_ids(string format, int tries)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var seen = 0;
        var loop = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await silent.AcceptTcpClientAsync();
                Interlocked.Increment(ref seen);
                _ = await client.GetStream().ReadAtLeastAsync(new byte[16], 16); // and breaks off
            }
        });
        var error = await RefusedAsync(Settings($"http://127.0.0.1:{port}/", ("allow", "127.0.0.1"), ("format", format)));
        silent.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => loop);
        Assert.Contains("broke off", error, StringComparison.Ordinal);
        Assert.Equal(tries, seen);
        Assert.Equal(format == "slack", error.Contains("Whether it took the message, the chat shows.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var error = await RefusedAsync(Settings($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/", ("allow", "127.0.0.1"), ("timeout", "1s"), ("format", "slack")));
        Assert.Contains("did not answer within 1 s.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_is_said()
    {
        using var server = new HookServer();
        Assert.Contains("no encrypted connection to 127.0.0.1", await RefusedAsync(Settings(server.Url.Replace("http:", "https:", StringComparison.Ordinal), ("allow", "127.0.0.1"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("url", "ftp://example.com/", "\"url\" of \"hook\" in aqueduct.json is no address that starts with https:// or http://.")]
    [InlineData("url", "https://ann:pw@example.com/", "holds a user or a password")]
    [InlineData("format", "teams", "is 'teams'; it is json or slack.")]
    [InlineData("secret", "hunter2", "is no key: 24 to 64 bytes in Base64")]
    [InlineData("allow", "https://x", "has 'https://x', which is no host, address or network")]
    [InlineData("headers:Webhook-Id", "x", "has 'Webhook-Id', which is set by Aqueduct")]
    [InlineData("headers:X-A", "a\r\nX-B: c", "has a value of 'X-A' with a line end")]
    [InlineData("timeout", "soon", "is 'soon'; it is a duration")]
    [InlineData("to", "x", "has a member \"to\", which is unknown.")]
    public void Wrong_settings_are_refused_by_name(string member, string value, string expected)
    {
        var error = Assert.Throws<ResourceException>(() => WebhookSettings.Of(new ConnectorSettings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["resources:hook:type"] = "webhook",
            ["resources:hook:url"] = "https://example.com/",
            ["resources:hook:" + member] = value,
        }).Build().GetSection("resources:hook"), "/")));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }
}
