using Aqueduct.Artifacts.Overlays;
using Aqueduct.Artifacts.Rendering;
using Aqueduct.Artifacts.Tests.Schemas;

namespace Aqueduct.Artifacts.Tests.Overlays;

/// <summary>Files of the person's, merged into what is rendered.</summary>
public sealed class OverlayTests
{
    static readonly IReadOnlyList<RenderedFile> Rendered = ArtifactSet.Render(Sample.Plan(Sample.Churn, Sample.Adhoc)).Files;

    static readonly string[] Environments = ["prod", "stage"];

    static (IReadOnlyList<RenderedFile> Files, IReadOnlyList<string> Weaknesses) Apply(string? chosen, params (string Name, string Yaml)[] overlays) =>
        OverlayMerge.Apply(Rendered, [.. overlays.Select(o => new Overlay("/app/aqueduct.deploy/" + o.Name, o.Yaml))], Environments, chosen);

    static string Merged(string name, string yaml) => Apply(null, (name, yaml)).Files.Single(f => f.Path == name).Content;

    static ArtifactException Refused(string name, string yaml) => Assert.Throws<ArtifactException>(() => Apply("prod", (name, yaml)));

    /// <summary>A value of the document of a kind and name, as JSON.</summary>
    static string Json(string yaml, string kind, string name, params object[] path)
    {
        var at = YamlAsJson.Documents(yaml).Single(d => (string?)d!["kind"] == kind && (string?)d["metadata"]!["name"] == name);
        foreach (var step in path)
            at = step is int index ? at![index] : at![(string)step];
        return at?.ToJsonString() ?? "null";
    }

    static readonly object[] Pod = ["spec", "jobTemplate", "spec", "template", "spec"];

    [Fact]
    public void Without_overlays_no_byte_changes() => Assert.Equal(Rendered, Apply("prod", ("kubernetes.stage.yaml", "kind: CronJob\nmetadata: {name: churn-backfill}\nspec: {suspend: false}\n")).Files);

    [Fact]
    public void Merging_nothing_leaves_every_value_as_it_is() => Assert.Equal(
        YamlAsJson.Documents(Rendered.Single(f => f.Path == "kubernetes.yaml").Content).Select(d => d!.ToJsonString()),
        YamlAsJson.Documents(Merged("kubernetes.yaml", "kind: CronJob\n")).Select(d => d!.ToJsonString()));

    [Fact]
    public void Maps_are_merged_null_deletes_and_texts_are_replaced()
    {
        var yaml = Merged("kubernetes.yaml", "kind: PersistentVolumeClaim\nmetadata: { name: churn-home, labels: { team: data, app.kubernetes.io/managed-by: null } }\nspec: { resources: { requests: { storage: 50Gi } }, storageClassName: fast }\n");

        Assert.Equal("""{"app.kubernetes.io/name":"churn","app.kubernetes.io/version":"1.2.0","team":"data"}""", Json(yaml, "PersistentVolumeClaim", "churn-home", "metadata", "labels"));
        Assert.Equal("""{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"50Gi"}},"storageClassName":"fast"}""", Json(yaml, "PersistentVolumeClaim", "churn-home", "spec"));
    }

    [Fact]
    public void Items_of_lists_are_found_by_their_key_others_are_added_and_some_deleted()
    {
        var yaml = Merged("kubernetes.yaml", """
            kind: CronJob
            metadata: { name: churn-customer-churn }
            spec:
              jobTemplate:
                spec:
                  template:
                    spec:
                      containers:
                        - name: workflow
                          env:
                            - { name: WAREHOUSE_PASSWORD, $patch: delete }
                            - { name: LOG, value: "1" }
                          volumeMounts:
                            - { mountPath: /tmp, readOnly: false }
                            - { name: certificates, mountPath: /certificates, readOnly: true }
                      volumes:
                        - { name: certificates, configMap: { name: certificates } }
            """);

        Assert.Equal("""[{"name":"AQUEDUCT_HOME","value":"/var/aqueduct"},{"name":"LOG","value":"1"}]""", Json(yaml, "CronJob", "churn-customer-churn", [.. Pod, "containers", 0, "env"]));
        Assert.Equal("""[{"name":"home","mountPath":"/var/aqueduct"},{"name":"tmp","mountPath":"/tmp","readOnly":false},{"name":"certificates","mountPath":"/certificates","readOnly":true}]""",
            Json(yaml, "CronJob", "churn-customer-churn", [.. Pod, "containers", 0, "volumeMounts"]));
        Assert.Equal("3", Json(yaml, "CronJob", "churn-customer-churn", [.. Pod, "volumes"]).Split("\"name\":\"").Length - 2 + "");
        Assert.Contains("readOnlyRootFilesystem", Json(yaml, "CronJob", "churn-customer-churn", [.. Pod, "containers", 0]));
    }

    [Fact]
    public void Other_lists_are_replaced() => Assert.Equal("""["run","backfill","--all"]""",
        Json(Merged("kubernetes.yaml", "kind: CronJob\nmetadata: {name: churn-backfill}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: workflow, args: [run, backfill, --all]}]}}}}}\n"), "CronJob", "churn-backfill", [.. Pod, "containers", 0, "args"]));

    [Fact]
    public void A_document_without_a_name_is_merged_into_all_of_its_kind()
    {
        var yaml = Merged("kubernetes.yaml", "kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {nodeSelector: {disk: ssd}}}}}}\n");

        Assert.All(["churn-backfill", "churn-customer-churn"], name => Assert.Equal("""{"disk":"ssd"}""", Json(yaml, "CronJob", name, [.. Pod, "nodeSelector"])));
    }

