using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ImageTagMovingRule : Rule
{
    private static readonly ListOption Tags = new("tags", MovingTags.Words, "words of tags that are pushed again, in lower case; a tag made of them alone is reported");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9002",
        name: "image-tag-moving",
        title: "An image has a tag that is pushed again with other builds",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [Tags];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.ImageReference is { Digest: null, Tag: { } tag } && tag != "latest" && MovingTags.IsMoving(tag, context.GetOption(Tags)))
                Check(context, container);
        }
    }

    private static void Check(WorkloadContext context, ContainerView container)
    {
        Located<string> image = container.Image!.Value;
        if (ImageGrammar.Check(image.Value) is not null || context.IsVersionElsewhere(image.Value))
            return;

        int start = image.Value.LastIndexOf(':') + 1;
        string policy = container.Mapping.GetString("imagePullPolicy")?.Value ?? "IfNotPresent";
        string consequence = policy == "Always"
            ? "undo restores the same tag, not the same build"
            : $"with pull policy {policy} two nodes may run different builds";
        context.Report(image.Node, $"Image tag '{image.Value[start..]}' moves: {consequence}", span: ScalarPart.Find(image.Node, image.Value, start, image.Value.Length - start));
    }
}
