using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>An object of a cluster, as its JSON says; any kind that the cluster knows.</summary>
/// <param name="json">The object.</param>
public sealed class Manifest(JsonObject json)
{
    /// <summary>Label of the app that an object belongs to.</summary>
    public const string AppLabel = "app.kubernetes.io/name";

    /// <summary>Label of who looks after an object.</summary>
    public const string ManagerLabel = "app.kubernetes.io/managed-by";

    /// <summary>Label of the workflow that an object belongs to.</summary>
    public const string WorkflowLabel = "app.kubernetes.io/component";

    /// <summary>Label of the app's version.</summary>
    public const string VersionLabel = "app.kubernetes.io/version";

    /// <summary>Us, as <see cref="ManagerLabel"/> and as the manager of the fields that we set.</summary>
    public const string Manager = "aqueduct";

    /// <summary>What finds the objects of an app.</summary>
    public static string Selector(string app) => $"{ManagerLabel}={Manager},{AppLabel}={app}";

    /// <summary>The object.</summary>
    public JsonObject Json => json;

    /// <summary>Its form, such as <c>batch/v1</c> and <c>CronJob</c>.</summary>
    public ResourceType Type => new(Text("apiVersion") ?? "", Text("kind") ?? "");

    /// <summary>Its name.</summary>
    public string Name => Metadata("name") ?? "";

    /// <summary>What tells it from other objects, whatever version of the API it is spoken of in.</summary>
    public string Id => $"{Type.Kind}/{Name}";

    /// <summary>Whether it keeps what runs have left: such an object is removed only when somebody says so.</summary>
    public bool HoldsData => Type.Kind == "PersistentVolumeClaim";

    /// <summary>Whether another object brought it about, and takes it along when it goes.</summary>
    public bool IsOwned => json["metadata"]?["ownerReferences"] is JsonArray { Count: > 0 };

    /// <summary>A label's value.</summary>
    public string? Label(string name) => Inner("labels", name);

    /// <summary>An annotation's value.</summary>
    public string? Annotation(string name) => Inner("annotations", name);

    /// <summary>The object with labels that say whose it is.</summary>
    public Manifest OfApp(string app)
    {
        var copy = (JsonObject)json.DeepClone();
        var metadata = copy["metadata"] as JsonObject ?? [];
        copy["metadata"] = metadata;
        var labels = metadata["labels"] as JsonObject ?? [];
        metadata["labels"] = labels;
        labels[AppLabel] = app;
        labels[ManagerLabel] = Manager;
        return new(copy);
    }

    /// <summary>How an object that goes when this one goes names it.</summary>
    internal JsonObject AsOwner() => new() { ["apiVersion"] = Type.ApiVersion, ["kind"] = Type.Kind, ["name"] = Name, ["uid"] = json["metadata"]!["uid"]!.DeepClone() };

    /// <inheritdoc/>
    public override string ToString() => Id;

    string? Text(string name) => json[name]?.GetValue<string>();

    string? Metadata(string name) => json["metadata"]?[name]?.GetValue<string>();

    string? Inner(string map, string name) => json["metadata"]?[map]?[name]?.GetValue<string>();
}

/// <summary>A form of objects: the version of its API and its kind.</summary>
public sealed record ResourceType(string ApiVersion, string Kind)
{
    /// <inheritdoc/>
    public override string ToString() => $"{ApiVersion} {Kind}";
}
