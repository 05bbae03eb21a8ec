using Aqueduct.Runtime;
using Aqueduct.Server;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Aqueduct.Dashboard.Data;

/// <summary>Does what a button asks for, if the visitor may, and says what came of it.</summary>
sealed class Doing(Visitor visitor, IServiceProvider services, ISnackbar messages)
{
    /// <summary>Whether this server can do anything at all, and the visitor may ask for it.</summary>
    public async Task<bool> MayAsync() => services.GetService<IActions>() is not null && (await visitor.WhoAsync().ConfigureAwait(false)).Role >= Role.Operator;

    /// <summary>Does what operators may.</summary>
    /// <param name="act">What.</param>
    /// <param name="done">Says that it was done.</param>
    /// <returns>What came of it; null where it was refused, and that was said.</returns>
    public Task<T?> DoAsync<T>(Func<IActions, Caller, Task<T>> act, Func<T, string> done) where T : class => DoAsync(Role.Operator, act, done);

    /// <summary>Does what admins may.</summary>
    /// <inheritdoc cref="DoAsync{T}(Func{IActions, Caller, Task{T}}, Func{T, string})"/>
    public Task<T?> ManageAsync<T>(Func<IAccessActions, Caller, Task<T>> act, Func<T, string> done) where T : class => DoAsync(Role.Admin, act, done);

    async Task<T?> DoAsync<TActions, T>(Role needed, Func<TActions, Caller, Task<T>> act, Func<T, string> done)
        where TActions : notnull
        where T : class
    {
        try
        {
            var who = await visitor.WhoAsync().ConfigureAwait(true);
            if (who.Role < needed)
                throw new RefusedException($"'{who.Name}' is {Words.Lower(who.Role)}; this takes {Words.Lower(needed)}.");
            var result = await act(services.GetRequiredService<TActions>(), who).ConfigureAwait(true);
            messages.Add(done(result), MudBlazor.Severity.Success);
            return result;
        }
        catch (Exception e) when (e is RefusedException or ParameterException or MissingServiceException or ResourceException or HomeException)
        {
            messages.Add(e.Message, MudBlazor.Severity.Error);
            return null;
        }
    }
}
