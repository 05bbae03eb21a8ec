namespace Aqueduct.Connectors.GoogleSheets;

/// <summary>A call that Google has refused, or that did not get there or back.</summary>
/// <param name="status">The answer's HTTP status; 0 where there was no answer.</param>
/// <param name="message">What Google says.</param>
/// <param name="inner">The cause.</param>
sealed class SheetsException(int status, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The answer's HTTP status; 0 where there was no answer.</summary>
    public int Status { get; } = status;

    /// <summary>Whether nothing of the call was done, and a little later it may be.</summary>
    public bool IsTooMuch => Status == 429;

    /// <summary>Whether it may be done a little later; nobody knows whether it was done already.</summary>
    public bool IsPassing => Status is 0 or 408 or 429 or >= 500;
}
