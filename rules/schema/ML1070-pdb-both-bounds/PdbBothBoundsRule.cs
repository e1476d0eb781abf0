using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PdbBothBoundsRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1070",
        name: "pdb-both-bounds",
        title: "A PodDisruptionBudget sets minAvailable and maxUnavailable",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        if (resource is not { Kind: "PodDisruptionBudget", Group: "policy" } || resource.Spec is not { } spec)
            return;
        if (spec.Get("minAvailable") is not { } available || spec.Get("maxUnavailable") is not { } unavailable || IsTemplated(available) || IsTemplated(unavailable))
            return;

        YamlEntry first = spec.Find("minAvailable")!;
        YamlEntry second = spec.Find("maxUnavailable")!;
        YamlEntry later = first.Span.Start > second.Span.Start ? first : second;
        context.Report(
            later.Key,
            $"A PodDisruptionBudget takes minAvailable or maxUnavailable, not both; {Refusal.ByServer}",
            KeepUnavailable(first, unavailable),
            related: [new RelatedLocation(new Location(resource.File, (later == first ? second : first).Key.Span), "the other bound")]);
    }

    // It may be rendered to nothing.
    private static bool IsTemplated(YamlNode bound) => NodeReading.AsString(bound) is { } text && TemplateMarkers.IsTemplated(text.Value);

    private static CodeFix KeepUnavailable(YamlEntry available, YamlNode unavailable) => CodeFix.Unsafe(
        $"Delete minAvailable and keep maxUnavailable {NodeReading.AsString(unavailable)?.Value ?? unavailable.ToString()}",
        available,
        editor => editor.RemoveEntry(YamlPath.Of(available)));
}
