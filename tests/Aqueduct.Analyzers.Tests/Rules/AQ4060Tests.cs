namespace Aqueduct.Analyzers.Tests;

public class AQ4060Tests
{
    const string Resources = """{ "resources": { "data": { "type": "files", "path": "data" } } }""";

    const string Picture = """
            [FileEndings(".png", ".svg")]
            public sealed class Picture : IFileContent
            {
                public bool TryWrite(string ending, System.IO.Stream stream) => true;
            }

        """;

    [Fact]
    public Task An_ending_that_the_type_does_not_name_is_found() => Verify.Members(Picture + """
            [Write("data", {|AQ4060:"a.jpg"|})]
            public static partial void A(Picture picture);
            [Write("data", {|AQ4060:"{day}/a"|})]
            public static partial void B(Picture picture, string day);
        """, Resources);

    [Fact]
    public Task Its_endings_and_one_that_a_parameter_gives_pass() => Verify.Members(Picture + """
            [Write("data", "a.PNG")]
            public static partial void A(Picture picture);
            [Write("data", "a-{day}.svg")]
            public static partial void B(Picture picture, string day);
            [Write("data", "a.{form}")]
            public static partial void C(Picture picture, string form);
        """, Resources);
}
