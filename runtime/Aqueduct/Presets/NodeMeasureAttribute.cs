using System.ComponentModel;

namespace Aqueduct.Runtime;

/// <summary>Marks a parameter that generated code fills with the place of the node which gives the artifact: <c>node</c> with its number, <c>depth</c> with how many graphs further out it stands. A measure of the node itself asks the run by them.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NodeMeasureAttribute : Attribute;
