using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class MemoryLimitMissingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7028",
        name: "memory-limit-missing",
        title: "A container may take all the memory of its node",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        if (resources.HasLimit(container, "memory") || !resources.AreResourcesOwn(workload))
            return;
        if (resources.IsRefused(container, "limits.memory") || resources.IsRefused(container, "requests.memory") || resources.IsBestEffortServed(workload))
            return;

        context.Report(container.PlaceOfResources(), $"{container.DescribeFirst()} of {workload} has no memory limit: a leak takes its neighbours on the node down");
    }
}
