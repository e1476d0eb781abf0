using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ServedPortBlockedRule : Rule
{
    // In the ambient mode of Istio every connection comes in by this port of the node's proxy (HBONE).
    private const long AmbientTunnelPort = 15008;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML8208",
        name: "served-port-blocked",
        title: "No NetworkPolicy admits the port to which a Service leads",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource.Kind != "NetworkPolicy" || context.Resources.NetworkPolicyOf(context.Resource) is not { } policy)
            return;
        if (!policy.Limits(PolicyDirection.Ingress) || !CoveringPolicies.AreKnown(context.Resources, policy))
            return;

        foreach (Workload workload in context.Resources.WorkloadsOf(policy))
        {
            if (CoveringPolicies.AreFor(workload))
                Check(context, policy, workload);
        }
    }

    private static void Check(ResourceContext context, NetworkPolicyView policy, Workload workload)
    {
        List<(long, string)>? reported = null;
        foreach (ServiceView service in context.Resources.ServicesSelecting(workload))
        {
            foreach (ServicePort port in service.Ports)
            {
                if (port.ResolveIn(workload.PodSpec)?.Number is not { } number || reported?.Contains((number, port.Protocol)) == true)
                    continue;

                if (CoveringPolicies.FindBlocking(context.Resources, workload, PolicyDirection.Ingress, candidate => MayAdmit(candidate, workload, number, port.Protocol)) != policy)
                    continue;

                (reported ??= []).Add((number, port.Protocol));
                string protocol = port.Protocol == "TCP" ? "" : $" ({port.Protocol})";
                string reached = service.Ports.Length == 1 || port.Port is null ? $"{service}" : FormattableString.Invariant($"port {port.Port.Value.Value} of {service}");
                context.Report(
                    FindPlace(policy),
                    FormattableString.Invariant($"No NetworkPolicy that covers {workload} admits port {number}{protocol}, so {reached} reaches nobody"));
            }
        }
    }

    private static bool MayAdmit(NetworkPolicyView policy, Workload workload, long port, string protocol) =>
        policy.MayAdmit(PolicyDirection.Ingress, workload.PodSpec, port, protocol)
        || policy.MayAdmit(PolicyDirection.Ingress, workload.PodSpec, AmbientTunnelPort, "TCP");

    private static YamlNode FindPlace(NetworkPolicyView policy)
    {
        YamlMapping? spec = policy.Resource.Spec;
        YamlEntry? entry = spec?.Find("ingress") ?? spec?.Find("policyTypes") ?? policy.Resource.Root.Find("spec");
        return entry is null ? policy.Resource.Root : entry.Key;
    }
}
