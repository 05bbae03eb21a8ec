using System.Diagnostics;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Components;

namespace Aqueduct.Dashboard.Data;

/// <summary>A page that reads, shows, and looks now and then whether there is something new.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    readonly CancellationTokenSource _closed = new();
    bool _isFollowing;
    string? _read;

    [Inject]
    private protected DashboardData Data { get; set; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private PageMemory Memory { get; set; } = null!;

    [Inject]
    private Visitor Visitor { get; set; } = null!;

    /// <summary>Why nothing can be read; null where it can.</summary>
    protected string? Trouble { get; private set; }

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Closed => _closed.Token;

    /// <summary>How often it looks.</summary>
    protected virtual TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>How often it is drawn at least: what was five minutes ago is six minutes ago after a while.</summary>
    protected virtual TimeSpan Ageing => TimeSpan.FromSeconds(10);

    /// <summary>Reads all that it shows.</summary>
    private protected abstract Task<object> ReadAsync();

    /// <summary>Takes what was read.</summary>
    private protected abstract void Show(object read);

    /// <summary>Whether what is shown is no longer so; cheap to ask.</summary>
    private protected virtual Task<bool> IsStaleAsync() => Task.FromResult(true);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // Not again where only the part of the address changed that says what is looked at of it.
        var page = PageOf(Navigation.ToAbsoluteUri(Navigation.Uri));
        if (page == _read)
            return;
        _read = page;
        if (RendererInfo.IsInteractive && Memory.Take(page) is { } kept)
            Show(kept);
        else if (await LoadAsync().ConfigureAwait(true) is { } read && !RendererInfo.IsInteractive)
            Memory.Keep(page, read);
    }

    /// <summary>What of an address is to be read anew when it changes.</summary>
    protected virtual string PageOf(Uri address) => address.PathAndQuery;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || !RendererInfo.IsInteractive || _isFollowing)
            return;
        _isFollowing = true;
        _ = FollowAsync();
    }

    /// <summary>Reads again at once, as after something was done.</summary>
    protected async Task RefreshAsync()
    {
        await LoadAsync().ConfigureAwait(true);
        StateHasChanged();
    }

    async Task<object?> LoadAsync()
    {
        try
        {
            // A page stays open longer than a session: who may look no longer is shown nothing more.
            if (RendererInfo.IsInteractive && (await Visitor.WhoAsync().ConfigureAwait(true)).Role < Role.Viewer)
            {
                Navigation.NavigateTo($"{DashboardPart.SignIn}?to={Uri.EscapeDataString(new Uri(Navigation.Uri).PathAndQuery)}", forceLoad: true);
                return null;
            }

            var read = await ReadAsync().ConfigureAwait(true);
            Trouble = null;
            Show(read);
            return read;
        }
        catch (Exception e) when (e is HomeException or ResourceException)
        {
            Trouble = e.Message;
            return null;
        }
    }

    async Task FollowAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Interval);
            var drawn = Stopwatch.GetTimestamp();
            while (await timer.WaitForNextTickAsync(Closed).ConfigureAwait(true))
            {
                if (Trouble is not null || await IsStaleAsync().ConfigureAwait(true))
                    await InvokeAsync(RefreshAsync).ConfigureAwait(true);
                else if (Stopwatch.GetElapsedTime(drawn) > Ageing)
                    await InvokeAsync(StateHasChanged).ConfigureAwait(true);
                else
                    continue;
                drawn = Stopwatch.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The page is closed.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e).ConfigureAwait(true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
        GC.SuppressFinalize(this);
    }
}
