using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PublicServiceMixesSlotsRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6002",
        name: "public-service-mixes-slots",
        title: "A blue-green Service selects both colours",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set.Strategy != ReleaseStrategy.BlueGreen || set.HasRouter || set.SlotKey is not { } key)
            return;

        foreach (ServiceView service in set.PublicServices)
        {
            if (!set.SelectsBoth(service) || service.IsHeadless || !SlotSelection.IsForRequests(set, service))
                continue;

            Replicas first = resources.ReplicasOf(set.Pair.First);
            Replicas second = resources.ReplicasOf(set.Pair.Second);
            if (first.IsParked && second.IsParked)
                return;

            Workload? parked = first.IsParked ? set.Pair.First : second.IsParked ? set.Pair.Second : null;
            string consequence = parked is null
                ? "both versions serve at once"
                : $"{set.Pair.SlotOf(parked)} serves as soon as it has pods";
            context.Report(
                service.Resource,
                service.Resource.Spec!.Find("selector")!.Key,
                $"Service '{service.Name}' selects both {SidePods.Describe(set.Pair.FirstSlot, first)} and {SidePods.Describe(set.Pair.SecondSlot, second)}: "
                    + $"its selector lacks {key}, so {consequence} and there is nothing to switch",
                parked is not null ? Keep(service, key, set.Pair.LabelOf(set.Pair.OtherThan(parked))) : null);
        }
    }

    private static CodeFix Keep(ServiceView service, string key, string slot) => CodeFix.Unsafe(
        $"Select {key}: {slot}",
        service.Resource.Root,
        editor => editor.Set(YamlPath.Of(service.Resource.Root) / "spec" / "selector" / key, YamlValue.String(slot)));
}
