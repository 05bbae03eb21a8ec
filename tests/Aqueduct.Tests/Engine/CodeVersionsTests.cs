using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

public class CodeVersionsTests
{
    [Fact]
    public void Registered_versions_are_found_by_the_methods_name_and_nothing_is_read_before()
    {
        var asked = 0;
        CodeVersions.Add("Versions.A 0123456789abcdef\nVersions.B 0123456789abcdef libraries\nVersions.C 0123456789abcdef libraries", () =>
        {
            asked++;
            return [typeof(CodeVersionsTests).Module];
        });
        Assert.Equal(0, asked);
        Assert.Equal("0123456789abcdef", CodeVersions.Of(new("Versions.A")));
        Assert.Matches("^[0-9a-f]{16}$", CodeVersions.Of(new("Versions.B"))!);
        Assert.NotEqual(CodeVersions.Of(new("Versions.A")), CodeVersions.Of(new("Versions.B")));
        Assert.Equal(CodeVersions.Of(new("Versions.B")), CodeVersions.Of(new("Versions.C", typeof(CodeVersionsTests))));
        Assert.Null(CodeVersions.Of(new("Versions.D")));
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Another_library_is_another_version()
    {
        CodeVersions.Add("Versions.E 0123456789abcdef libraries", () => [typeof(CodeVersionsTests).Module]);
        CodeVersions.Add("Versions.F 0123456789abcdef libraries", () => [typeof(FactAttribute).Module]);
        Assert.NotEqual(CodeVersions.Of(new("Versions.E")), CodeVersions.Of(new("Versions.F")));
    }
}
