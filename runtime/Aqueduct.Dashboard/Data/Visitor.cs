using System.Security.Claims;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Components.Authorization;

namespace Aqueduct.Dashboard.Data;

/// <summary>Who looks at a page. The gate said so when the page was asked for, and again when its connection was opened.</summary>
sealed class Visitor(AuthenticationStateProvider state, DashboardData data)
{
    const string TokenClaim = "aqueduct:token";

    static readonly Caller Nobody = new("nobody", Role.Client);

    /// <summary>A caller as ASP.NET has them, which connections remember.</summary>
    public static ClaimsPrincipal PrincipalOf(Caller caller)
    {
        var identity = new ClaimsIdentity("aqueduct");
        identity.AddClaim(new Claim(ClaimTypes.Name, caller.Name));
        identity.AddClaim(new Claim(ClaimTypes.Role, caller.Role.ToString()));
        if (caller.Token is { } token)
            identity.AddClaim(new Claim(TokenClaim, token));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Who it was when the page was opened: known at once, for what is only shown.</summary>
    public async Task<Caller> OpenedByAsync() => Of((await state.GetAuthenticationStateAsync().ConfigureAwait(false)).User) ?? Nobody;

    static Caller? Of(ClaimsPrincipal user) => user.FindFirst(ClaimTypes.Role) is { } role
        ? new Caller(user.FindFirst(ClaimTypes.Name)!.Value, Enum.Parse<Role>(role.Value), user.FindFirst(TokenClaim)?.Value)
        : null;

    /// <summary>Who it is now: a token or session that has ended since makes them nobody. A connection lives long.</summary>
    public async Task<Caller> WhoAsync()
    {
        if (Of((await state.GetAuthenticationStateAsync().ConfigureAwait(false)).User) is not { } caller)
            return Nobody;
        // Whoever sits at the machine has all of it only until somebody was given access.
        if (caller.Token is not { } id)
            return await data.ReadAsync(q => q.HasNoAccess()).ConfigureAwait(false) ? caller : Nobody;
        var token = await data.ReadAsync(q => q.Tokens().FirstOrDefault(t => t.Id == id)).ConfigureAwait(false);
        return token is null || token.ExpiresAt <= data.Now ? Nobody : caller with { Role = token.Role };
    }
}
