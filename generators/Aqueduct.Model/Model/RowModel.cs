namespace Aqueduct.Model;

/// <summary>A row type: its members are the columns.</summary>
sealed record RowModel
{
    public required TypeName Type { get; init; }

    /// <summary>Identifier that generated classes of this type start with; unique in the app.</summary>
    public required string Identifier { get; init; }

    public EquatableArray<RowMember> Members { get; init; } = [];

    /// <summary>Warnings that naming it gives by its author's wish.</summary>
    public EquatableArray<string> Warnings { get; init; } = [];

    /// <summary>Whether generated code may add the Columns property; not where the declaring assembly's own is visible.</summary>
    public bool HasColumns { get; init; }

    /// <summary>Whether every member is a scalar.</summary>
    public bool IsComplete
    {
        get
        {
            foreach (var member in Members)
                if (member.Scalar.Length == 0)
                    return false;
            return true;
        }
    }
}

/// <summary>A column.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Scalar">The scalar's name without its nullability: <c>int</c>, <c>DateOnly</c>, <c>enum</c>, <c>bytes</c>; empty when no column holds it.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Column">The name [Column] gives, or null.</param>
/// <param name="InConstructor">Whether the constructor takes it; else it is set by an initializer.</param>
/// <param name="Anchor">Anchor of its declaration, 0 in another assembly.</param>
sealed record RowMember(string Name, TypeName Type, string Scalar, bool IsNullable, string? Column, bool InConstructor, int Anchor);
