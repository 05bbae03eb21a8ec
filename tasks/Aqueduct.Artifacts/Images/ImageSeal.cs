using System.Globalization;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Targets;

namespace Aqueduct.Artifacts.Images;

/// <summary>Makes of an image that the SDK has just built one that is the same whenever and wherever it is built.</summary>
/// <remarks>
/// The SDK writes the time of day into the configuration, into its history and at every file of the app's layer, in the order in which the file system lists them. The
/// layer is packed again, and of what has no time of its own it is said that it is from the beginning of time. What comes from the base image stays as it is.
/// </remarks>
public static class ImageSeal
{
    const string Epoch = "1970-01-01T00:00:00Z";

    /// <summary>Seals an image.</summary>
    /// <param name="image">What the SDK built, its last layer being the app's.</param>
    /// <param name="publishFolder">The published files.</param>
    /// <param name="plan">How it is started and what it is called.</param>
    public static Descriptor Apply(ImageLayout image, string publishFolder, DeploymentPlan plan)
    {
        var manifest = image.Read(image.Manifest);
        var config = image.Read(Descriptor.Of(manifest["config"]!));
        var (platform, diffId) = (Platform(config), "");
        var layer = image.Add(ImageLayout.LayerType, bytes => diffId = LayerTar.Pack(publishFolder, name => IsLeftOut(name, platform), Container.Folder.TrimStart('/'), Container.Home.TrimStart('/'), Container.UserId, bytes));
        manifest["layers"]!.AsArray()[^1] = layer.ToJson();
        config["rootfs"]!["diff_ids"]!.AsArray()[^1] = diffId;
        config["created"] = Epoch;
        config["history"]!.AsArray()[^1] = new JsonObject { ["created"] = Epoch, ["created_by"] = "Aqueduct" };
        Start(config["config"]!.AsObject(), plan);
        manifest["config"] = image.Add(ImageLayout.ConfigType, config).ToJson();
        var whole = image.Add(ImageLayout.ManifestType, manifest);
        image.Point(whole, new() { ["architecture"] = config["architecture"]!.DeepClone(), ["os"] = config["os"]!.DeepClone() });
        return whole;
    }

    /// <summary>Says how the app is started: the same as the rendered Dockerfile.</summary>
    static void Start(JsonObject config, DeploymentPlan plan)
    {
        config["Entrypoint"] = Texts(Container.EntrypointOf(plan.Command));
        config["Cmd"] = Texts(plan.DefaultArguments);
        config["User"] = Container.UserId.ToString(CultureInfo.InvariantCulture);
        config["WorkingDir"] = Container.Folder;
        config["Volumes"] = new JsonObject { [Container.Home] = new JsonObject() };
        if (config["Labels"] is not JsonObject labels)
            config["Labels"] = labels = [];
        labels["org.opencontainers.image.title"] = plan.App;
        if (config["Env"] is not JsonArray environment)
            config["Env"] = environment = [];
        foreach (var other in environment.Where(e => e!.GetValue<string>().StartsWith("AQUEDUCT_HOME=", StringComparison.Ordinal)).ToList())
            environment.Remove(other);
        environment.Add($"AQUEDUCT_HOME={Container.Home}");
    }

    static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];

    /// <summary>Files for deploying, symbols of native code, and native code for other machines: what the running app never reads.</summary>
    static bool IsLeftOut(string name, string platform) =>
        name.StartsWith("aqueduct/", StringComparison.Ordinal) || name.EndsWith(".dbg", StringComparison.Ordinal)
        || (name.Split('/') is ["runtimes", var runtime, ..] && runtime is not ("any" or "unix" or "linux") && runtime != platform);

    static string Platform(JsonNode config)
    {
        var architecture = config["architecture"]!.GetValue<string>();
        return $"{config["os"]!.GetValue<string>()}-{(architecture == "amd64" ? "x64" : architecture)}";
    }
}
