using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class VersionInServiceSelectorRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5007",
        name: "version-in-service-selector",
        title: "A Service selects the pods of one release",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        if (service.Resource.IsPartial || !HasVersion(service.Selector.MatchLabels))
            return;
        if (resources.WorkloadsSelectedBy(service) is not [var workload] || !IsReplacedInPlace(resources, workload) || resources.IsServiceOfFlagger(service.Resource, service.Name))
            return;

        foreach (Label pair in service.Selector.MatchLabels.Pairs)
        {
            if (ReleaseLabels.AreTiedToRelease(workload, pair.Key, pair.Value.Value))
            {
                context.Report(
                    pair.Entry,
                    $"Service '{service.Name}' selects {pair.Describe()}, so applying the next release of {workload} drops all old pods before a new one is ready",
                    SelectsTheSameWithout(pair, service, workload, resources) ? StopSelectingBy(pair) : null);
            }
        }
    }

    private static bool HasVersion(Labels selector)
    {
        foreach (Label pair in selector.Pairs)
        {
            if (VersionLabels.IsVersion(pair.Key, pair.Value.Value))
                return true;
        }

        return false;
    }

    // Recreate stops all old pods anyway.
    private static bool IsReplacedInPlace(ResourceSet resources, Workload workload) =>
        workload is { Kind: WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet, IsPartial: false, IsLongRunning: true, OwningRollout: null }
        && resources.RolloutOf(workload).Mode is RolloutMode.Rolling or RolloutMode.OnDelete
        && !resources.ReplicasOf(workload).IsParked;

    private static bool SelectsTheSameWithout(Label pair, ServiceView service, Workload workload, ResourceSet resources)
    {
        ImmutableArray<Label> rest = service.Selector.MatchLabels.Pairs.Remove(pair);
        return rest is [var first, ..]
            && resources.IsCompleteFor(service.Resource, "Deployment")
            && resources.WorkloadsLabelled(service.Resource, first.Key, first.Value.Value, NamespaceMatch.SameOrUnnamed)
                .All(other => other == workload || !rest.All(label => other.TemplateLabels.Contains(label.Key, label.Value.Value)));
    }

    private static CodeFix StopSelectingBy(Label pair) =>
        CodeFix.Unsafe($"Remove {pair.Key} from the selector", pair.Entry, editor => editor.RemoveEntry(YamlPath.Of(pair.Entry)));
}
