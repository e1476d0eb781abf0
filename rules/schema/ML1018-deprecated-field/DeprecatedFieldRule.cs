using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DeprecatedFieldRule : Rule
{
    private const string IngressClass = "kubernetes.io/ingress.class";

    private const string StorageClass = "volume.beta.kubernetes.io/storage-class";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1018",
        name: "deprecated-field",
        title: "A field, annotation or label has no effect any more, or is about to lose it",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterResourceAction(AnalyzeObject);
        context.RegisterWorkloadAction(AnalyzePods);
    }

    private static void AnalyzeObject(ResourceContext context)
    {
        Resource resource = context.Resource;
        switch (resource.Group, resource.Kind)
        {
            case ("", "Service"):
                CheckService(context, resource.Spec);
                break;
            // The server refuses both together, and ingress-gce reads nothing but the annotation.
            case ("networking.k8s.io", "Ingress") when resource.GetAnnotation(IngressClass) is { } name && name.Value is not ("gce" or "gce-internal") && resource.Spec.Get("ingressClassName") is null:
                ReportAnnotation(context, IngressClass, "1.18", "ingressClassName", MoveToSpec(context, IngressClass, "ingressClassName"));
                break;
            case ("", "PersistentVolumeClaim") when resource.GetAnnotation(StorageClass) is not null:
                ReportAnnotation(context, StorageClass, "1.6", "storageClassName", resource.Spec.Get("storageClassName") is null ? MoveToSpec(context, StorageClass, "storageClassName") : null);
                break;
            case ("", "PersistentVolume") when resource.Spec is { } spec:
                DeprecatedVolumes.Check(context, spec);
                break;
        }
    }

    private static void CheckService(ResourceContext context, YamlMapping? spec)
    {
        if (spec.GetString("loadBalancerIP") is { Value.Length: > 0 })
            context.Report(spec!.Find("loadBalancerIP")!.Key, "'loadBalancerIP' is deprecated since 1.24, use the annotation of the load balancer's controller");

        // Beside these another rule says that the addresses are ignored altogether.
        bool isIgnored = spec.GetString("clusterIP")?.Value == "None" || spec.GetString("type")?.Value == "ExternalName";
        if (!isIgnored && context.Target.HasFrom(36) && spec.Get("externalIPs") is YamlSequence { Items.IsEmpty: false })
            context.Report(spec!.Find("externalIPs")!.Key, $"'externalIPs' is deprecated since 1.36, use a Service of type LoadBalancer or a Gateway{context.Target.NoteFrom(36)}");

        // On an older version the new name would be refused.
        if (!context.Target.HasBelow(34) && spec.GetString("trafficDistribution") is { Value: "PreferClose" } close)
        {
            context.Report(
                close.Node,
                "'PreferClose' is deprecated since 1.34, use PreferSameZone",
                CodeFix.Unsafe("Write PreferSameZone", close.Node, editor => editor.SetScalar(YamlPath.Of(close.Node), YamlValue.String("PreferSameZone"))));
        }
    }

    private static void AnalyzePods(WorkloadContext workloadContext)
    {
        Workload workload = workloadContext.Workload;
        if (!workload.HasOwnTemplate)
            return;

        var context = new ResourceContext(workload.Resource, workloadContext.Resources, workloadContext.Findings);
        if (workload.TemplateMetadata.GetMapping("annotations") is { } annotations)
            DeprecatedAnnotations.Check(context, workload, annotations);
        if (workload.PodSpec.Mapping is not { } pod)
            return;

        foreach (YamlMapping volume in workload.PodSpec.Volumes)
            DeprecatedVolumes.Check(context, volume);
        DeprecatedNodeLabels.Check(context, pod);
    }

    private static void ReportAnnotation(ResourceContext context, string key, string since, string replacement, CodeFix? fix)
    {
        YamlEntry entry = context.Resource.Metadata.GetMapping("annotations")!.Find(key)!;
        context.Report(entry.Key, $"'{key}' is deprecated since {since}, use {replacement}", fix);
    }

    private static CodeFix? MoveToSpec(ResourceContext context, string annotation, string field)
    {
        Resource resource = context.Resource;
        string value = resource.GetAnnotation(annotation)!.Value.Value;
        YamlPath root = YamlPath.Of(resource.Root);
        return resource.IsPartial || TemplateMarkers.IsTemplated(value) ? null : CodeFix.Unsafe($"Move it to {field}", resource.Root, editor => editor
            .RemoveEntry(root / "metadata" / "annotations" / annotation)
            .InsertEntry(root / "spec", field, YamlValue.String(value), EntryPosition.First));
    }
}
