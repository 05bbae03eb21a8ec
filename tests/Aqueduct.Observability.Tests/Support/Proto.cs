using System.Text;

namespace Aqueduct.Observability.Tests;

/// <summary>A message of protocol buffers, read by field number: as much of the wire's form as OTLP needs.</summary>
sealed class Proto(ReadOnlyMemory<byte> bytes)
{
    readonly List<(int Field, ReadOnlyMemory<byte> Value)> _fields = [.. Read(bytes)];

    /// <summary>The messages of a field, and of a field in those, and so on.</summary>
    public IEnumerable<Proto> All(params int[] path) => path.Aggregate<int, IEnumerable<Proto>>([this], (all, field) => all.SelectMany(m => m._fields.Where(f => f.Field == field).Select(f => new Proto(f.Value))));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    /// <summary>Attributes whose values are texts, in field <paramref name="field"/>.</summary>
    public Dictionary<string, string> Attributes(int field) => All(field).ToDictionary(a => a.Text(1), a => a.All(2).First().Text(1));

    ReadOnlyMemory<byte> Bytes(int field) => _fields.FirstOrDefault(f => f.Field == field).Value;

    static IEnumerable<(int, ReadOnlyMemory<byte>)> Read(ReadOnlyMemory<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var key = Number(bytes, ref at);
            var length = (key & 7) switch { 0 => -1, 1 => 8, 5 => 4, 2 => (int)Number(bytes, ref at), var wire => throw new FormatException($"wire type {wire}") };
            var from = at;
            if (length < 0)
                _ = Number(bytes, ref at);
            else
                at += length;
            // What looks like a message may be a text: it is read when it is asked for.
            if (at > bytes.Length)
                yield break;
            yield return ((int)(key >> 3), bytes[from..at]);
        }
    }

    static ulong Number(ReadOnlyMemory<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; at < bytes.Length; shift += 7)
        {
            var part = bytes.Span[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }

        return value;
    }
}
