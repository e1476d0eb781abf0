using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ImageVersionDiffersInPodRule : Rule
{
    private const int ShownDigest = 19;

    private static readonly ListOption Ignore = new(
        "ignore",
        ["busybox", "alpine", "bash", "curl", "kubectl"],
        "last segments of repositories that are tools, of which two versions may stand in one pod");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9008",
        name: "image-version-differs-in-pod",
        title: "Two containers of a pod run different versions of one image",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [Ignore];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        ImmutableArray<ContainerView> containers = context.Workload.PodSpec.All;
        if (containers.Length < 2 || !context.Workload.HasOwnTemplate)
            return;

        for (int i = 1; i < containers.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (AreOtherBuilds(context, containers[j], containers[i]))
                {
                    Report(context, containers[j], containers[i]);
                    break;
                }
            }
        }
    }

    private static bool AreOtherBuilds(WorkloadContext context, ContainerView one, ContainerView other)
    {
        if (one.ImageReference is not { } first || other.ImageReference is not { } second || first.Last != second.Last || FullName(first) != FullName(second))
            return false;
        if (context.GetOption(Ignore).Contains(first.Last) || ImageGrammar.Check(one.Image!.Value.Value) is not null || ImageGrammar.Check(other.Image!.Value.Value) is not null)
            return false;

        bool differ = first.Digest is not null && second.Digest is not null
            ? first.Digest != second.Digest
            : ImageBuilds.Differ(first.Tag, second.Tag);
        return differ && !context.IsVersionElsewhere(one.Image.Value.Value) && !context.IsVersionElsewhere(other.Image.Value.Value);
    }

    // nginx, library/nginx and docker.io/nginx are one repository.
    private static string FullName(ImageReference image)
    {
        string registry = image.Registry is null or "docker.io" or "index.docker.io" ? "" : image.Registry + "/";
        return registry + (registry.Length == 0 && image.Path.StartsWith("library/", StringComparison.Ordinal) ? image.Path["library/".Length..] : image.Path);
    }

    // Init containers stand behind the others in the view, but run and mostly are written before them; the later one in the text is told.
    private static void Report(WorkloadContext context, ContainerView one, ContainerView other)
    {
        (ContainerView first, ContainerView later) = one.Image!.Value.Span.Start < other.Image!.Value.Span.Start ? (one, other) : (other, one);
        context.Report(
            later.Image!.Value.Node,
            $"Containers '{first.Name?.Value}' and '{later.Name?.Value}' of {context.Workload} run different versions of '{later.ImageReference!.Repository}' "
                + $"({Version(first.ImageReference!)}, {Version(later.ImageReference)})",
            related: [new(new(context.Workload.Resource.File, first.Image!.Value.Node.ContentSpan), "the other version")]);
    }

    private static string Version(ImageReference image) => image switch
    {
        { Tag: { } tag } => tag,
        { Digest: { } digest } => digest[..Math.Min(digest.Length, ShownDigest)],
        _ => "latest",
    };
}
