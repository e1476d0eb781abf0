using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidNetworkPolicyRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1069",
        name: "invalid-network-policy",
        title: "A NetworkPolicy holds what does not go together",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource is not { Kind: "NetworkPolicy", Group: "networking.k8s.io" } || context.Resource.Spec is not { } spec)
            return;

        if (spec.Get("policyTypes") is YamlSequence { Items.Length: > 2 } types)
            context.Report(types.Items[2], $"spec.policyTypes: {types.Items.Length} entries, there are only Ingress and Egress; {Refusal.ByServer}");
        CheckRules(context, spec, "ingress", "from");
        CheckRules(context, spec, "egress", "to");
    }

    private static void CheckRules(ResourceContext context, YamlMapping spec, string direction, string peers)
    {
        if (spec.Get(direction) is not YamlSequence rules)
            return;

        for (int i = 0; i < rules.Items.Length; i++)
        {
            if (rules.Items[i].Dereference() is not YamlMapping rule)
                continue;

            if (rule.Get(peers) is YamlSequence from)
            {
                for (int j = 0; j < from.Items.Length; j++)
                    new NetworkPeerCheck(context, direction, i, peers, j).Run(from.Items[j]);
            }

            if (rule.Get("ports") is YamlSequence ports)
            {
                for (int j = 0; j < ports.Items.Length; j++)
                    CheckPort(context, ports.Items[j], direction, i, j);
            }
        }
    }

    private static void CheckPort(ResourceContext context, YamlNode item, string direction, int rule, int index)
    {
        if (item.Dereference() is not YamlMapping mapping || mapping.GetInteger("endPort") is not { } end)
            return;

        Located<PortReference>? port = PortReference.Read(mapping.GetWritten("port"));
        string? wrong = port switch
        {
            { Value.Number: { } first } => first > end.Value ? $"it is below port {first}" : null,
            { Value.Name: { } name } => TemplateMarkers.IsTemplated(name) ? null : $"a range begins with a port by number, not '{name}'",
            _ => context.Resource.IsPartial || mapping.Get("port") is not null ? null : "a range needs a port to begin with",
        };
        if (wrong is not null)
            context.Report(end.Node, $"spec.{direction}[{rule}].ports[{index}].endPort {end.Value}: {wrong}; {Refusal.ByServer}");
    }
}
