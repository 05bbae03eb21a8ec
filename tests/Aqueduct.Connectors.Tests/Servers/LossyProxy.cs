using System.Net;
using System.Net.Sockets;

namespace Aqueduct.Connectors.Tests.Servers;

/// <summary>What is to get lost of the next request that is cut.</summary>
public enum Lost
{
    Nothing,

    /// <summary>The request: the server never hears of it.</summary>
    Request,

    /// <summary>The answer: the server has done what it was asked.</summary>
    Answer,
}

/// <summary>A network between a client and a server that loses a message and the connection with it when it is told to.</summary>
sealed class LossyProxy : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly int _target;
    readonly byte[] _mark;
    int _lost;

    /// <param name="target">Port of the server.</param>
    /// <param name="mark">Bytes that are in the requests which may be lost.</param>
    public LossyProxy(int target, byte[] mark)
    {
        (_target, _mark) = (target, mark);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Number of connections it has cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Says what is lost of the next request with the mark.</summary>
    public void Lose(Lost lost) => Volatile.Write(ref _lost, (int)lost);

    public void Dispose() => _listener.Dispose();

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var (near, far) = (client.GetStream(), server.GetStream());
            var mute = false;
            var back = Task.Run(async () =>
            {
                var bytes = new byte[1 << 16];
                while (await far.ReadAsync(bytes) is > 0 and var count)
                {
                    if (Volatile.Read(ref mute))
                    {
                        // The server has answered, and so has done it.
                        Cut(client, server);
                        return;
                    }

                    await near.WriteAsync(bytes.AsMemory(0, count));
                }

                client.Close();
            });
            try
            {
                var bytes = new byte[1 << 16];
                while (await near.ReadAsync(bytes) is > 0 and var count)
                {
                    var lost = bytes.AsSpan(0, count).IndexOf(_mark) < 0 ? Lost.Nothing : (Lost)Interlocked.Exchange(ref _lost, 0);
                    if (lost == Lost.Request)
                    {
                        Cut(client, server);
                        return;
                    }

                    Volatile.Write(ref mute, mute || lost == Lost.Answer);
                    await far.WriteAsync(bytes.AsMemory(0, count));
                }

                server.Close();
                await back;
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
            {
                // Either end is gone.
            }
        }
    }

    void Cut(TcpClient client, TcpClient server)
    {
        Cuts++;
        client.Close();
        server.Close();
    }
}
