namespace ManifestLint.Cli.Reporters.Html;

/// <summary>The style and the script of the page, as they are embedded.</summary>
internal static class HtmlAssets
{
    /// <summary>SHA-256 of <see cref="Style"/>; a test tells when it changes. Computed here, it would load a library for it.</summary>
    public const string StyleHash = "WMu5cS7ICMiI5MK6jpCZu/qjQ2PeWd6pon0beboL8N8=";

    /// <summary>SHA-256 of <see cref="Script"/>.</summary>
    public const string ScriptHash = "33H3UY5Rz4F8Dhc3Ty3k15GRZnog5El0++br9qja+co=";

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
