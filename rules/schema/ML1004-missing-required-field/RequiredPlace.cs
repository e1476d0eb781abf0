using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

/// <summary>Where to point when something is missing in a mapping.</summary>
internal static class RequiredPlace
{
    /// <summary>The key of the mapping; for the item of a list its <c>-</c>, for an object its kind, in flow style the opening brace.</summary>
    public static TextSpan Of(YamlMapping mapping, Resource resource)
    {
        if (mapping == resource.Root && mapping.Find("kind") is { } kind)
            return kind.Value.ContentSpan;

        switch (mapping.Parent)
        {
            case YamlEntry entry:
                return entry.Key.ContentSpan;
            case YamlSequence { Style: YamlContainerStyle.Block }:
                int dash = mapping.Document.Source.Text.AsSpan(0, mapping.Span.Start).LastIndexOf('-');
                return dash < mapping.Document.Span.Start ? First(mapping) : new TextSpan(dash, dash + 1);
            default:
                return First(mapping);
        }
    }

    private static TextSpan First(YamlMapping mapping) => new(mapping.ContentSpan.Start, Math.Min(mapping.ContentSpan.Start + 1, mapping.ContentSpan.End));
}
