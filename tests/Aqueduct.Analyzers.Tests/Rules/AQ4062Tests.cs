namespace Aqueduct.Analyzers.Tests;

public class AQ4062Tests
{
    const string Mail = """{ "resources": { "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com", "to": "b@example.com", "recipients": { "stakeholders": "c@example.com" } } } }""";

    [Fact]
    public Task What_a_mail_has_no_form_for_is_found() => Verify.Members("""
            [Email("mail", Subject = "a")]
            public static partial {|AQ4062:int|} A(Table<Row> rows);
            [Email("mail", Subject = "a")]
            public static partial void B({|AQ4062:IAsyncEnumerable<Table<Row>>|} rows);
            [Email("mail", Subject = "a")]
            public static partial void C({|AQ4062:System.Uri|} address);
            [Email("mail", Subject = "a")]
            public static partial void D({|AQ4062:byte[]|} model);
            [Email("mail", Subject = {|AQ4062:" "|})]
            public static partial void E(double x);
            [Email("mail", Subject = {|AQ4062:"a\nBcc: b@example.com"|})]
            public static partial void F(double x);
            [Email("mail", Subject = "a", Rows = {|AQ4062:-1|})]
            public static partial void G(Table<Row> rows);
        """, Mail);

    [Fact]
    public Task Numbers_texts_tables_images_and_attached_bytes_pass() => Verify.Members("""
            [FileEndings(".png", ".svg")]
            public sealed class Picture : IFileContent
            {
                public bool TryWrite(string ending, System.IO.Stream stream) => true;
            }
            [Email("mail", Subject = "Churn {day}", Attach = "model.onnx, rows.csv", Rows = 0)]
            public static partial void A(Table<Row> rows, double? average, Picture picture, byte[] model, System.DateOnly day, string? note);
            [Email("mail", Subject = "a")]
            public static partial Task B(bool passed);
        """, Mail);

    [Fact]
    public Task A_placeholder_that_is_no_parameter_and_a_resource_of_another_kind_are_found_by_their_own_rules() => Verify.Members("""
            [Email("mail", Subject = "Churn {|AQ4031:{dya}|}")]
            public static partial void A(string day);
            [Email({|AQ4034:"demo"|}, Subject = "a")]
            public static partial void B(double x);
            [Email({|AQ4001:"mial"|}, Subject = "a")]
            public static partial void C(double x);
            [Save({|AQ4034:"mail"|}, "t", SaveMode.Append)]
            public static partial void D(Table<Row> rows);
            [Write({|AQ4034:"mail"|}, "t.csv")]
            public static partial void E(Table<Row> rows);
        """, Mail);
}
