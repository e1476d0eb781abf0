using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class RequestsMissingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7027",
        name: "requests-missing",
        title: "A container does not say how much cpu or memory it needs",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        bool lacksCpu = Lacks("cpu");
        bool lacksMemory = Lacks("memory");
        if ((!lacksCpu && !lacksMemory) || !resources.AreResourcesOwn(workload) || resources.FindUnmeasured(container) is not null || resources.IsBestEffortServed(workload))
            return;

        string counts = lacksCpu && lacksMemory ? "no cpu and no memory: the scheduler counts both" : $"no {(lacksCpu ? "cpu" : "memory")}: the scheduler counts it";
        context.Report(container.PlaceOfResources(), $"{container.DescribeFirst()} of {workload} requests {counts} as 0 and may fill a node that has no room");

        bool Lacks(string resource) => !resources.HasRequest(container, resource)
            && !resources.IsRefused(container, $"requests.{resource}")
            && !resources.IsRefused(container, $"limits.{resource}");
    }
}
