using System.Globalization;
using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidLabelOrAnnotationRule : Rule
{
    // TotalAnnotationSizeLimitB of apimachinery/pkg/api/validation.
    private const int MaximumAnnotationBytes = 262144;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1015",
        name: "invalid-label-or-annotation",
        title: "A label or the key of an annotation breaks its grammar",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        var check = new LabelCheck(context);
        CheckMetadata(ref check, resource.Metadata, isOfPods: resource is { Kind: "Pod", Group: "" });
        if (resource is { Kind: "Service", Group: "" })
            check.Labels(resource.Spec.GetMapping("selector"));
        foreach (YamlMapping selector in LabelSelectors.Of(resource))
            check.Selector(selector);
        if (context.Resources.WorkloadOf(resource) is { IsOwned: false } workload)
            CheckWorkload(ref check, workload);
    }

    private static void CheckWorkload(ref LabelCheck check, Workload workload)
    {
        if (workload.Kind is WorkloadKind.ReplicationController or WorkloadKind.DeploymentConfig)
            check.Labels(workload.Spec.GetMapping("selector"));
        if (workload.Kind == WorkloadKind.CronJob)
            CheckMetadata(ref check, workload.Spec.GetMapping("jobTemplate", "metadata"), isOfPods: false);
        if (workload.Kind == WorkloadKind.StatefulSet)
        {
            foreach (YamlMapping claim in workload.Spec.GetMappings("volumeClaimTemplates"))
                CheckMetadata(ref check, claim.GetMapping("metadata"), isOfPods: false);
        }

        foreach (YamlMapping selector in LabelSelectors.Of(workload))
            check.Selector(selector);
        if (!workload.HasOwnTemplate)
            return;

        if (workload.Kind != WorkloadKind.Pod)
            CheckMetadata(ref check, workload.TemplateMetadata, isOfPods: true);
        check.Labels(workload.PodSpec.Mapping.GetMapping("nodeSelector"));
    }

    private static void CheckMetadata(ref LabelCheck check, YamlMapping? metadata, bool isOfPods)
    {
        check.Labels(metadata.GetMapping("labels"));
        if (metadata.GetMapping("annotations") is not { } annotations)
            return;

        check.AnnotationKeys(annotations);
        if (isOfPods && annotations.GetString("controller.kubernetes.io/pod-deletion-cost") is { } cost && !IsInt32(cost.Value) && !LabelCheck.IsOpen(cost.Value))
            check.Report(cost.Node, $"The deletion cost '{cost.Value}' is invalid: it must be a whole number of 32 bits");

        // A text that short cannot be too long, however it is written.
        if (annotations.Span.Length > MaximumAnnotationBytes / 4 && CountBytes(annotations) is var bytes and > MaximumAnnotationBytes)
            check.Report(metadata!.Find("annotations")!.Key, $"The annotations are {bytes} bytes together, at most {MaximumAnnotationBytes} are allowed");
    }

    // GetDeletionCostFromPodAnnotations of pkg/apis/core/helper: no plus sign, no leading zeros.
    private static bool IsInt32(string text) =>
        (text is "0" || text is ['-' or (>= '1' and <= '9'), ..]) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static int CountBytes(YamlMapping annotations)
    {
        int bytes = 0;
        foreach ((string key, YamlEntry entry) in annotations.EffectiveEntries())
            bytes += Encoding.UTF8.GetByteCount(key) + (NodeReading.AsString(entry.Value) is { } value ? Encoding.UTF8.GetByteCount(value.Value) : 0);
        return bytes;
    }
}
