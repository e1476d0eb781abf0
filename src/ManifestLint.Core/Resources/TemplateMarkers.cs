using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Recognises text that a template engine has yet to render.</summary>
public static class TemplateMarkers
{
    /// <summary>Whether a file is a template source: it holds <c>{{</c>, and that keeps it from being YAML.</summary>
    public static bool IsTemplate(YamlTree tree)
    {
        if (!tree.Text.Text.Contains("{{", StringComparison.Ordinal))
            return false;

        foreach (YamlDocument document in tree.Documents)
        {
            bool isBroken = !document.Errors.IsEmpty;
            bool hasFlowOfTemplate = document.Root?.DescendantsAndSelf().Any(IsMisread) == true;
            if ((isBroken && document.Source.Text.AsSpan(document.Span.Start, document.Span.Length).Contains("{{", StringComparison.Ordinal)) || hasFlowOfTemplate)
                return true;
        }

        return false;
    }

    /// <summary>Whether a value still holds an expression that is filled in later: <c>{{ … }}</c> or <c>${ … }</c>.</summary>
    public static bool IsTemplated(string value) =>
        value.Contains("{{", StringComparison.Ordinal) || value.Contains("${", StringComparison.Ordinal);

    // "{{ .Values.x }}" without quotes parses: as a mapping whose only key is a mapping.
    private static bool IsMisread(YamlNode node) =>
        node is YamlMapping { Style: YamlContainerStyle.Flow, Entries: [{ Key: YamlMapping { Style: YamlContainerStyle.Flow } }] };
}
