using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidVolumeClaimRule : Rule
{
    private const int FirstMinorWithCheckedTemplates = 34;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1082",
        name: "invalid-volume-claim",
        title: "A volume claim lacks what it asks for, or contradicts itself",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterResourceAction(AnalyzeClaim);
        context.RegisterWorkloadAction(AnalyzeWorkload);
    }

    private static void AnalyzeClaim(ResourceContext context)
    {
        Resource resource = context.Resource;
        if (resource is { Kind: "PersistentVolumeClaim", Group: "", Spec: { } spec })
            new VolumeClaimCheck(resource, spec, Refusal.ByServer, (node, message) => context.Report(node, message)).Analyze();
    }

    private static void AnalyzeWorkload(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind is WorkloadKind.StatefulSet or WorkloadKind.CloneSet && workload.Spec.Get("volumeClaimTemplates") is not null)
        {
            foreach (YamlMapping template in workload.Spec.GetMappings("volumeClaimTemplates"))
                Analyze(context, template, RefuseTemplate(context));
        }

        if (!workload.HasOwnTemplate || workload.PodSpec.Mapping.Get("volumes") is not YamlSequence volumes)
            return;

        foreach (YamlNode volume in volumes.Items)
        {
            if (volume.Dereference() is YamlMapping mapping && mapping.Get("ephemeral") is YamlMapping ephemeral)
                Analyze(context, ephemeral.GetMapping("volumeClaimTemplate"), Refusal.OfTemplate(workload, context.Target));
        }
    }

    private static void Analyze(WorkloadContext context, YamlMapping? template, string reject)
    {
        if (template.GetMapping("spec") is { } spec)
            new VolumeClaimCheck(context.Workload.Resource, spec, reject, (node, message) => context.Report(node, message)).Analyze();
    }

    // Until then the API server looked at claim templates only when the controller made claims of them.
    private static string RefuseTemplate(WorkloadContext context) => context.Workload.Kind switch
    {
        WorkloadKind.CloneSet => "its controller cannot create claims from it",
        _ when !context.Target.HasFrom(FirstMinorWithCheckedTemplates) => "it is accepted but no claim can be created",
        _ => Refusal.ByServer,
    };
}
