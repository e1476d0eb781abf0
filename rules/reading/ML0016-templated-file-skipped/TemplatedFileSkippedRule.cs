using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

public sealed class TemplatedFileSkippedRule : Rule
{
    // What a Jinja expression never begins with: Go templates name their data with a point or a dollar sign.
    private static readonly string[] GoWords = ["if", "else", "end", "range", "with", "include", "template", "define", "block", "toYaml", "tpl", "printf", "quote", "default", "break", "continue"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0016",
        name: "templated-file-skipped",
        title: "The source of a template is not checked",
        severity: DiagnosticSeverity.Info);

    public override void Initialize(AnalysisContext context) => context.RegisterFileAction(Analyze);

    private static void Analyze(FileContext context)
    {
        if (context.File is not { IsTemplate: true, Tree: { } tree })
            return;

        TextSpan expression = TemplateMarkers.FindExpression(tree) ?? default;
        context.Report(
            expression,
            $"Skipped: this is a {LanguageOf(tree.Text.Text, expression)} template, lint the rendered output instead",
            context.File.Origin.IsNamed ? DiagnosticSeverity.Warning : null);
    }

    private static string LanguageOf(string text, TextSpan expression)
    {
        if (text.Contains("{%", StringComparison.Ordinal))
            return "Jinja";

        ReadOnlySpan<char> content = text.AsSpan(expression.Start, expression.Length).TrimStart("{-").TrimStart();
        int end = 0;
        while (end < content.Length && (char.IsAsciiLetterOrDigit(content[end]) || content[end] == '_'))
            end++;
        if (end == 0)
            return "Helm";

        foreach (string word in GoWords)
        {
            if (content[..end].SequenceEqual(word))
                return "Helm";
        }

        // "{{ name }}" and "{{ name | filter }}"; a function of Go would have an argument behind it.
        return content[end..].TrimStart() is [] or ['|' or '.' or '}' or '[', ..] ? "Jinja" : "Helm";
    }
}
