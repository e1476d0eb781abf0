using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ServiceFieldIgnoredRule : Rule
{
    private const string Headless = "a headless Service has no address to which it could apply";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1062",
        name: "service-field-ignored",
        title: "A field is accepted and has no effect",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterServiceAction(AnalyzeService);
        context.RegisterWorkloadAction(AnalyzeWorkload);
    }

    private static void AnalyzeService(ServiceContext context)
    {
        ServiceView service = context.Service;
        bool isTypeKnown = service.Type != ServiceType.Unknown && (!service.Resource.IsPartial || service.WrittenType is { Value.Length: > 0 });
        if (service.Resource.Spec is not { } spec || !isTypeKnown)
            return;

        if (service.Type == ServiceType.ExternalName)
        {
            const string Alias = "a Service of type ExternalName is a DNS alias without endpoints";
            ReportIfSet(context, spec, "selector", Alias);
            ReportIfSet(context, spec, "externalIPs", Alias);
            return;
        }

        // Without selector it is likely the type that is missing, and the name must not be lost.
        ReportIfSet(context, spec, "externalName", $"this Service is {service.Type}, only type ExternalName uses it", isFixable: !service.Selector.IsEmpty);
        if (service is not { Type: ServiceType.ClusterIP, IsHeadless: true })
            return;

        if (spec.GetString("sessionAffinity")?.Value == "ClientIP")
            ReportIfSet(context, spec, "sessionAffinity", Headless, "sessionAffinityConfig");
        ReportIfSet(context, spec, "externalIPs", Headless);
        ReportIfSet(context, spec, "loadBalancerIP", Headless);
    }

    private static void AnalyzeWorkload(WorkloadContext context)
    {
        // With hostNetwork there is a host port by default.
        if (context.Workload.IsPartial || !context.Workload.HasOwnTemplate || context.Workload.PodSpec.IsHostNetwork)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            foreach (ContainerPort port in container.Ports)
            {
                bool hasHostPort = port.Mapping.Get("hostPort") is { } hostPort && !(hostPort is YamlScalar scalar && scalar.Resolve().AsInteger == 0);
                if (!hasHostPort && port.Mapping.GetString("hostIP") is { Value.Length: > 0 } && !MisspeltKey.IsIn(port.Mapping, "hostPort"))
                {
                    YamlEntry entry = port.Mapping.Find("hostIP")!;
                    context.Report(entry.Key, "hostIP is ignored: the port has no hostPort that could be opened there", Delete(port.Mapping, "hostIP"));
                }
            }
        }
    }

    private static void ReportIfSet(ServiceContext context, YamlMapping spec, string field, string reason, string? also = null, bool isFixable = true)
    {
        bool isSet = spec.Get(field) switch
        {
            YamlScalar scalar => scalar.Value.Length > 0,
            YamlSequence list => !list.Items.IsEmpty,
            YamlMapping map => !map.Entries.IsEmpty,
            _ => false,
        };
        if (isSet)
            context.Report(spec.Find(field)!.Key, $"{field} is ignored: {reason}", isFixable ? Delete(spec, field, also) : null);
    }

    private static CodeFix Delete(YamlMapping holder, string key, string? also = null)
    {
        YamlPath path = YamlPath.Of(holder);
        bool hasAlso = also is not null && holder.Find(also) is not null;
        return CodeFix.Safe(hasAlso ? $"Delete {key} and {also}" : $"Delete {key}", holder, editor =>
        {
            YamlEditor without = editor.RemoveEntry(path / key);
            return hasAlso ? without.RemoveEntry(path / also!) : without;
        });
    }
}
