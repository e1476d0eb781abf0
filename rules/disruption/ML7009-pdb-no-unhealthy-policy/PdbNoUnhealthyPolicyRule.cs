using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PdbNoUnhealthyPolicyRule : Rule
{
    private const string Key = "unhealthyPodEvictionPolicy";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7009",
        name: "pdb-no-unhealthy-policy",
        title: "A PodDisruptionBudget keeps pods that never become ready on their node",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (resources.DisruptionBudgetOf(resource) is not { Resource: { IsPartial: false, ApiVersion: "policy/v1" }, HasPolicy: true } budget || resource.Spec is not { } spec)
            return;
        // Where no pod may go (ML7001), and where data needs a majority, pods that are not ready count too.
        if (spec.Get(Key) is not null || BlockedEvictions.Find(budget, resources) is not null || resources.DisruptionOf(budget).FindQuorum(resources) is not null)
            return;

        context.Report(
            resource.Root.Find("spec")!.Key,
            $"Without {Key}: AlwaysAllow a node with crash-looping pods of {resource} cannot be drained while the budget is not met",
            AlwaysAllow(spec));
    }

    private static CodeFix AlwaysAllow(YamlMapping spec)
    {
        YamlPath path = YamlPath.Of(spec);
        bool isWritten = spec.Find(Key) is not null;
        return CodeFix.Unsafe($"Set {Key} to AlwaysAllow", spec, editor => isWritten
            ? editor.Set(path / Key, YamlValue.String("AlwaysAllow"))
            : editor.InsertEntry(path, Key, YamlValue.String("AlwaysAllow"), EntryPosition.InOrder("minAvailable", "maxUnavailable", Key, "selector")));
    }
}
