using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>Recognises text that a template engine has yet to render.</summary>
public static class TemplateMarkers
{
    /// <summary>
    /// Whether a file is a template source: an expression stands in it outside of quotes, comments and block scalars, and keeps a document from being
    /// YAML. In a chart an expression is enough that is part of a plain value.
    /// </summary>
    public static bool IsTemplate(YamlTree tree, bool isInChart = false)
    {
        if (!tree.Text.Text.Contains("{{", StringComparison.Ordinal) && !tree.Text.Text.Contains("{%", StringComparison.Ordinal))
            return false;

        foreach (YamlDocument document in tree.Documents)
        {
            if (!document.Errors.IsEmpty && TemplateExpressions.FindFirst(tree.Text.Text, document.Span) is not null)
                return true;
            if (document.Root?.DescendantsAndSelf().Any(node => IsMisread(node) || (isInChart && IsPlainExpression(node))) == true)
                return true;
        }

        return false;
    }

    /// <summary>The first expression of a template source.</summary>
    public static TextSpan? FindExpression(YamlTree tree) => TemplateExpressions.FindFirst(tree.Text.Text, new TextSpan(0, tree.Text.Length));

    /// <summary>Whether an expression stands in a part of a text, outside of quotes, comments and block scalars.</summary>
    public static bool HasExpression(string text, TextSpan area) => TemplateExpressions.FindFirst(text, area) is not null;

    /// <summary>Whether a value still holds an expression that is filled in later: <c>{{ … }}</c> or <c>${ … }</c>.</summary>
    public static bool IsTemplated(string value) =>
        value.Contains("{{", StringComparison.Ordinal) || value.Contains("${", StringComparison.Ordinal);

    // "{{ .Values.x }}" without quotes parses: as a mapping whose only key is a mapping.
    private static bool IsMisread(YamlNode node) =>
        node is YamlMapping { Style: YamlContainerStyle.Flow, Entries: [{ Key: YamlMapping { Style: YamlContainerStyle.Flow } }] };

    private static bool IsPlainExpression(YamlNode node) =>
        node is YamlScalar { Style: YamlScalarStyle.Plain } scalar && scalar.Value.Contains("{{", StringComparison.Ordinal);
}
