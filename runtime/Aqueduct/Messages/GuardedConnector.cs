using System.Net;
using System.Net.Sockets;

namespace Aqueduct.Runtime;

/// <summary>Finds the addresses of a host.</summary>
delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancel);

/// <summary>Connects to an address that has been looked at, and to no other: between the look and the connection nobody is asked for the address again.</summary>
sealed class GuardedConnector(AddressGuard guard, Resolve resolve)
{
    static readonly TimeSpan EachAddress = TimeSpan.FromSeconds(10);

    /// <summary>What requests go by. A redirect would lead where nobody looked, and a proxy connect where nobody sees: neither is followed.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = 32,
        ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, cancel),
    };

    /// <exception cref="RefusedAddressException">None of its addresses is allowed.</exception>
    /// <exception cref="SocketException">It has no address, or none of those that are allowed answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint receiver, CancellationToken cancel)
    {
        var found = IPAddress.TryParse(receiver.Host, out var literal) ? [literal] : await resolve(receiver.Host, cancel).ConfigureAwait(false);
        var allowed = found.Where(a => guard.Allows(receiver.Host, a)).ToArray();
        if (allowed.Length == 0 && found.Length > 0)
            throw new RefusedAddressException(receiver.Host, found[0]);
        var failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(EachAddress);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, receiver.Port), patience.Token).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                (failure, _) = (e, Closed(socket));
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                (failure, _) = (new SocketException((int)SocketError.TimedOut), Closed(socket));
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure;
    }

    static bool Closed(Socket socket)
    {
        socket.Dispose();
        return true;
    }
}

/// <summary>An address that nothing is sent to unless the resource allows it.</summary>
sealed class RefusedAddressException(string host, IPAddress address) : IOException($"{host} is at {address}.")
{
    public string Host => host;

    public IPAddress Address => address;
}
