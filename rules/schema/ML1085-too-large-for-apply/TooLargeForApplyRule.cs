using System.Collections.Immutable;
using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class TooLargeForApplyRule : Rule
{
    // TotalAnnotationSizeLimitB of apimachinery/pkg/api/validation/objectmeta.go: keys and values of all annotations together.
    private const long AnnotationLimit = 256 << 10;

    // --max-request-bytes of etcd, and MaxRequestBodyBytes of the API server.
    private const long StoreLimit = 1536 << 10;
    private const long RequestLimit = 3 << 20;

    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly NumberOption ServerSideApply = new(
        "serverSideApply",
        Default: 0,
        Minimum: 0,
        Maximum: 1,
        "1 when the manifests are applied with `--server-side`, which has no limit of 256 KiB");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1085",
        name: "too-large-for-apply",
        title: "An object is too large to be applied",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [ServerSideApply];

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        if (!JsonSize.MayExceed(resource.Root, AnnotationLimit) || resource.IsPartial || resource.Root.Find("kind") is not { } kind)
            return;

        long size = JsonSize.Of(resource.Root) - SizeOfLastApplied(resource);
        long kibibytes = (size + 1023) >> 10;
        if (size > StoreLimit && IsStoredAsJson(resource))
            context.Report(kind.Value, $"{resource.Kind} is {kibibytes} KiB as JSON, by default etcd stores no object of more than {StoreLimit >> 10} KiB", severity: DiagnosticSeverity.Error);
        else if (size > RequestLimit)
            context.Report(kind.Value, $"{resource.Kind} is {kibibytes} KiB as JSON, the API server takes no request of more than {RequestLimit >> 10} KiB", severity: DiagnosticSeverity.Error);
        else if (size + SizeBesides(resource) > AnnotationLimit && context.GetOption(ServerSideApply) == 0 && !IsAppliedOtherwise(resource) && !IsRefused(resource))
            context.Report(kind.Value, $"{resource.Kind} is {kibibytes} KiB as JSON, client-side apply stops at {AnnotationLimit >> 10} KiB, use server-side apply");
    }

    // Custom objects and their definitions are stored as JSON; built-in kinds in a form that is smaller by an amount that cannot be told from here.
    private static bool IsStoredAsJson(Resource resource) =>
        resource.Group == "apiextensions.k8s.io" || (resource.Group.Contains('.') && !resource.Group.EndsWith(".k8s.io", StringComparison.Ordinal));

    // kubectl leaves its own annotation out when it makes it anew.
    private static long SizeOfLastApplied(Resource resource) =>
        resource.Metadata.GetMapping("annotations")?.Find(LastApplied) is { } entry ? JsonSize.Of(entry.Key) + JsonSize.Of(entry.Value) + 2 : 0;

    // The line end behind the JSON, the name of the annotation, and the other annotations.
    private static long SizeBesides(Resource resource)
    {
        long size = 1 + LastApplied.Length;
        foreach ((string key, Located<string> value) in resource.Metadata.GetStringMap("annotations"))
        {
            if (key != LastApplied)
                size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value.Value);
        }

        return size;
    }

    // Sync options of Argo CD; with Replace it creates or replaces, which keeps no copy.
    private static bool IsAppliedOtherwise(Resource resource) =>
        resource.GetAnnotation("argocd.argoproj.io/sync-options") is { Value: var options }
        && (options.Contains("ServerSideApply=true", StringComparison.Ordinal) || options.Contains("Replace=true", StringComparison.Ordinal));

    // ML1080 says so.
    private static bool IsRefused(Resource resource) => resource is { Kind: "ConfigMap" or "Secret", Group: "" } && ConfigDataSize.IsTooLarge(resource);
}
