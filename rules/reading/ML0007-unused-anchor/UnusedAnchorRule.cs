using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class UnusedAnchorRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0007",
        name: "unused-anchor",
        title: "An anchor is never used",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterDocumentAction(Analyze);

    private static void Analyze(DocumentContext context)
    {
        foreach (YamlNode node in context.Document.NodesWithUnusedAnchor())
        {
            if (node.AnchorSpan is { } anchor && !IsKeptForLater(node))
                context.Report(anchor, $"Anchor '&{node.Anchor}' is never used", FixOf(node));
        }
    }

    // By custom, what stands under "x-…" or ".…" is a store of parts, used or not.
    private static bool IsKeptForLater(YamlNode node)
    {
        for (YamlNode? around = node; around is not null; around = around.Parent)
        {
            if (around is YamlEntry { KeyText: ['.', ..] or ['x', '-', ..] })
                return true;
        }

        return false;
    }

    // A path leads to values only.
    private static CodeFix? FixOf(YamlNode node)
    {
        if (node.Parent is YamlEntry entry && entry.Key == node)
            return null;

        YamlPath path = YamlPath.Of(node);
        return CodeFix.Safe("Delete the anchor", node, editor => editor.RemoveAnchor(path));
    }
}
