using System.ComponentModel;

namespace Aqueduct.Runtime;

/// <summary>Marks a parameter that generated code fills with the number of the node which gives the artifact; a measure of the node itself asks the run by it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NodeMeasureAttribute : Attribute;
