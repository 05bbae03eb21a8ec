using System.Net;

namespace Aqueduct.Artifacts.Images;

/// <summary>What an app's image needs of the world: a base image that can be had, and a registry that takes it.</summary>
/// <param name="variables">The environment of the build.</param>
/// <param name="home">The person's folder.</param>
/// <param name="time">What waiting between two tries goes by; the system's without.</param>
public sealed class ImagePublisher(Func<string, string?> variables, string home, TimeProvider? time = null)
{
    /// <summary>Looks whether the base image is there, and which one it is today.</summary>
    /// <returns>Its digest.</returns>
    /// <exception cref="ArtifactException">AQ9014: it is not, or nobody answers.</exception>
    public async Task<string> RequireBaseAsync(string image, CancellationToken cancel) =>
        await FindAsync(RegistryReference.Parse(image), e => ArtifactException.BaseImageUnreachable(image, Reason(e), e), cancel).ConfigureAwait(false)
            ?? throw ArtifactException.BaseImageUnreachable(image, "the registry has no such image");

    /// <summary>The digest under which a registry keeps an image; null where it has no such image.</summary>
    /// <exception cref="ArtifactException">AQ9015: the registry cannot be reached, or does not let us look.</exception>
    public Task<string?> DigestAsync(string image, CancellationToken cancel)
    {
        var place = RegistryReference.Parse(image);
        return FindAsync(place, e => ArtifactException.PushFailed(place.Registry, Reason(e), "It is asked which image the tag names; an image that is named by its digest in kubernetes.yaml is not asked for", e), cancel);
    }

    async Task<string?> FindAsync(RegistryReference place, Func<Exception, ArtifactException> unreachable, CancellationToken cancel)
    {
        try
        {
            using var client = Client(place, _ => { });
            return await client.FindAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (IsUnreachable(e, cancel))
        {
            throw unreachable(e);
        }
    }

    /// <summary>Brings an image to its registry.</summary>
    /// <exception cref="ArtifactException">AQ9015: the registry cannot be reached, or refuses.</exception>
    public async Task PushAsync(ImageLayout image, string reference, Action<string> progress, CancellationToken cancel)
    {
        var place = RegistryReference.Parse(reference);
        try
        {
            using var client = Client(place, progress);
            await client.PushAsync(image, progress, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (IsUnreachable(e, cancel))
        {
            var isRefused = e is HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden };
            throw ArtifactException.PushFailed(place.Registry, Reason(e),
                isRefused ? $"Log in with 'docker login {place.Registry}', or set DOTNET_CONTAINER_PUSH_REGISTRY_UNAME and DOTNET_CONTAINER_PUSH_REGISTRY_PWORD"
                : RegistryRetry.IsTransient(e) ? "It is in trouble: publish again later; what was sent is kept there" : "Check its name in ContainerRegistry or AqueductImage, and that it can be reached from here; what was sent is kept there", e);
        }
    }

    // A connection that does not come about in time ends as a cancellation that nobody asked for.
    static bool IsUnreachable(Exception e, CancellationToken cancel) => e is HttpRequestException || (e is OperationCanceledException && !cancel.IsCancellationRequested);

    static string Reason(Exception e) => (e is OperationCanceledException ? "nobody answered" : e.Message).TrimEnd('.') + (RegistryRetry.IsTransient(e) ? $", {RegistryRetry.Tries} times" : "");

    RegistryClient Client(RegistryReference place, Action<string> progress) => new(
        place, place.Address(variables("DOTNET_CONTAINER_INSECURE_REGISTRIES")), new RegistryCredentials(variables, home).For(place.Registry), RegistryRetry.Create(progress, time ?? TimeProvider.System));
}
