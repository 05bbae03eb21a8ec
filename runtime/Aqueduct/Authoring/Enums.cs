namespace Aqueduct;

/// <summary>What a failed check does to the run.</summary>
public enum Severity
{
    /// <summary>The run goes on and ends as succeeded with warnings.</summary>
    Warning,

    /// <summary>The run fails and none of its saves is applied.</summary>
    Error,
}

/// <summary>What a save does with rows that are there already.</summary>
public enum SaveMode
{
    /// <summary>Keeps them and adds the new ones.</summary>
    Append,

    /// <summary>Replaces the whole table.</summary>
    Replace,

    /// <summary>Fails when the table exists.</summary>
    Fail,

    /// <summary>Updates rows with the same key and adds the others.</summary>
    Upsert,
}

/// <summary>What happens when a run is due while the previous one still runs.</summary>
public enum Overlap
{
    /// <summary>The new run is left out.</summary>
    Skip,

    /// <summary>The new run waits.</summary>
    Queue,

    /// <summary>Both run.</summary>
    Parallel,

    /// <summary>The previous run is canceled.</summary>
    CancelPrevious,
}

/// <summary>Which missed firings are made up for after an outage.</summary>
public enum CatchUp
{
    /// <summary>None.</summary>
    None,

    /// <summary>The last one.</summary>
    Last,

    /// <summary>Each of them.</summary>
    All,
}

/// <summary>How a file holds a table.</summary>
public enum FileFormat
{
    /// <summary>By the path's ending: .csv, .json, .parquet or .xlsx.</summary>
    Auto,

    /// <summary>Comma-separated values with a header line, UTF-8 (RFC 4180).</summary>
    Csv,

    /// <summary>An array of objects, UTF-8.</summary>
    Json,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>A workbook of Office Open XML, by the package Aqueduct.Spreadsheets.</summary>
    Xlsx,
}
