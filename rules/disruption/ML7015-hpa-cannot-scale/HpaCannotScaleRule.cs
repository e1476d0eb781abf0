using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class HpaCannotScaleRule : Rule
{
    private static readonly ListOption ParkedFolders = new(
        "parkedFolders", Default: [], "names of folders, such as dev, whose autoscalers are held at one number on purpose");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7015",
        name: "hpa-cannot-scale",
        title: "The bounds of an autoscaler leave it nothing to choose",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [ParkedFolders];

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (ScalerView.From(resource) is not { Kind: ScalerKind.HorizontalPodAutoscaler, IsKnown: true, Maximum: { Value: >= 1 } maximum } scaler)
            return;
        if ((scaler.Minimum?.Value ?? scaler.DefaultMinimum) != maximum.Value || resources.MayPatch(scaler, "minReplicas", "maxReplicas") || IsParked(context))
            return;

        string both = scaler.Minimum is null ? $"maxReplicas is {maximum.Value} and so is minReplicas by default" : $"minReplicas and maxReplicas are both {maximum.Value}";
        context.Report(maximum.Node, $"{both}, so {scaler} never scales");
    }

    private static bool IsParked(ResourceContext context)
    {
        ImmutableArray<string> folders = context.GetOption(ParkedFolders);
        return !folders.IsEmpty && context.Resource.File.Path.Split('/')[..^1].Any(folders.Contains);
    }
}
