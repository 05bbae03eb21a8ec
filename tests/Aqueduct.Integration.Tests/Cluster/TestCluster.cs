using System.Diagnostics;
using System.Text.Json;
using Aqueduct.Integration.Tests.Containers;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Cluster;

/// <summary>A Kubernetes of one node in a network namespace of its own, with a registry that has a base image; started when a test first asks.</summary>
public sealed class TestCluster : IDisposable
{
    /// <summary>The base image, as it is called inside.</summary>
    public const string BaseImage = "localhost:5000/base/dotnet:10.0";

    readonly Lazy<Running> _running = new(() => new Running());

    /// <summary>Runs a program inside, as a person does on a machine that reaches the cluster.</summary>
    public Output Run(DotNet dotnet, string folder, params string[] command) =>
        dotnet.With(("KUBECONFIG", Path.Combine(_running.Value.Folder, "admin.conf"))).Start(folder, "nsenter", [$"--net=/run/netns/{_running.Value.Name}", .. command]);

    /// <summary>Runs kubectl and expects exit code 0.</summary>
    public string Kubectl(params string[] arguments)
    {
        var output = Run(new(new Dictionary<string, string>()), _running.Value.Folder, ["kubectl", .. arguments]);
        Assert.True(output.ExitCode == 0, $"kubectl {string.Join(' ', arguments)}: {output.Text}");
        return output.Text.Trim('\n');
    }

    /// <summary>Runs kubectl for JSON.</summary>
    public JsonElement Json(params string[] arguments) => JsonDocument.Parse(Kubectl([.. arguments, "-o", "json"])).RootElement;

    /// <summary>Makes a namespace with a volume for the home of an app, which is a folder of this machine.</summary>
    public string NewNamespace(string name, string app)
    {
        Kubectl("create", "namespace", name);
        var folder = Directory.CreateDirectory(Path.Combine(_running.Value.Folder, "volumes", name)).FullName;
        using (var chown = Process.Start("chown", ["1654:1654", folder]))
            chown.WaitForExit();
        Apply($$"""
            apiVersion: v1
            kind: PersistentVolume
            metadata: { name: "{{name}}" }
            spec:
              capacity: { storage: 10Gi }
              accessModes: [ReadWriteOnce]
              claimRef: { namespace: "{{name}}", name: "{{app}}-home" }
              hostPath: { path: "{{folder}}" }
            """);
        return folder;
    }

    /// <summary>Applies an object.</summary>
    public void Apply(string yaml)
    {
        var file = Path.Combine(_running.Value.Folder, "applied.yaml");
        File.WriteAllText(file, yaml);
        Kubectl("apply", "-f", file);
    }

    public void Dispose()
    {
        if (_running.IsValueCreated)
            _running.Value.Dispose();
    }

    sealed class Running : IDisposable
    {
        readonly ImageRegistry _images = new();
        readonly Process _process;

        public Running()
        {
            _process = ClusterFactAttribute.Start("serve.sh", Folder, Name, _images.Data);
            _ = _process.StandardError.ReadToEndAsync();
            var said = _process.StandardOutput.ReadLine();
            if (said != "ready")
                throw new InvalidOperationException($"The cluster did not start: {said}\n{File.ReadAllText(Path.Combine(Folder, "serve.log"))}");
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("aqkube-").FullName; // short: the path of a socket has 107 characters

        public string Name => Path.GetFileName(Folder);

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
            _images.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
