using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aqueduct.Artifacts.Images;

/// <summary>Finds the user and the password for a registry where <c>docker login</c> and <c>podman login</c> leave them.</summary>
/// <param name="variables">The environment: DOTNET_CONTAINER_PUSH_REGISTRY_UNAME and _PWORD, which the SDK knows as well, and DOCKER_CONFIG.</param>
/// <param name="home">The person's folder.</param>
public sealed class RegistryCredentials(Func<string, string?> variables, string home)
{
    /// <summary>The credentials as basic authentication sends them; null where there are none.</summary>
    /// <exception cref="HttpRequestException">They are there and cannot be read.</exception>
    public string? For(string registry)
    {
        if (variables("DOTNET_CONTAINER_PUSH_REGISTRY_UNAME") is { Length: > 0 } user)
            return Encode($"{user}:{variables("DOTNET_CONTAINER_PUSH_REGISTRY_PWORD")}");
        var file = Path.Combine(variables("DOCKER_CONFIG") ?? Path.Combine(home, ".docker"), "config.json");
        if (!File.Exists(file))
            return null;
        try
        {
            var config = JsonNode.Parse(File.ReadAllText(file)) ?? throw new JsonException("it is null");
            var key = registry == "registry-1.docker.io" ? "https://index.docker.io/v1/" : registry;
            if ((config["credHelpers"]?[registry] ?? config["credsStore"])?.GetValue<string>() is { } helper)
                return Ask(helper, key);
            return config["auths"]?[key]?["auth"]?.GetValue<string>();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or Win32Exception)
        {
            throw new HttpRequestException($"the credentials in '{file}' cannot be read ({e.Message.TrimEnd('.')}); log in again with: docker login {registry}", e);
        }
    }

    // docker-credential-helpers: the registry on the standard input, {"Username", "Secret"} on the standard output.
    static string? Ask(string helper, string registry)
    {
        using var process = Process.Start(new ProcessStartInfo($"docker-credential-{helper}", ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(registry);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        if (process.ExitCode != 0 || JsonNode.Parse(answer) is not { } json)
            return null; // it has none for this registry
        return Encode($"{json["Username"]?.GetValue<string>()}:{json["Secret"]?.GetValue<string>()}");
    }

    static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
