using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Aqueduct.Databases.Tests.MongoDb.Peer;

/// <summary>
/// Speaks MongoDB's wire protocol on loopback and answers the commands that the connector sends from memory. It proves what is sent and what is made of the answers,
/// not that a server of MongoDB does the same: for that the same tests run where AQUEDUCT_TEST_MONGODB names one.
/// </summary>
sealed class MongoPeer : IDisposable
{
    const int OpReply = 1, OpQuery = 2004, OpMessage = 2013, Header = 16;

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentBag<TcpClient> _clients = [];
    readonly PeerCommands _commands;

    /// <param name="isReplicaSet">Whether it has transactions.</param>
    public MongoPeer(bool isReplicaSet)
    {
        _listener.Start();
        _commands = new PeerCommands(Address, isReplicaSet);
        _ = Accept();
    }

    /// <summary>Host and port.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The commands that came, but for those by which a driver looks after its connections.</summary>
    public IReadOnlyList<BsonDocument> Commands => [.. _commands.Received];

    /// <summary>Asked before a command is carried out; what it throws is what the client is told. Of <see cref="IOException"/> the connection breaks off.</summary>
    public Action<BsonDocument>? Before { get; set; }

    /// <summary>Asked after a command is carried out, before it is answered.</summary>
    public Action<BsonDocument>? After { get; set; }

    public void Dispose()
    {
        _listener.Stop();
        foreach (var client in _clients)
            client.Dispose();
    }

    async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task Serve(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                var stream = client.GetStream();
                var header = new byte[Header];
                while (await stream.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false) == Header)
                {
                    var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(header) - Header];
                    await stream.ReadExactlyAsync(body);
                    await stream.WriteAsync(Answer(BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)), BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12)), body));
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The client has left, or a test breaks the connection off.
            }
        }
    }

    byte[] Answer(int request, int operation, byte[] body)
    {
        var command = operation == OpMessage ? Message(body) : Query(body);
        var answer = Carry(command).ToBson();
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(0);
        writer.Write(request);
        writer.Write(request);
        writer.Write(operation == OpMessage ? OpMessage : OpReply);
        writer.Write(operation == OpMessage ? 0 : 8); // flags: AwaitCapable of the old kind
        if (operation == OpMessage)
            writer.Write((byte)0);
        else
            writer.Write([.. new byte[12], 1, 0, 0, 0]); // cursor, starting from, one document
        writer.Write(answer);
        writer.Flush();
        var frame = bytes.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length);
        return frame;
    }

    BsonDocument Carry(BsonDocument command)
    {
        try
        {
            Before?.Invoke(command);
            var answer = _commands.Do(command);
            After?.Invoke(command);
            return answer.Add("ok", 1.0);
        }
        catch (PeerError e)
        {
            return e.Answer;
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidCastException or ArgumentException)
        {
            return new PeerError(1, "InternalError", $"the tests' own server: {e}").Answer;
        }
    }

    /// <summary>Sections: a body, and lists of documents that belong into it.</summary>
    static BsonDocument Message(byte[] body)
    {
        BsonDocument? command = null;
        var lists = new List<BsonElement>();
        for (var at = 4; at < body.Length;)
        {
            if (body[at++] == 0)
            {
                command = Read(body, ref at);
                continue;
            }

            var end = at + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
            var name = Text(body, at + 4);
            at += 5 + name.Length;
            var documents = new BsonArray();
            while (at < end)
                documents.Add(Read(body, ref at));
            lists.Add(new(name, documents));
        }

        return command!.AddRange(lists);
    }

    static BsonDocument Query(byte[] body)
    {
        var at = 4 + Text(body, 4).Length + 1 + 8;
        var query = Read(body, ref at);
        return query.TryGetValue("$query", out var inner) ? inner.AsBsonDocument : query;
    }

    static string Text(byte[] body, int at) => System.Text.Encoding.UTF8.GetString(body, at, Array.IndexOf(body, (byte)0, at) - at);

    static BsonDocument Read(byte[] body, ref int at)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
        at += length;
        return BsonSerializer.Deserialize<BsonDocument>(body[(at - length)..at]);
    }
}

/// <summary>What a server answers that refuses a command.</summary>
sealed class PeerError(int code, string name, string message, params string[] labels) : Exception(message)
{
    public int Code { get; } = code;

    public BsonDocument Answer => new BsonDocument { ["ok"] = 0.0, ["errmsg"] = Message, ["code"] = Code, ["codeName"] = name }.AddRange(labels.Length == 0 ? [] : new BsonDocument("errorLabels", new BsonArray(labels)));
}
