namespace Aqueduct;

/// <summary>Marks a partial method that mails what it takes once every operator, metric and Error check of the run has passed and everything else is published.</summary>
/// <param name="resource">Name of a resource of type mail in aqueduct.json.</param>
/// <remarks>Numbers and texts stand in a small table, tables as their first rows, charts as images; in the order of the parameters.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmailAttribute(string resource) : Attribute
{
    /// <summary>Name of the resource.</summary>
    public string Resource { get; } = resource;

    /// <summary>The subject; <c>{name}</c> stands for the method's parameter of that name.</summary>
    public required string Subject { get; set; }

    /// <summary>Who receives it: names of lists among the resource's <c>recipients</c>, or addresses, separated by commas; the resource's <c>to</c> when not given.</summary>
    public string? To { get; set; }

    /// <summary>What is attached, as files separated by commas: <c>churn.csv, churn.xlsx</c> is the parameter churn in two forms.</summary>
    public string? Attach { get; set; }

    /// <summary>The most rows of a table that stand in the mail; 20 when not given.</summary>
    public int Rows { get; set; } = 20;
}
