namespace ManifestLint.Cli.Reporters;

/// <summary>Parts of a rule's page.</summary>
internal static class RulePageText
{
    /// <summary>The page without marks, as a terminal shows it.</summary>
    public static string Plain(string page)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new MarkdownText(text, hasStyle: false).Write(page);
        return text.ToString();
    }

    /// <summary>The first paragraph below "What it reports", in one line; null when there is none.</summary>
    public static string? Summary(string page)
    {
        const string heading = "\n## What it reports\n";
        int start = page.IndexOf(heading, StringComparison.Ordinal);
        if (start < 0)
            return null;

        string rest = page[(start + heading.Length)..].TrimStart('\n');
        int end = rest.IndexOf("\n\n", StringComparison.Ordinal);
        return (end < 0 ? rest : rest[..end]).ReplaceLineEndings(" ").Trim();
    }
}
