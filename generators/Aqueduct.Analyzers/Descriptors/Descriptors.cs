namespace Aqueduct.Analyzers;

/// <summary>What each rule is called, says, and where its page is. One part of this class for each family.</summary>
static partial class Descriptors
{
    const string Pages = "https://github.com/aqueduct-build/aqueduct/blob/main/docs/rules/";
    const string Extension = ".md";
}
