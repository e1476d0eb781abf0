using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DnsEgressBlockedRule : Rule
{
    private const long DnsPort = 53;

    // CoreDNS of OpenShift listens on 5353, and a policy sees the port of the pod.
    private static readonly ListOption DnsPorts = new("dnsPorts", ["5353"], "further UDP ports of DNS servers, beside 53");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML8209",
        name: "dns-egress-blocked",
        title: "NetworkPolicies keep pods from looking up names",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [DnsPorts];

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource.Kind != "NetworkPolicy" || context.Resources.NetworkPolicyOf(context.Resource) is not { } policy)
            return;
        if (!policy.Limits(PolicyDirection.Egress) || MayAdmitDns(context, policy) || !CoveringPolicies.AreKnown(context.Resources, policy))
            return;

        List<Workload>? blocked = null;
        foreach (Workload workload in context.Resources.WorkloadsOf(policy))
        {
            if (CoveringPolicies.AreFor(workload) && AsksServers(workload) && IsBlockedAt(context, policy, workload))
                (blocked ??= []).Add(workload);
        }

        if (blocked is null)
            return;

        context.Report(
            FindPlace(policy),
            $"No NetworkPolicy that covers {WorkloadText.List(blocked)} admits DNS (UDP {DnsPort}), so every name lookup times out",
            AdmitDns(policy));
    }

    private static bool MayAdmitDns(ResourceContext context, NetworkPolicyView policy)
    {
        if (!policy.HasRules(PolicyDirection.Egress))
            return false;
        if (policy.MayAdmit(PolicyDirection.Egress, pod: null, DnsPort, "UDP"))
            return true;

        foreach (string port in context.GetOption(DnsPorts))
        {
            if (long.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && policy.MayAdmit(PolicyDirection.Egress, pod: null, number, "UDP"))
                return true;
        }

        return false;
    }

    // With dnsPolicy None the pod may have no server at all, or one in the pod itself.
    private static bool AsksServers(Workload workload)
    {
        YamlMapping? pod = workload.PodSpec.Mapping;
        if (pod.GetString("dnsPolicy")?.Value != "None")
            return pod is not null;

        bool hasServer = false;
        foreach (YamlNode server in pod.GetMapping("dnsConfig").GetItems("nameservers"))
        {
            if (NodeReading.AsString(server) is not { } address || TemplateMarkers.IsTemplated(address.Value) || address.Value.StartsWith("127.", StringComparison.Ordinal) || address.Value == "::1")
                return false;
            hasServer = true;
        }

        return hasServer;
    }

    private static bool IsBlockedAt(ResourceContext context, NetworkPolicyView policy, Workload workload) =>
        CoveringPolicies.FindBlocking(context.Resources, workload, PolicyDirection.Egress, candidate => MayAdmitDns(context, candidate)) == policy
        && !IsCutOffOnPurpose(context, policy, workload);

    // No way out at all, by policies for just these pods: a database. One for all pods of the namespace is a floor on which others open what is needed.
    private static bool IsCutOffOnPurpose(ResourceContext context, NetworkPolicyView policy, Workload workload)
    {
        if (policy.HasRules(PolicyDirection.Egress))
            return false;

        foreach (NetworkPolicyView other in context.Resources.NetworkPoliciesOf(workload))
        {
            if (!other.SelectsEveryPod && other.Limits(PolicyDirection.Egress))
                return true;
        }

        return false;
    }

    private static YamlNode FindPlace(NetworkPolicyView policy)
    {
        YamlMapping? spec = policy.Resource.Spec;
        if (spec?.Find("egress") is { } egress)
            return egress.Key;

        YamlNode? type = spec.GetItems("policyTypes").FirstOrDefault(item => NodeReading.AsString(item)?.Value == "Egress");
        return type ?? policy.Resource.Root;
    }

    private static CodeFix? AdmitDns(NetworkPolicyView policy)
    {
        if (policy.Resource.Spec is not { } spec)
            return null;

        YamlValue rule = YamlValue.Map(("ports", YamlValue.List(Port("UDP"), Port("TCP"))));
        YamlPath egress = YamlPath.Of(spec) / "egress";
        int count = spec.Get("egress") is YamlSequence rules ? rules.Items.Length : 0;
        return CodeFix.Unsafe(
            "Admit DNS, port 53 by UDP and TCP",
            spec,
            editor => count == 0 ? editor.Set(egress, YamlValue.List(rule)) : editor.InsertItem(egress, count, rule));
    }

    private static YamlMappingValue Port(string protocol) => YamlValue.Map(("protocol", YamlValue.String(protocol)), ("port", YamlValue.Integer(DnsPort)));
}
