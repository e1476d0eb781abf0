using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class CanaryResourcesDifferRule : Rule
{
    private static readonly string[] Judged = ["cpu", "memory"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6023",
        name: "canary-resources-differ",
        title: "The canary asks for other resources than the stable side that it is compared with",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set is not { Strategy: ReleaseStrategy.Canary, HasRouter: false, Canary: { HasOwnTemplate: true } canary, Stable: { TemplateSource: not null } stable })
            return;
        if (resources.IsVerticallyScaled(canary) || resources.IsVerticallyScaled(stable))
            return;

        foreach (ContainerView container in canary.PodSpec.AllRunning)
        {
            if (container.Name is not { } name || stable.PodSpec.AllRunning.FirstOrDefault(other => other.Name?.Value == name.Value) is not { } twin)
                continue;

            foreach (string resource in Judged)
                Compare(context, resource, twin, container);
        }
    }

    private static void Compare(ReleaseSetContext context, string resource, ContainerView stable, ContainerView canary)
    {
        // Requests of the pod as a whole take the place of those of its containers.
        if (stable.Pod.Resources.HasRequest(resource) || canary.Pod.Resources.HasRequest(resource))
            return;

        (Located<Quantity>? mine, Located<Quantity>? its) = (Find(stable, resource), Find(canary, resource));
        if (mine?.Value == its?.Value || !IsKnown(context.Resources, stable, resource, mine) || !IsKnown(context.Resources, canary, resource, its))
            return;

        context.Report(
            canary.Pod.Workload.Resource,
            its?.Node ?? canary.Name!.Value.Node,
            $"Container '{canary.Name!.Value.Value}' asks for {Describe(mine)} {resource} in {stable.Pod.Workload} and {Describe(its)} {resource} in {canary.Pod.Workload}: pods that get equal shares of the requests are loaded differently, so their figures do not compare");
    }

    // A limit stands for a request that is not written.
    private static Located<Quantity>? Find(ContainerView container, string resource) => container.Resources.Request(resource) ?? container.Resources.Limit(resource);

    private static bool IsKnown(ResourceSet resources, ContainerView container, string resource, Located<Quantity>? asked) =>
        asked is not null || (!container.Resources.HasRequest(resource) && resources.LimitRangeDefaultsOf(container.Pod.Workload).Request(resource) is null);

    private static string Describe(Located<Quantity>? asked) => asked is { } quantity ? quantity.Value.ToString() : "no";
}
