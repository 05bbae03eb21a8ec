using System.Net;
using Aqueduct.Runtime;

namespace Aqueduct.Publishing.Tests.Messages;

/// <summary>Which addresses something is sent to.</summary>
public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:830::200e")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:0808:0808::1")]
    public void Addresses_of_the_internet_are_sent_to(string address) => Assert.True(new AddressGuard([]).Allows("example.com", IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fdff::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("64:ff9b::192.168.0.1")]
    [InlineData("2002:7f00:0001::1")]
    [InlineData("2002:0a01:0203::")]
    public void Addresses_of_this_machine_and_its_network_are_refused_unless_their_host_or_they_are_allowed(string address)
    {
        var found = IPAddress.Parse(address);
        Assert.False(new AddressGuard([]).Allows("chat.internal", found));
        Assert.False(new AddressGuard(["other.internal"]).Allows("chat.internal", found));
        Assert.True(new AddressGuard(["Chat.Internal"]).Allows("chat.internal", found));
        Assert.True(new AddressGuard([address]).Allows("chat.internal", found));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::8.8.8.8")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("4000::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    public void Addresses_of_no_receiver_are_refused_whatever_their_host_is_called(string address)
    {
        var found = IPAddress.Parse(address);
        Assert.Equal(AddressReach.Special, AddressGuard.ReachOf(found));
        Assert.False(new AddressGuard([]).Allows("chat.internal", found));
        Assert.False(new AddressGuard(["chat.internal"]).Allows("chat.internal", found));
        Assert.True(new AddressGuard([address.Split('%')[0]]).Allows("chat.internal", found));
    }

    [Fact]
    public void A_network_allows_its_addresses_and_no_others()
    {
        var guard = new AddressGuard(["10.1.0.0/16", "fd12::/16"]);
        Assert.True(guard.Allows("a", IPAddress.Parse("10.1.255.1")));
        Assert.True(guard.Allows("a", IPAddress.Parse("::ffff:10.1.0.1")));
        Assert.True(guard.Allows("a", IPAddress.Parse("fd12::9")));
        Assert.False(guard.Allows("a", IPAddress.Parse("10.2.0.1")));
        Assert.False(guard.Allows("a", IPAddress.Parse("fd13::9")));
    }

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("fd00::/8", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("chat.internal", true)]
    [InlineData("localhost", true)]
    [InlineData("10.0.0.0/99", false)]
    [InlineData("http://chat.internal", false)]
    [InlineData("*", false)]
    public void Entries_are_hosts_addresses_and_networks(string entry, bool isOne) => Assert.Equal(isOne, AddressGuard.IsEntry(entry));
}
