using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Cli.Commands;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules.Tests;

/// <summary>The parts of a rule's page that are made from its descriptor and its manifests; they stand between marks.</summary>
internal static class RulePage
{
    public static IEnumerable<string> Sections(Rule rule, RuleCase own)
    {
        yield return "What it reports";
        yield return "Why it matters";
        if (own.Has("bad.yaml"))
            yield return "Example";
        if (!rule.Options.IsEmpty)
            yield return "Options";
        yield return "When to suppress";
        yield return "References";
    }

    public static string WithGeneratedParts(string page, Rule rule, RuleCase own)
    {
        string result = Replace(page, "facts", Facts(rule.Descriptor));
        if (own.Has("bad.yaml"))
            result = Replace(result, "example", Example(own));
        if (!rule.Options.IsEmpty)
            result = Replace(result, "options", Options(rule));
        return result;
    }

    /// <summary>What a person wrote.</summary>
    public static string WithoutGeneratedParts(string page)
    {
        string result = page;
        foreach (string part in (string[])["facts", "example", "options"])
        {
            if (result.Contains($"<!-- {part} -->", StringComparison.Ordinal))
                result = Replace(result, part, "");
        }

        return result;
    }

    private static string Facts(DiagnosticDescriptor rule)
    {
        string fix = rule.FixAvailability switch
        {
            FixAvailability.Always => "always",
            FixAvailability.Sometimes => "where it is certain what to write",
            _ => "none",
        };
        return $"""
            {rule.Title}.

            | severity | preset | fix |
            |---|---|---|
            | {Lower(rule.Severity)} | {Lower(rule.Preset)} | {fix} |

            """;
    }

    private static string Example(RuleCase own)
    {
        var text = new StringBuilder();
        text.Append("Bad:\n\n```yaml\n").Append(Visible(own.ReadText("bad.yaml"))).Append("```\n\n");
        text.Append("```text\n").Append(own.ReadText("bad.expected.txt")).Append("```\n\n");
        text.Append("Good:\n\n```yaml\n").Append(Visible(own.ReadText("good.yaml"))).Append("```\n");
        if (own.Has("fixed.yaml"))
            text.Append("\nWhat the fix does to the bad one:\n\n```diff\n").Append(Difference(own)).Append("```\n");
        return text.ToString();
    }

    // Without the names of the files, which say nothing here.
    private static string Difference(RuleCase own)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new UnifiedDiff(text, hasColor: false, isTerminal: false).Write("bad.yaml", own.ReadText("bad.yaml"), own.ReadText("fixed.yaml"));
        string hunks = text.ToString();
        return hunks[hunks.IndexOf("@@", StringComparison.Ordinal)..];
    }

    // Bytes that are no text are what the example of ML0015 is about.
    private static string Visible(string text)
    {
        string visible = text.Replace('\0', '\uFFFD');
        return visible.EndsWith('\n') ? visible : visible + "\n";
    }

    private static string Options(Rule rule)
    {
        var table = new StringBuilder("| option | default | range | meaning |\n|---|---|---|---|\n");
        foreach (RuleOption option in rule.Options)
            table.Append($"| `{option.Key}` | {Defaults(option)} | {Range(option)} | {option.Description} |\n");
        return table.ToString();
    }

    private static string Defaults(RuleOption option) => option switch
    {
        NumberOption number => Default(number, value => $"{value}"),
        SwitchOption toggle => Default(toggle, value => value ? "true" : "false"),
        ChoiceOption choice => Default(choice, value => value),
        ListOption list => Default(list, value => value.IsEmpty ? "none" : string.Join(", ", value.Select(text => $"`{text}`"))),
        _ => throw new InvalidOperationException($"Options of the type {option.GetType()} have no text."),
    };

    private static string Default<T>(RuleOption<T> option, Func<T, string> print)
        where T : notnull => print(option.Default) == print(option.Strict) ? print(option.Default) : $"{print(option.Default)}; {print(option.Strict)} in `strict`";

    private static string Range(RuleOption option) => option switch
    {
        NumberOption number => $"{number.Minimum} to {number.Maximum}",
        SwitchOption => "true, false",
        ChoiceOption choice => string.Join(", ", choice.Values),
        _ => "texts",
    };

    private static string Replace(string page, string part, string content)
    {
        string open = $"<!-- {part} -->\n";
        string close = $"<!-- /{part} -->";
        int start = page.IndexOf(open, StringComparison.Ordinal);
        int end = page.IndexOf(close, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"The page lacks the marks {open.Trim()} and {close}.");
        return page[..(start + open.Length)] + content + page[end..];
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
