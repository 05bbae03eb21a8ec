using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Aqueduct.Artifacts.Rendering;

/// <summary>Renders one embedded template. A template only lays out: whatever it prints was decided by the plan, and passes an escaping filter.</summary>
public static class TemplateRenderer
{
    /// <summary>Renders a file that is no YAML.</summary>
    public static RenderedFile Render(string template, string path, object values) => new(path, Text(template, path, values, []));

    /// <summary>Renders a YAML file and reads it back: every escaped value must come out of the parser unchanged.</summary>
    /// <param name="documents">Number of YAML documents there must be.</param>
    public static RenderedFile RenderYaml(string template, string path, object values, int documents)
    {
        var escaped = new List<string>();
        var text = Text(template, path, values, escaped);
        YamlCheck.Verify(path, text, escaped, documents);
        return new(path, text);
    }

    static string Text(string template, string path, object values, List<string> escaped) =>
        RenderText(Source(template), path, values, escaped);

    internal static string RenderText(string source, string path, object values, List<string>? escaped = null)
    {
        try
        {
            var template = Template.Parse(source, path);
            return template.HasErrors
                ? throw new InvalidOperationException(template.Messages.ToString())
                : template.Render(Context(values, escaped ?? []));
        }
        catch (Exception e) when (e is ScriptRuntimeException or InvalidOperationException)
        {
            throw ArtifactException.RenderingFailed(path, e.Message, e);
        }
    }

    static string Source(string template)
    {
        using var stream = typeof(TemplateRenderer).Assembly.GetManifestResourceStream(template)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Lines of a part of YAML where they belong, the last without its end.</summary>
    static string Indented(string text, int spaces) =>
        string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : new string(' ', spaces) + line));

    /// <summary>Finds what templates include among the embedded ones.</summary>
    sealed class Parts : ITemplateLoader
    {
        public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

        public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) => Source(templatePath);

        public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) => new(Source(templatePath));
    }

    static TemplateContext Context(object values, List<string> escaped)
    {
        var filters = new ScriptObject();
        filters.Import("yaml", (string text) => Recorded(text, Escapes.Yaml(text)));
        filters.Import("compose", (string text) => Recorded(Escapes.ComposeText(text), Escapes.Compose(text)));
        filters.Import("sh", Escapes.Shell);
        filters.Import("json", Escapes.Json);
        filters.Import("comment", Escapes.Comment);
        filters.Import("python", Escapes.Python);
        filters.Import("indent", Indented);
        filters.Import("dockerfile", Escapes.Dockerfile);
        filters.Import(values);

        // Zero lifts Scriban's limits: its loop limit counts nested loops together, and its text limit cuts silently.
        var context = new TemplateContext { StrictVariables = true, LoopLimit = 0, LimitToString = 0, NewLine = "\n", AutoIndent = false, TemplateLoader = new Parts() };
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(filters);
        return context;

        string Recorded(string text, string quoted)
        {
            escaped.Add(text);
            return quoted;
        }
    }
}
