namespace Aqueduct.Runtime;

/// <summary>A column of another library, for messages.</summary>
/// <param name="Owner">What has the column, such as <c>record batch</c>.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Type">Its type there.</param>
readonly record struct ForeignPlace(string Owner, string Name, string Type)
{
    /// <summary>The position among <paramref name="names"/> of each member's column, found as the columns of a query are.</summary>
    /// <exception cref="InvalidDataException">A member has no column, or more than one.</exception>
    public static int[] Find<T>(string owner, IReadOnlyList<string> names) => [.. RowType<T>.Instance.Fields.Select(field =>
    {
        if (field.Kind == FieldKind.Other)
            throw new InvalidDataException(NoLayout(typeof(T)));
        try
        {
            if (ColumnNames.Find(field, names) is >= 0 and var found)
                return found;
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"The {owner}: {e.Message}", e);
        }

        throw new InvalidDataException($"The {owner} has no column for member {field.Name} of {typeof(T).Name}; it has {string.Join(", ", names)}.{Nearest.Hint(ColumnNames.ForNew(field), names)} Name the member's column with [Column].");
    })];

    /// <summary>Rows that nobody generated a layout for, or a member that is no scalar.</summary>
    public static string NoLayout(Type row) =>
        $"{row.Name} has no columns: rows are records whose members are numbers, text, dates, enumerations or bytes, and which a marked method names, as Table<{row.Name}> in its signature; for them the layout is generated.";

    /// <summary>A value that its member does not take.</summary>
    public InvalidDataException Mismatch(long row, Field field, string value, string expected) =>
        new($"Row {row + 1}, column {Name} of the {Owner} ({Type}) is '{DatabaseTexts.Cut(value)}'; member {DatabaseTexts.Member(field)} takes {expected}.");

    /// <summary>A null for a member that takes none.</summary>
    public InvalidDataException Missing(long row, Field field) =>
        new($"Row {row + 1}, column {Name} of the {Owner} is null, and member {DatabaseTexts.Member(field)} may not be null. Make the member nullable, or leave such rows out.");

    /// <summary>A column that no member takes.</summary>
    public InvalidDataException Unknown(Field field) =>
        new($"Column {Name} of the {Owner} is of type {Type}, which member {DatabaseTexts.Member(field)} does not take, nor does any other. Convert the column first, or leave the member out.");
}

/// <summary>Gathers a member's column from values of another library: as they are where they have the member's type, else by the invariant text in which all types meet, as from files.</summary>
/// <typeparam name="V">Type of the values there, null apart.</typeparam>
abstract class ForeignColumn<V>(Field field, ForeignPlace place)
{
    /// <summary>Values taken so far.</summary>
    protected int Row { get; private set; }

    /// <summary>Takes a value that is not null.</summary>
    public void Add(V value)
    {
        Put(value);
        Row++;
    }

    /// <summary>Takes a null.</summary>
    public void AddNull()
    {
        if (!field.Nullable)
            throw place.Missing(Row, field);
        PutNull();
        Row++;
    }

    /// <summary>Takes many values.</summary>
    public void AddRange(ReadOnlySpan<V> values)
    {
        PutRange(values);
        Row += values.Length;
    }

    /// <summary>The next value is none that .NET's type can hold.</summary>
    public InvalidDataException Mismatch(string value) => place.Mismatch(Row, field, value, FileColumn.Of(field).Expected);

    /// <summary>What was gathered.</summary>
    public abstract Column Build();

    protected abstract void Put(V value);

    protected abstract void PutNull();

    protected virtual void PutRange(ReadOnlySpan<V> values)
    {
        foreach (var value in values)
            Put(value);
    }
}

/// <summary>The ways from a type to a member's.</summary>
static class ForeignColumn
{
    /// <summary>From a value type.</summary>
    public static ForeignColumn<V> OfValues<V>(Field field, ForeignPlace place, int capacity) where V : struct =>
        field.Type == typeof(V) ? new Same<V>(field, place, capacity)
        : field.Type == typeof(V?) ? new Optional<V>(field, place, capacity)
        : typeof(V) == typeof(DateTime) && field.Kind == FieldKind.DateOnly ? (ForeignColumn<V>)(object)new Midnights(field, place, capacity)
        : new Converted<V>(field, place);

    /// <summary>From texts or bytes.</summary>
    public static ForeignColumn<V> OfObjects<V>(Field field, ForeignPlace place, int capacity) where V : class =>
        field.Type == typeof(V) ? new Same<V>(field, place, capacity) : new Converted<V>(field, place);

    sealed class Same<V>(Field field, ForeignPlace place, int capacity) : ForeignColumn<V>(field, place)
    {
        readonly ColumnBuilder<V> _values = new(capacity);

        public override Column Build() => _values.Build();

        protected override void Put(V value) => _values.Add(value);

        protected override void PutNull() => _values.Add(default!); // of a value type none comes here: its member takes no null

        protected override void PutRange(ReadOnlySpan<V> values) => _values.AddRange(values);
    }

    sealed class Optional<V>(Field field, ForeignPlace place, int capacity) : ForeignColumn<V>(field, place) where V : struct
    {
        readonly ColumnBuilder<V?> _values = new(capacity);

        public override Column Build() => _values.Build();

        protected override void Put(V value) => _values.Add(value);

        protected override void PutNull() => _values.Add(null);
    }

    /// <summary>Dates of systems that keep them as midnights.</summary>
    sealed class Midnights(Field field, ForeignPlace place, int capacity) : ForeignColumn<DateTime>(field, place)
    {
        readonly ForeignColumn<DateOnly> _dates = OfValues<DateOnly>(field, place, capacity);

        public override Column Build() => _dates.Build();

        protected override void Put(DateTime value) => _dates.Add(value.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(value) : throw Mismatch(ScalarText.Format(value)!));

        protected override void PutNull() => _dates.AddNull();
    }

    sealed class Converted<V>(Field field, ForeignPlace place) : ForeignColumn<V>(field, place)
    {
        readonly FileColumn _values = FileColumn.Of(field);

        public override Column Build() => _values.Build();

        protected override void Put(V value)
        {
            var text = ScalarText.Format(value)!;
            if (!_values.TryAdd(text.AsSpan()))
                throw Mismatch(text);
        }

        protected override void PutNull() => _values.AddNull();
    }
}