    [Fact]
    public void Documents_are_added_and_deleted()
    {
        var yaml = Merged("kubernetes.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: certificates, labels: {gone: null}}\n---\nkind: NetworkPolicy\nmetadata: {name: churn}\n$patch: delete\n");

        Assert.Equal("""{"name":"certificates","labels":{}}""", Json(yaml, "ConfigMap", "certificates", "metadata"));
        Assert.DoesNotContain("NetworkPolicy", yaml);
    }

    [Fact]
    public void What_is_for_an_environment_comes_last_and_only_there()
    {
        (string, string)[] both = [("kubernetes.prod.yaml", "kind: PersistentVolumeClaim\nspec: {storageClassName: gold}\n"), ("kubernetes.yaml", "kind: PersistentVolumeClaim\nspec: {storageClassName: iron}\n")];
        string Class(string? environment) => Json(Apply(environment, both).Files.Single(f => f.Path == "kubernetes.yaml").Content, "PersistentVolumeClaim", "churn-home", "spec", "storageClassName");

        Assert.Equal(("\"gold\"", "\"iron\"", "\"iron\""), (Class("prod"), Class("stage"), Class(null)));
    }

    [Fact]
    public void A_file_of_one_document_needs_no_kind() => Assert.Equal(["WAREHOUSE_PASSWORD", "LOG"],
        YamlAsJson.Documents(Merged("compose.yaml", "services:\n  churn-customer-churn:\n    environment:\n      LOG: debug\n")).Single()!["services"]!["churn-customer-churn"]!["environment"]!.AsObject().Select(e => e.Key));

    [Fact]
    public void The_file_says_what_was_merged_and_ends_lines_with_a_line_feed()
    {
        var yaml = Merged("compose.yaml", "name: other\r\n");
        Assert.StartsWith("# Rendered by Aqueduct, with aqueduct.deploy/compose.yaml merged in. Change those or the source, not this file.\nname: other\n", yaml);
        Assert.True(!yaml.Contains('\r') && yaml.EndsWith('\n') && !yaml.EndsWith("\n\n"));
    }

    [Theory]
    [InlineData("kind: CronJob\nspec:\n  jobTemplate: [1]\n", 3, "'jobTemplate' is a map in what is rendered, and a list here")]
    [InlineData("kind: CronJob\nspec:\n\n  jobTemplate: x\n", 4, "'jobTemplate' is a map in what is rendered, and a text here")]
    [InlineData("kind: PersistentVolumeClaim\nspec:\n  accessModes: {a: b}\n", 3, "'accessModes' is a list in what is rendered, and a map here")]
    [InlineData("kind: CronJob\nspec: &a {}\n", 2, "it has an anchor, an alias or a tag")]
    [InlineData("kind: CronJob\nspec: !override {}\n", 2, "it has an anchor, an alias or a tag")]
    [InlineData("kind: CronJob\nspec: {\n", 3, "it is no YAML there")]
    [InlineData("- kind: CronJob\n", 1, "a document of it is no map")]
    [InlineData("spec: {}\n", 1, "a document has no kind")]
    [InlineData("---\nkind: Deployment\n", 2, "there is no Deployment, and without a metadata.name none can be added")]
    [InlineData("kind: Service\nmetadata: {name: x}\n$patch: delete\n", 1, "there is no Service 'x' to delete")]
    [InlineData("kind: CronJob\nspec:\n  $patch: replace\n", 3, "'$patch: replace' stands where nothing is deleted by it")]
    [InlineData("kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {volumes: [{name: x, $patch: delete, emptyDir: {$patch: delete}}, {name: y, emptyDir: {$patch: delete}}]}}}}}\n", 2, "names something that is not there")]
    public void What_cannot_be_merged_is_AQ9027_at_its_line(string yaml, int line, string found)
    {
        var error = Refused("kubernetes.yaml", yaml);

        Assert.Equal(("AQ9027", "/app/aqueduct.deploy/kubernetes.yaml", line), (error.Code, error.File, error.Line));
        Assert.Contains(found, error.Message);
    }

    [Theory]
    [InlineData("kubernets.yaml", "'kubernets.yaml' is not rendered. Did you mean 'kubernetes.yaml'?")]
    [InlineData("compose.yml", "'compose.yml' is not rendered. Did you mean 'compose.yaml'?")]
    [InlineData("compose.prd.yaml", "aqueduct.json declares no environment 'prd'. Did you mean 'prod'? There are prod, stage")]
    public void What_belongs_to_nothing_is_AQ9028(string name, string found)
    {
        var error = Refused(name, "a: b\n");

        Assert.Equal("AQ9028", error.Code);
        Assert.Contains(found, error.Message);
    }

    [Fact]
    public void What_gives_up_restricted_security_is_said_once_for_each_pod()
    {
        var (_, weaknesses) = Apply(null, ("kubernetes.yaml", "kind: CronJob\nmetadata: {name: churn-backfill}\nspec: {jobTemplate: {spec: {template: {spec: {hostNetwork: true}}}}}\n"));

        Assert.Equal(["kubernetes.yaml, with its overlays: CronJob 'churn-backfill': hostNetwork is true"], weaknesses);
        Assert.Empty(Apply(null, ("kubernetes.yaml", "kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {nodeSelector: {a: b}}}}}}\n")).Weaknesses);
    }
}
