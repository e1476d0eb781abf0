using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ImageReferenceInvalidRule : Rule
{
    // Enough for a long registry, path, tag and digest.
    private const int LongestShown = 160;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9003",
        name: "image-reference-invalid",
        title: "An image is no valid reference, so its container never starts",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            // An empty one is refused by the API server (ML1004).
            if (container.Image is { Value.Length: > 0 } image && ImageGrammar.Check(image.Value) is { } defect && !context.IsReplaced(image.Value))
                Report(context, image, defect);
        }
    }

    private static void Report(WorkloadContext context, Located<string> image, ImageDefect defect)
    {
        string? repaired = ImageGrammar.Repair(image.Value);
        context.Report(
            image.Node,
            $"Image '{Shorten(image.Value)}' is no valid reference ({defect.Reason.ReplaceLineEndings("\\n")}), so the container never starts",
            repaired is null ? null : CodeFix.Safe($"Set image to {repaired}", image.Node, editor => editor.SetScalar(YamlPath.Of(image.Node), YamlValue.String(repaired))),
            span: ScalarPart.Find(image.Node, image.Value, defect.Start, defect.Length));
    }

    private static string Shorten(string image)
    {
        string line = image.ReplaceLineEndings("\\n");
        return line.Length <= LongestShown ? line : line[..(LongestShown - 1)] + "…";
    }
}
