namespace Aqueduct;

/// <summary>Marks a partial method that sends what it takes to a chat or a webhook once every operator, metric and Error check of the run has passed and everything else is published.</summary>
/// <param name="resource">Name of a resource of type webhook in aqueduct.json.</param>
/// <remarks>Programs get a JSON object with the values of the parameters and the first rows of tables; a chat gets the same as text. What is sent is signed where the resource has a secret.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MessageAttribute(string resource) : Attribute
{
    /// <summary>Name of the resource.</summary>
    public string Resource { get; } = resource;

    /// <summary>One sentence; <c>{name}</c> stands for the method's parameter of that name. The method's name when not given.</summary>
    public string? Text { get; set; }

    /// <summary>The most rows of a table that are sent; 20 when not given.</summary>
    public int Rows { get; set; } = 20;
}
