using System;
using System.Text;

namespace Aqueduct.OnnxModels;

/// <summary>A message of protobuf within a buffer: its fields one after the other, with numbers as their names.</summary>
readonly struct Message(byte[] bytes, int start, int end)
{
    public Fields GetEnumerator() => new(bytes, start, end);

    /// <summary>A field: a number, or a part of the buffer that is a text or a message.</summary>
    public readonly struct Field(byte[] bytes, int number, ulong value, int start, int end)
    {
        public int Number => number;

        public ulong Value => value;

        public bool IsMessage => start >= 0;

        public Message Message => IsMessage ? new(bytes, start, end) : throw new ArgumentException("A number where a message is expected.");

        public string Text => IsMessage ? Encoding.UTF8.GetString(bytes, start, end - start) : throw new ArgumentException("A number where a text is expected.");
    }

    /// <summary>Walks over the fields; what is longer than the buffer ends in an exception.</summary>
    public struct Fields(byte[] bytes, int start, int end)
    {
        int _at = start;

        public Field Current { get; private set; }

        public bool MoveNext()
        {
            if (_at >= end)
                return false;
            var tag = Varint();
            var number = checked((int)(tag >> 3));
            switch (tag & 7)
            {
                case 0:
                    Current = new(bytes, number, Varint(), -1, -1);
                    return true;
                case 1:
                    return Skip(number, sizeof(long));
                case 2:
                    var length = checked((int)Varint());
                    var from = _at;
                    if (length > end - from)
                        throw new ArgumentException("A field reaches beyond its message.");
                    _at += length;
                    Current = new(bytes, number, 0, from, _at);
                    return true;
                case 5:
                    return Skip(number, sizeof(int));
                default:
                    throw new ArgumentException("A kind of field that ONNX does not have.");
            }
        }

        bool Skip(int number, int length)
        {
            if (length > end - _at)
                throw new ArgumentException("A field reaches beyond its message.");
            _at += length;
            Current = new(bytes, number, 0, -1, -1);
            return true;
        }

        ulong Varint()
        {
            var value = 0UL;
            for (var shift = 0; shift < 64; shift += 7)
            {
                if (_at >= end)
                    throw new ArgumentException("A number reaches beyond its message.");
                var part = bytes[_at++];
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                    return value;
            }

            throw new ArgumentException("A number of more than 64 bits.");
        }
    }
}
