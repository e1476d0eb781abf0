using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HpaContainerMetricUnknownRule : Rule
{
    private static readonly ListOption InjectedContainers = new(
        "injectedContainers", Default: ["istio-proxy", "linkerd-proxy"], "names of containers that the cluster adds to pods");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7017",
        name: "hpa-container-metric-unknown",
        title: "An autoscaler measures a container that its target does not have",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [InjectedContainers];

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (ScalerView.From(resource) is not { } scaler || !scaler.Metrics.Any(metric => metric.Container is not null))
            return;
        if (resources.TargetOf(scaler) is not { IsPartial: false } target || resources.WorkloadOf(target) is not { } workload || FindNames(resources, workload) is not { } names)
            return;

        ImmutableArray<string> injected = context.GetOption(InjectedContainers);
        ScalerMetric[] metrics = [.. scaler.Metrics];
        ScalerMetric[] broken = [.. metrics.Where(metric => metric.Container is { } container
            && !names.Contains(container.Value) && !injected.Contains(container.Value) && !TemplateMarkers.IsTemplated(container.Value))];
        string list = names is [.. var firsts, var last] && firsts.Length > 0 ? $"'{string.Join("', '", firsts)}' and '{last}'" : $"'{names[0]}'";
        foreach (ScalerMetric metric in broken)
        {
            // With another metric that works, the controller still scales up (computeReplicasForMetrics).
            string effect = broken.Length < metrics.Length ? "never scales down" : "does not scale";
            Located<string> container = metric.Container!.Value;
            context.Report(
                container.Node,
                $"{workload} has no container '{container.Value}' (it has {list}), so this metric is never available and {scaler} {effect}",
                Rename(container, names));
        }
    }

    // What runs in the pods, with what patches of the bundle add to them; null when that cannot be told.
    private static ImmutableArray<string>? FindNames(ResourceSet resources, Workload workload)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (Resource resource in resources.Named(workload.Resource, workload.Name, NamespaceMatch.SameOrUnnamed))
        {
            bool isPatch = resource.IsPartial && resource.Kind == workload.Resource.Kind;
            if ((resource != workload.Resource && !isPatch) || resources.WorkloadOf(resource) is not { } pods)
                continue;

            foreach (ContainerView container in pods.PodSpec.AllRunning)
            {
                if (container.Name is not { } name || TemplateMarkers.IsTemplated(name.Value))
                    return null;
                names.Add(name.Value);
            }
        }

        return names.Count == 0 ? null : [.. names.Distinct()];
    }

    private static CodeFix? Rename(Located<string> container, ImmutableArray<string> names)
    {
        string? meant = EditDistance.Closest(container.Value, names);
        bool isOne = meant is not null && names.Count(name => Distance(name) == Distance(meant)) == 1;
        if (!isOne)
            meant = names is [var only] ? only : null;
        if (meant is null)
            return null;

        string title = $"Measure container '{meant}'";
        YamlEditor Edit(YamlEditor editor) => editor.SetScalar(YamlPath.Of(container.Node), YamlValue.String(meant));
        return isOne && Distance(meant) <= 2 ? CodeFix.Safe(title, container.Node, Edit) : CodeFix.Unsafe(title, container.Node, Edit);

        int Distance(string name) => EditDistance.Between(container.Value.ToLowerInvariant(), name.ToLowerInvariant());
    }
}
