using MudBlazor;

namespace Aqueduct.Dashboard.Shell;

/// <summary>The colours, light and dark. They are a style sheet and not a component: a page is painted once, in the colours that the browser asks for.</summary>
sealed class ThemeSheet : MudThemeProvider
{
    static readonly string[] Sans = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "DejaVu Sans", "sans-serif"];

    static readonly MudTheme Colours = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5fbf", Secondary = "#5b4bb5", Tertiary = "#0f766e", Info = "#1f5fbf", Success = "#14713a", Warning = "#8f5600", Error = "#b3261e",
            Background = "#f6f7f9", Surface = "#ffffff", BackgroundGray = "#eceff3", TextPrimary = "#1b1f27", TextSecondary = "#545c6a", TextDisabled = "#6a7280",
            LinesDefault = "#dde1e7", LinesInputs = "#868e9c", Divider = "#e3e6eb", TableLines = "#e6e9ee", ActionDefault = "#545c6a", AppbarBackground = "#ffffff", AppbarText = "#1b1f27",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#86b4ff", PrimaryContrastText = "#0d1522", Secondary = "#b9aaff", Tertiary = "#5fd0c3", Info = "#86b4ff", Success = "#63cf8d", Warning = "#f2b656", Error = "#ff8f87",
            SuccessContrastText = "#0d1522", WarningContrastText = "#0d1522", ErrorContrastText = "#0d1522",
            Background = "#12151b", Surface = "#1a1e26", BackgroundGray = "#232833", TextPrimary = "#e8ebf0", TextSecondary = "#a8b0bd", TextDisabled = "#8b93a1",
            LinesDefault = "#2d333f", LinesInputs = "#7a8391", Divider = "#2a303b", TableLines = "#262c36", ActionDefault = "#a8b0bd", AppbarBackground = "#1a1e26", AppbarText = "#e8ebf0",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Sans, FontSize = ".875rem" } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
    };

    ThemeSheet(bool isDark) => (Theme, IsDarkMode) = (Colours, isDark);

    /// <summary>The style sheet: light, dark where the browser prefers it, and whichever the person chose.</summary>
    public static string Sheet()
    {
        var (light, dark) = (Variables(isDark: false), Variables(isDark: true));
        return $$"""
            :root { color-scheme: light; {{light}} }
            :root[data-theme="dark"] { color-scheme: dark; {{dark}} }
            @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; {{dark}} } }
            """;
    }

    static string Variables(bool isDark)
    {
        // MudBlazor writes a style element with one rule for :root; only what is in its braces is of use here.
        var built = new ThemeSheet(isDark).BuildTheme();
        var begin = built.IndexOf('{', StringComparison.Ordinal) + 1;
        return built[begin..built.IndexOf('}', begin)];
    }
}
