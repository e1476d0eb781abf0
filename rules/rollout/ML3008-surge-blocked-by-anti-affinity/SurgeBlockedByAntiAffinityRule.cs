using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SurgeBlockedByAntiAffinityRule : Rule
{
    private const string TemplateHash = "pod-template-hash";

    // Feature gate MatchLabelKeysInPodAffinity, on by default.
    private const int MatchLabelKeysMinor = 31;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3008",
        name: "surge-blocked-by-anti-affinity",
        title: "The surge pod may not run beside the old pods",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!workload.IsDeploymentLike || workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true, OwningRollout: null } || !workload.PodSpec.HasRequiredAntiAffinity())
            return;

        RolloutArithmetic rollout = resources.RolloutOf(workload);
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: false, Surge: >= 1, Unavailable: 0, Replicas: >= 2 } || workload.PodSpec.TakesHostPort())
            return;

        foreach (PodAffinityTerm term in workload.PodSpec.AffinityTerms)
        {
            if (KeepsSurgeAway(term, workload))
            {
                context.Report(
                    term.Mapping.Entries[0].Key,
                    $"The surge pod of {workload} may not share a node with any of {rollout.Replicas} old pods and maxUnavailable is 0, so a rollout needs {rollout.Replicas + 1} nodes that fit",
                    CreateFix(context, rollout, term));
                return;
            }
        }
    }

    private static bool KeepsSurgeAway(PodAffinityTerm term, Workload workload) =>
        term is { IsAnti: true, IsRequired: true }
        && term.TopologyKey?.Value == PodPlacement.Hostname
        && term.MeansPodsOf(workload)
        && !term.MatchLabelKeys.Any(key => key.EndsWith(TemplateHash, StringComparison.Ordinal))
        && !NamesRelease(term.Selector, workload);

    // A label with the tag of the image changes with every release, so the old pods are not meant.
    private static bool NamesRelease(Selector selector, Workload workload)
    {
        foreach (Label label in selector.MatchLabels.Pairs)
        {
            if (workload.PodSpec.Containers.Any(container => container.ImageReference?.Tag is { } tag && tag.TrimStart('v') == label.Value.Value.TrimStart('v')))
                return true;
        }

        return false;
    }

    private static CodeFix CreateFix(WorkloadContext context, RolloutArithmetic rollout, PodAffinityTerm term)
    {
        Workload workload = context.Workload;
        bool takesKeys = workload.Kind == WorkloadKind.Deployment && !context.Target.HasBelow(MatchLabelKeysMinor) && term.Mapping.Get("matchLabelKeys") is null;
        return takesKeys
            ? CodeFix.Unsafe(
                $"Count pods of the same revision only (matchLabelKeys: [{TemplateHash}])",
                term.Mapping,
                editor => editor.InsertEntry(YamlPath.Of(term.Mapping), "matchLabelKeys", YamlValue.List(YamlValue.String(TemplateHash)), EntryPosition.After("labelSelector")))
            : CodeFix.Unsafe("Set maxUnavailable to 1", workload.Resource.Root, editor => editor.SetRolling(workload, rollout, surge: null, unavailable: 1));
    }
}
