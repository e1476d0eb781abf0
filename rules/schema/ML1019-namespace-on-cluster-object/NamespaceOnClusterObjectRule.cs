using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NamespaceOnClusterObjectRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1019",
        name: "namespace-on-cluster-object",
        title: "A namespace on an object that has none",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        if (resource.Namespace is null || resource.Metadata?.Find("namespace") is not { } entry || context.Schemas.Find(resource) is not { IsClusterScoped: true })
            return;

        context.Report(
            entry.Key,
            $"{resource.Kind} is cluster-scoped, its namespace is ignored",
            CodeFix.Safe("Remove the namespace", entry, editor => editor.RemoveEntry(YamlPath.Of(entry))));
    }
}
