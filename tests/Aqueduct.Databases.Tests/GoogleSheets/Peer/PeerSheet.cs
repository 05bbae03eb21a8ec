namespace Aqueduct.Databases.Tests.GoogleSheets.Peer;

/// <summary>A sheet in memory. Rows and columns count from 0.</summary>
sealed class PeerSheet
{
    public required int Id { get; init; }

    public required string Title { get; set; }

    public bool Hidden { get; set; }

    public bool IsChart { get; init; }

    public int Rows { get; set; } = 1000;

    public int Columns { get; set; } = 26;

    public int Frozen { get; set; }

    /// <summary>Texts, doubles and flags.</summary>
    public Dictionary<(int Row, int Column), object> Values { get; private set; } = [];

    /// <summary>How a cell looks: its number format, or "bold".</summary>
    public Dictionary<(int Row, int Column), string> Formats { get; private set; } = [];

    public PeerSheet Copy() => new() { Id = Id, Title = Title, Hidden = Hidden, IsChart = IsChart, Rows = Rows, Columns = Columns, Frozen = Frozen, Values = new(Values), Formats = new(Formats) };

    public void Put(int row, int column, object? value)
    {
        if (value is null or "")
            Values.Remove((row, column));
        else
            Values[(row, column)] = value;
    }

    /// <summary>Pushes the rows from <paramref name="start"/> on down.</summary>
    public void Insert(int start, int count, bool inherit)
    {
        Values = Values.ToDictionary(v => (v.Key.Row >= start ? v.Key.Row + count : v.Key.Row, v.Key.Column), v => v.Value);
        Formats = Formats.ToDictionary(v => (v.Key.Row >= start ? v.Key.Row + count : v.Key.Row, v.Key.Column), v => v.Value);
        foreach (var (place, format) in Formats.Where(f => f.Key.Row == (inherit ? start - 1 : start + count)).ToList())
            for (var row = start; row < start + count; row++)
                Formats[(row, place.Column)] = format;
        Rows += count;
    }
}
