namespace Aqueduct.Runtime;

/// <summary>decimal and the decimals of columnar systems: 96 bits with a point at up to 28 digits, 38 digits with a point that the column has.</summary>
static class WideDecimals
{
    /// <summary>The most digits that such a column has room for.</summary>
    public const int Digits = 38;

    static readonly Int128[] Powers = [.. Enumerable.Range(0, Digits + 1).Select(i => Enumerable.Range(0, i).Aggregate(Int128.One, (p, _) => p * 10))];

    /// <summary>10 to the power of <paramref name="exponent"/>.</summary>
    public static Int128 Power(int exponent) => Powers[exponent];

    /// <summary>The digits as a whole number, and how many of them stand behind the point.</summary>
    public static (Int128 Number, byte Scale) Split(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var number = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return (decimal.IsNegative(value) ? -number : number, value.Scale);
    }

    /// <summary>The decimal of those digits; false where it has too many.</summary>
    public static bool TryJoin(Int128 number, int scale, out decimal value)
    {
        value = 0;
        var (size, isNegative) = (UInt128.CreateTruncating(Int128.IsNegative(number) ? -number : number), Int128.IsNegative(number));
        while (scale > 0 && (scale > 28 || size >> 96 != 0))
        {
            var (rest, digit) = UInt128.DivRem(size, 10);
            if (digit != 0)
                return false;
            (size, scale) = (rest, scale - 1);
        }

        if (size >> 96 != 0)
            return false;
        value = new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), isNegative, (byte)scale);
        return true;
    }
}
