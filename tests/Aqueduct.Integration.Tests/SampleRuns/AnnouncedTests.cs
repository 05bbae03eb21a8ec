using System.Security.Cryptography;
using System.Text;
using Aqueduct.Integration.Tests.Infrastructure;
using Aqueduct.Publishing.Tests.Messages;

namespace Aqueduct.Integration.Tests.SampleRuns;

/// <summary>The announced sample: a chat and a program are told, each by a real request.</summary>
public sealed class AnnouncedTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public void A_chat_and_a_program_are_told()
    {
        using HookServer chat = new(), hook = new();
        var key = RandomNumberGenerator.GetBytes(32);
        var (exitCode, run) = samples.RunJsonWith("announced/announced.cs", ("CHAT_URL", chat.Url), ("HOOK_URL", hook.Url), ("HOOK_SECRET", Convert.ToBase64String(key)));

        Assert.Equal((0, "Succeeded"), (exitCode, run.GetProperty("state").GetString()));
        Assert.StartsWith("The rain of 2015\n```\nPrecipitation: 1139.2\n", Assert.Single(chat.Received).Json.GetProperty("text").GetString(), StringComparison.Ordinal);
        var sent = Assert.Single(hook.Received);
        var data = sent.Json.GetProperty("data");
        Assert.Equal(1139.2, data.GetProperty("values").GetProperty("precipitation").GetDouble(), 0.05);
        Assert.Equal(3, data.GetProperty("tables").GetProperty("wettest").GetProperty("value").GetArrayLength());
        var signed = Encoding.UTF8.GetBytes($"{sent.Id}.{sent.Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(sent.Body)}");
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)), sent.Headers["webhook-signature"]);
    }
}
