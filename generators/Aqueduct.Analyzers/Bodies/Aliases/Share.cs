using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>An object that an input is, or one that is found inside of it.</summary>
/// <param name="Ordinal">The parameter; -1 for the object a method is called on.</param>
readonly record struct Owner(int Ordinal, bool IsInside);

/// <summary>An object of an input that something holds: one of this type, and whatever that holds in turn.</summary>
readonly record struct Held(Owner Owner, ITypeSymbol Type)
{
    public bool Equals(Held other) => Owner == other.Owner && SymbolEqualityComparer.Default.Equals(Type, other.Type);

    public override int GetHashCode() => Owner.GetHashCode() ^ SymbolEqualityComparer.Default.GetHashCode(Type);
}

/// <summary>What a value may share with the inputs: it may be an object of theirs, and it may hold objects of theirs. A copied list is none and holds them.</summary>
/// <param name="Self">Whose object the value itself may be.</param>
/// <param name="Inside">What it may hold.</param>
sealed record Share(ImmutableHashSet<Owner> Self, ImmutableHashSet<Held> Inside)
{
    public static readonly Share None = new([], []);

    public bool IsNone => Self.IsEmpty && Inside.IsEmpty;

    public Share With(Share other) => other.IsNone ? this : IsNone ? other : new(Self.Union(other.Self), Inside.Union(other.Inside));

    /// <summary>A new object that holds what this one holds.</summary>
    public Share Copy() => Self.IsEmpty ? this : new([], Inside);

    /// <summary>A new object that holds this value, which is of the type.</summary>
    public Share Wrap(ITypeSymbol? type)
    {
        var inside = Inside;
        if (type is not null)
            foreach (var owner in Self)
                inside = inside.Add(new Held(owner, type));
        return new([], inside);
    }

    /// <summary>What is read out of this value as a value of the type.</summary>
    public Share Part(ITypeSymbol? type)
    {
        if (type is null || Inside.IsEmpty || !Contents.CanChange(type))
            return None;
        var self = Self.Clear();
        var inside = Inside.Clear();
        foreach (var held in Inside)
        {
            if (Contents.Fits(type, held.Type) || Contents.IsIn(type, held.Type))
            {
                var owner = held.Owner with { IsInside = true };
                if (!type.IsValueType || Contents.IsView(type))
                    self = self.Add(SymbolEqualityComparer.Default.Equals(type, held.Type) ? held.Owner : owner);
                foreach (var part in Contents.PartsOf(type))
                    inside = inside.Add(new Held(owner, part));
            }

            if (Contents.IsIn(held.Type, type))
                inside = inside.Add(held);
        }

        return new(self, inside);
    }

    /// <summary>The same seen as a value of the type: what is copied by value is nobody's object.</summary>
    public Share As(ITypeSymbol? type) =>
        IsNone || type is null ? this
        : !Contents.CanChange(type) ? None
        : type.IsValueType && !Contents.IsView(type) ? Copy() : this;

    public bool Equals(Share? other) => other is not null && Self.SetEquals(other.Self) && Inside.SetEquals(other.Inside);

    public override int GetHashCode() => Self.Count * 31 + Inside.Count;
}
