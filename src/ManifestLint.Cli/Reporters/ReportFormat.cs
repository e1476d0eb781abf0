using System.Collections.Immutable;
using ManifestLint.Cli.Reporters.Html;

namespace ManifestLint.Cli.Reporters;

/// <summary>The formats by the names that people type.</summary>
internal static class ReportFormat
{
    /// <summary>Every name, in the order of the help.</summary>
    public static ImmutableArray<string> Names { get; } = ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "azure", "checkstyle", "markdown", "html"];

    /// <summary>The reporter of a format.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="hasColor">Whether the text may be coloured.</param>
    /// <param name="hasSummary">Whether the text ends with a summary.</param>
    /// <param name="width">Columns of the terminal that shows the text; null when none does.</param>
    public static IReporter Create(string name, bool hasColor, bool hasSummary, int? width = null) => name switch
    {
        "text" => new TextReporter(hasColor, hasSummary, width),
        "concise" => new ConciseReporter(),
        "json" => new JsonReporter(),
        "sarif" => new SarifReporter(),
        "github" => new GithubReporter(),
        "gitlab" => new GitlabReporter(),
        "junit" => new JunitReporter(),
        "azure" => new AzureReporter(),
        "checkstyle" => new CheckstyleReporter(),
        "markdown" => new MarkdownReporter(),
        "html" => new HtmlReporter(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such format"),
    };

    /// <summary>Why a name is no format, with the one that was meant; null when it is one.</summary>
    public static string? Check(string name) => Names.Contains(name, StringComparer.Ordinal)
        ? null
        : $"Unknown format '{name}'{Spelling.SuggestOrList(name, Names)}";
}
