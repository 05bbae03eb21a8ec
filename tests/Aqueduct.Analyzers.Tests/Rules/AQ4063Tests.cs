namespace Aqueduct.Analyzers.Tests;

public class AQ4063Tests
{
    const string Mail = """{ "resources": { "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com", "to": "b@example.com", "recipients": { "stakeholders": "c@example.com" } } } }""";

    [Fact]
    public Task Who_is_neither_an_address_nor_a_list_is_found() => Verify.Members("""
            [Email("mail", Subject = "a", To = {|AQ4063:"stakeholder"|})]
            public static partial void A(double x);
            [Email("mail", Subject = "a", To = {|AQ4063:"ann@"|})]
            public static partial void B(double x);
            [Email("mail", Subject = "a", To = {|AQ4063:"a@example.com\r\nBcc: b@example.com"|})]
            public static partial void C(double x);
        """, Mail);

    [Fact]
    public Task Nobody_is_found_where_the_resource_names_nobody_either() => Verify.Members("""
            [{|AQ4063:Email("mail", Subject = "a")|}]
            public static partial void A(double x);
        """, """{ "resources": { "mail": { "type": "mail", "host": "mail.example.com", "from": "a@example.com" } } }""");

    [Fact]
    public Task Addresses_lists_and_the_resource_s_own_pass() => Verify.Members("""
            [Email("mail", Subject = "a", To = "Stakeholders, ann@example.com")]
            public static partial void A(double x);
            [Email("mail", Subject = "a")]
            public static partial void B(double x);
        """, Mail);

    [Fact]
    public Task An_environment_may_name_them() => Verify.Members("""
            [Email("mail", Subject = "a")]
            public static partial void A(double x);
        """, """{ "resources": { "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com" } }, "environments": { "production": { "resources": { "mail": { "to": "b@example.com" } } } } }""");
}
