using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ImmutableConfigFixedNameRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9103",
        name: "immutable-config-fixed-name",
        title: "An immutable ConfigMap or Secret has a name that does not change with its content",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource config = context.Resource;
        if (!ConfigData.IsConfig(config) || !ConfigData.IsImmutable(config) || VersionedNames.IsVersioned(config.Name))
            return;
        if (config.Name.Length == 0 || Placeholders.IsPlaceholder(config.Name) || IsReplacedWhole(config) || !context.Resources.UsersOf(config).Any())
            return;

        context.Report(
            config.Root.Find("immutable")!.Value,
            $"{config} is immutable under a fixed name: the next change is refused by the API server and the release stops");
    }

    // Whoever deletes it before creating it again needs no other name.
    private static bool IsReplacedWhole(Resource config)
    {
        YamlMapping? annotations = config.Metadata.GetMapping("annotations");
        return IsHook(annotations, "helm.sh/hook", "helm.sh/hook-delete-policy", "before-hook-creation")
            || IsHook(annotations, "argocd.argoproj.io/hook", "argocd.argoproj.io/hook-delete-policy", "BeforeHookCreation")
            || Has(annotations, "argocd.argoproj.io/sync-options", "Force=true")
            || Has(annotations, "kustomize.toolkit.fluxcd.io/force", "enabled");
    }

    // Without a policy, both tools delete the old object first.
    private static bool IsHook(YamlMapping? annotations, string hook, string policy, string deletes) =>
        annotations.GetString(hook) is not null && (annotations.GetString(policy) is null || Has(annotations, policy, deletes));

    private static bool Has(YamlMapping? annotations, string key, string value) => annotations.GetString(key)?.Value.Contains(value, StringComparison.OrdinalIgnoreCase) == true;
}
