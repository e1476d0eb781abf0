namespace ManifestLint.Cli.Reporters.Html;

/// <summary>The style and the script of the page, as they are embedded.</summary>
internal static class HtmlAssets
{
    /// <summary>SHA-256 of <see cref="Style"/>; a test tells when it changes. Computed here, it would load a library for it.</summary>
    public const string StyleHash = "/DOkQxmBsElXrRaraej/V7NTjskSeIl4lRM8jI1wFjw=";

    /// <summary>SHA-256 of <see cref="Script"/>.</summary>
    public const string ScriptHash = "Kqq0/9IbqcdKZ8NzA9CUuKw+euYdO6bxFIJFkq364eo=";

    /// <summary>Nothing is loaded, nothing is sent, and no script or style runs but these two.</summary>
    public const string Policy = $"default-src 'none'; style-src 'sha256-{StyleHash}'; script-src 'sha256-{ScriptHash}'; base-uri 'none'; form-action 'none'";

    /// <summary>The content of the style element.</summary>
    public static string Style => Read("report.css");

    /// <summary>The content of the script element.</summary>
    public static string Script => Read("report.js");

    private static string Read(string name)
    {
        using Stream resource = typeof(HtmlAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
