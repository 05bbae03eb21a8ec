namespace Aqueduct.Analyzers.Tests;

public class AQ5004Tests
{
    [Fact]
    public Task Types_found_by_name_are_found() => Verify.Aot("""
            [Operator]
            public static string A(string name) => {|AQ5004:Type.GetType|}(name)!.Name;

            [Operator]
            public static string B(string name) => {|AQ5004:Activator.CreateInstance|}(Kinds[name])!.ToString()!;

            static readonly Dictionary<string, Type> Kinds = [];

            [Operator]
            public static int C(string path) => {|AQ5004:System.Reflection.Assembly.LoadFrom|}(path).GetHashCode();
        """);

    [Fact]
    public Task Code_that_is_made_is_found() => Verify.Aot("""
            [Check]
            public static bool A(int x) => {|AQ5004:typeof(List<>).MakeGenericType|}(x.GetType()).Name.Length > 0;

            [Metric]
            public static int B(int x)
            {
                System.Linq.Expressions.Expression<Func<int, int>> twice = n => n * 2;
                return {|AQ5004:twice.Compile|}()(x);
            }

            [Operator]
            public static int C(int x)
            {
                dynamic value = x;
                return (int){|AQ5004:value.GetHashCode|}();
            }

            [Operator]
            public static string D(string name) =>
                {|AQ5004:System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly|}(new System.Reflection.AssemblyName(name), System.Reflection.Emit.AssemblyBuilderAccess.Run).FullName!;
        """);

    [Fact]
    public Task Json_by_reflection_is_found() => Verify.Aot("""
            [Operator]
            public static string A(Row row) => {|AQ5004:System.Text.Json.JsonSerializer.Serialize|}(row);

            [Operator]
            public static Row B(string text) => {|AQ5004:System.Text.Json.JsonSerializer.Deserialize<Row>|}(text, new System.Text.Json.JsonSerializerOptions { WriteIndented = true })!;
        """);

    [Fact]
    public Task What_a_helper_and_a_services_method_do_is_found() => Verify.Aot("""
            [Operator]
            public static string A(string name) => {|AQ5004:Find|}(name).Name;

            static Type Find(string name) => Inner(name);

            static Type Inner(string name) => Type.GetType(name)!;

            [Services]
            public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services)
            {
                Console.WriteLine({|AQ5004:System.Text.Json.JsonSerializer.Serialize|}(1));
            }
        """);

    [Fact]
    public Task The_message_says_what_and_what_instead() => Verify.Aot("""
            [Operator]
            public static string A(string name) => {|#0:Find|}(name).Name;

            static Type Find(string name) => Type.GetType(name)!;
        """, "AQ5004", "A", "Type.GetType in Find", "Name the type by typeof");

    [Fact]
    public Task Without_native_AOT_all_of_it_passes() => Verify.Members("""
            [Operator]
            public static string A(string name) => Type.GetType(name)!.Name;

            [Operator]
            public static string B(Row row) => System.Text.Json.JsonSerializer.Serialize(row);
        """);

    [Fact]
    public Task Json_with_a_type_s_description_passes() => Verify.Aot("""
            [Operator]
            public static string A(Row row) => System.Text.Json.JsonSerializer.Serialize(row, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Row>)Context.GetTypeInfo(typeof(Row))!);

            [Operator]
            public static string B(Row row) => System.Text.Json.JsonSerializer.Serialize(row, typeof(Row), Context);

            static readonly System.Text.Json.Serialization.JsonSerializerContext Context = null!;

            [Operator]
            public static string C(Row row) => System.Text.Json.JsonSerializer.Serialize(row, Context.Options);

            static readonly System.Text.Json.JsonSerializerOptions Resolved = new() { TypeInfoResolver = Context };

            [Operator]
            public static Row D(string text) => System.Text.Json.JsonSerializer.Deserialize<Row>(text, Resolved)!;

            [Operator]
            public static string E(string text) => System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString() + System.Text.Json.JsonDocument.Parse(text).RootElement.GetRawText();
        """);

    [Fact]
    public Task Types_that_are_written_out_pass() => Verify.Aot("""
            [Operator]
            public static string A(int x) => Type.GetType("System.String")!.Name + typeof(Row).Name + x.GetType().Name;

            [Operator]
            public static string B(int x)
            {
                var type = typeof(Random);
                return Activator.CreateInstance(type)!.ToString() + Activator.CreateInstance<Random>().Next(x) + Activator.CreateInstance(typeof(Random));
            }

            [Operator]
            public static string C(int x) => string.Join(",", Enum.GetValues<DayOfWeek>()) + Enum.Parse<DayOfWeek>("Monday") + nameof(Row);

            [Operator]
            public static double[] D(double[] values) => [.. values.Order().Select(v => v * 2)];

            [Operator]
            public static string E(string text) => System.Text.RegularExpressions.Regex.Replace(text, "a+", "b", System.Text.RegularExpressions.RegexOptions.Compiled);
        """);

    [Fact]
    public Task Code_that_asks_first_passes() => Verify.Aot("""
            [Operator]
            public static string A(string name)
            {
                if (System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported)
                    return typeof(List<>).MakeGenericType(name.GetType()).Name;
                return "";
            }
        """);
}
