using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class BestEffortServedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7026",
        name: "best-effort-served",
        title: "Pods behind a Service ask for no cpu and no memory",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (workload.PodSpec.Containers is not [var first, ..] || !resources.IsBestEffortServed(workload) || !resources.AreResourcesOwn(workload))
            return;
        if (resources.FindUnmeasured(first) is not null || workload.PodSpec.All.Any(container => !resources.FindRefusals(container).IsEmpty))
            return;

        context.Report(
            first.Name?.Node ?? first.PlaceOfResources(),
            $"No container of {workload} requests cpu or memory, so the pods behind Service '{resources.ServicesSelecting(workload)[0].Name}' are the first to be evicted when a node is short");
    }
}
