using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.AI.Tests;

/// <summary>Resources of type openai.</summary>
public sealed class ResourceTests : PromptTest
{
    static ResourceProbe Probe(ResourceRegistry registry) => ResourceProbe.Of(registry, "llm", CancellationToken.None);

    [Fact]
    public async Task The_key_is_sent_to_where_the_resource_says()
    {
        Environment.SetEnvironmentVariable("AQUEDUCT_TEST_LLM_KEY", "sk-1");
        Declare(("endpoint", Server.Address), ("model", "large"), ("apiKey", "${AQUEDUCT_TEST_LLM_KEY}"));
        await Flow.Summarise("text");
        Assert.Equal("Bearer sk-1", Assert.Single(Server.Questions).Authorization);
    }

    [Theory]
    [InlineData("small", "2 models", null)]
    [InlineData("large", "2 models", null)]
    [InlineData("smal", null, "Resource 'llm' has no model 'smal'. Did you mean 'small'? It lists large:latest, small.")]
    public void Testing_it_asks_for_its_models(string model, string? found, string? error)
    {
        var probe = Probe(Declare(("endpoint", Server.Address), ("model", model)));
        Assert.Equal(("openai", Server.Address, found, error), (probe.Type, probe.Location, probe.Found, probe.Error));
        Assert.Empty(Server.Questions);
    }

    [Fact]
    public async Task Testing_one_that_is_away_says_so()
    {
        var registry = Declare(("endpoint", Server.Address));
        await Server.DisposeAsync();
        Assert.StartsWith("Resource 'llm': it cannot be reached: Connection refused", Probe(registry).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("endpoint", "ftp://example.com", "\"endpoint\" of \"llm\" in aqueduct.json is no address that starts with https:// or http://")]
    [InlineData("endpoint", "https://me:pw@example.com/v1", "is no address that starts with")]
    [InlineData("endpoint", "http://example.com/v1", "would send the key to example.com in the clear")]
    [InlineData("timeout", "soon", "is 'soon'; it is a duration such as 30s or 2m")]
    [InlineData("modle", "x", "has a member \"modle\", which is unknown. Did you mean 'model'?")]
    [InlineData("model", "${AQUEDUCT_NOT_SET}", "AQUEDUCT_NOT_SET")]
    public async Task Settings_that_are_wrong_are_named(string member, string value, string expected)
    {
        Declare(("apiKey", "k"), (member, value));
        var error = await Assert.ThrowsAsync<ResourceException>(() => Flow.Summarise("text"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Questions);
    }

    [Fact]
    public async Task A_model_is_named_by_the_resource_or_by_the_prompt()
    {
        Declare(("endpoint", Server.Address));
        await Flow.Summarise("text");
        var error = await Assert.ThrowsAsync<ResourceException>(() => Flow.Count("text"));
        Assert.StartsWith("Resource 'llm' has no \"model\", and the prompt names none.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_of_another_type_or_none_is_named()
    {
        ResourceRegistry.Configure(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("resources:llm:type", (string?)"mail")]).Build(), Path.GetTempPath()));
        Assert.StartsWith("Resource 'llm' is of type 'mail', and answers no prompts. Declare one: { \"type\": \"openai\"", (await Assert.ThrowsAsync<ResourceException>(() => Flow.Summarise("text"))).Message, StringComparison.Ordinal);
        ResourceRegistry.Configure(new ResourceRegistry(new ConfigurationBuilder().Build(), Path.GetTempPath()));
        Assert.StartsWith("aqueduct.json declares no resource 'llm'", (await Assert.ThrowsAsync<ResourceException>(() => Flow.Summarise("text"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_no_database()
    {
        var registry = Declare(("model", "large"));
        Assert.Empty(registry.Databases);
        Assert.StartsWith("Resource 'llm' answers prompts, and is no database.", Assert.Throws<ResourceException>(() => registry.Database("llm")).Message, StringComparison.Ordinal);
    }
}
