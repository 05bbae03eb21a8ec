using System.Net;
using System.Net.Sockets;

namespace Aqueduct.Runtime;

/// <summary>What an address may be the address of.</summary>
enum AddressReach
{
    /// <summary>Somebody on the internet.</summary>
    Public,

    /// <summary>This machine, or one of its own network: a resource may allow it by the name of the host.</summary>
    Private,

    /// <summary>Nobody that anything is sent to by name: link-local ones, where clouds keep a machine's credentials, groups of receivers, reserved ones. Only the address itself allows it.</summary>
    Special,
}

/// <summary>Which addresses a webhook may go to: those of the internet, and those that its resource allows. It looks at the address that is connected to, not at a name, which can mean another address a moment later.</summary>
/// <param name="allow">Hosts, addresses and networks as <c>10.0.0.0/8</c>.</param>
/// <remarks>The special addresses are those of the registries that RFC 6890 describes.</remarks>
sealed class AddressGuard(IReadOnlyList<string> allow)
{
    // 2000::/3 is all that is given to anybody; the rest, fc00::/7 among it, is no address of the internet.
    static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    static readonly IPNetwork[] Privates = Networks("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "::1/128");

    // 168.63.129.16 and fd00:ec2::254 give a machine's own secrets in Azure and AWS.
    static readonly IPNetwork[] Specials = Networks("0.0.0.0/8", "100.100.100.200/32", "168.63.129.16/32", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "3fff::/20", "fd00:ec2::/32");

    // Where an IPv4 address stands in an IPv6 address: by NAT64, by 6to4.
    static readonly (IPNetwork Network, int At)[] Embedding = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    readonly IPNetwork[] _networks = [.. allow.Select(Network).OfType<IPNetwork>()];

    /// <summary>What is allowed, as it was written.</summary>
    public IReadOnlyList<string> Allowed => allow;

    /// <summary>Whether the text is one that can be allowed.</summary>
    public static bool IsEntry(string text) => Network(text) is not null || Uri.CheckHostName(text) == UriHostNameType.Dns;

    /// <summary>Whether something may be sent to the address.</summary>
    /// <param name="host">The host that it was found for.</param>
    /// <param name="address">The address.</param>
    public bool Allows(string host, IPAddress address)
    {
        var plain = Plain(address);
        return ReachOf(plain) == AddressReach.Public || _networks.Any(n => n.Contains(plain))
            || (ReachOf(plain) == AddressReach.Private && allow.Contains(host, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What the address may be the address of.</summary>
    public static AddressReach ReachOf(IPAddress address)
    {
        var plain = Plain(address);
        if (Specials.Any(n => n.Contains(plain)))
            return AddressReach.Special;
        if (Privates.Any(n => n.Contains(plain)))
            return AddressReach.Private;
        return plain.AddressFamily == AddressFamily.InterNetwork || Global.Contains(plain) ? AddressReach.Public : AddressReach.Special;
    }

    /// <summary>The IPv4 address that an IPv6 address leads to, where it leads to one; without the zone.</summary>
    static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var unscoped = new IPAddress(bytes);
        foreach (var (network, at) in Embedding)
            if (network.Contains(unscoped))
                return new IPAddress(bytes.AsSpan(at, 4));
        return unscoped;
    }

    static IPNetwork? Network(string text)
    {
        if (!text.Contains('/', StringComparison.Ordinal))
            return IPAddress.TryParse(text, out var address) ? new IPNetwork(Plain(address), Plain(address).AddressFamily == AddressFamily.InterNetwork ? 32 : 128) : null;
        return IPNetwork.TryParse(text, out var network) ? network : null;
    }

    static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(t => IPNetwork.Parse(t))];
}
