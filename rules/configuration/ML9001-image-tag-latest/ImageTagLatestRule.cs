using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ImageTagLatestRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9001",
        name: "image-tag-latest",
        title: "An image has no tag or the tag latest, so nobody knows what runs",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.ImageReference is { Digest: null, Tag: null or "latest" })
                Check(context, container);
        }
    }

    private static void Check(WorkloadContext context, ContainerView container)
    {
        Located<string> image = container.Image!.Value;
        bool hasTag = image.Value.EndsWith(":latest", StringComparison.Ordinal);
        bool isOtherTag = !hasTag && container.ImageReference!.Tag is not null;
        // What is no reference at all is ML9003's.
        if (isOtherTag || ImageGrammar.Check(image.Value) is not null || context.IsVersionElsewhere(image.Value))
            return;

        context.Report(
            image.Node,
            $"Image '{image.Value}' {(hasTag ? "uses tag 'latest'" : "has no tag and so means 'latest'")}: a new push changes what runs without a rollout, and undo restores nothing");
    }
}
