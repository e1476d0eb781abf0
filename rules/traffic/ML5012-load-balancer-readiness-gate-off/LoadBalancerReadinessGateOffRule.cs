using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class LoadBalancerReadinessGateOffRule : Rule
{
    private const string InjectLabel = "elbv2.k8s.aws/pod-readiness-gate-inject";
    private const string AutoModeLabel = "eks.amazonaws.com/pod-readiness-gate-inject";
    private const string GatePrefix = "target-health.elbv2.k8s.aws/";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5012",
        name: "load-balancer-readiness-gate-off",
        title: "A rollout does not wait for the AWS load balancer that sends to the pods",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource space, ResourceSet resources, _) = context;
        if (space is not { Kind: "Namespace", Group: "", IsPartial: false } || HasLabel(space, InjectLabel) || HasLabel(space, AutoModeLabel))
            return;
        if (FindTarget(resources, space) is not var (sender, workload))
            return;

        YamlEntry? labels = space.Metadata?.Find("labels");
        context.Report(
            labels?.Key ?? space.Root.Find("metadata")!.Key,
            $"Namespace '{space.Name}' does not inject load balancer readiness gates, so a rollout of {workload} can remove old pods before the target group of {sender} sends to the new ones",
            CodeFix.Unsafe(
                $"Label the namespace with {InjectLabel}: enabled",
                space.Root,
                editor => editor.Set(YamlPath.Of(space.Root) / "metadata" / "labels" / InjectLabel, YamlValue.String("enabled"))));
    }

    // A value that is no string, or a template, is not known.
    private static bool HasLabel(Resource space, string key) =>
        space.Metadata.GetMapping("labels").Get(key) is { } value && (NodeReading.AsString(value) is not { } text || text.Value == "enabled" || TemplateMarkers.IsTemplated(text.Value));

    private static (Resource Sender, Workload Workload)? FindTarget(ResourceSet resources, Resource space)
    {
        foreach (Resource service in resources.InNamespace(space, "Service", space.Name))
        {
            if (AwsTargets.IsNetworkLoadBalancer(service) && resources.ServiceOf(service) is { Type: ServiceType.LoadBalancer } view && FindWaiting(resources, view) is { } workload)
                return (service, workload);
        }

        foreach (Resource ingress in resources.InNamespace(space, "Ingress", space.Name))
        {
            if (!resources.IsAlb(ingress))
                continue;

            foreach (BackendReference backend in BackendReference.Read(ingress))
            {
                if (resources.Find(ingress, "", "Service", backend.Service.Value) is { } service && AwsTargets.SendsToPods(ingress, service) && FindWaiting(resources, resources.ServiceOf(service)!) is { } workload)
                    return (ingress, workload);
            }
        }

        return null;
    }

    private static Workload? FindWaiting(ResourceSet resources, ServiceView service)
    {
        foreach (Workload workload in resources.WorkloadsSelectedBy(service))
        {
            bool isReplaced = workload is { IsLongRunning: true, IsPartial: false, IsOwned: false, OwningRollout: null } && !resources.ReplicasOf(workload).IsParked;
            if (isReplaced && !workload.PodSpec.Mapping.GetMappings("readinessGates").Any(gate => gate.GetString("conditionType")?.Value.StartsWith(GatePrefix, StringComparison.Ordinal) == true))
                return workload;
        }

        return null;
    }
}
