using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class NetworkPolicyViewTests
{
    private const string Deployment = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop}, spec: {template: {metadata: {labels: {app: shop}}}}}\n";

    private const string Other = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: other, namespace: other}, spec: {podSelector: {}}}\n";

    [Theory]
    [InlineData("{podSelector: {}}", true, false)]
    [InlineData("{podSelector: {}, ingress: []}", true, false)]
    [InlineData("{podSelector: {}, egress: []}", true, false)]
    [InlineData("{podSelector: {}, egress: [{}]}", true, true)]
    [InlineData("{podSelector: {}, policyTypes: [], egress: [{}]}", true, true)]
    [InlineData("{podSelector: {}, policyTypes: [Egress]}", false, true)]
    [InlineData("{podSelector: {}, policyTypes: [Ingress], egress: [{}]}", true, false)]
    [InlineData("{podSelector: {}, policyTypes: [Ingress, Egress]}", true, true)]
    [InlineData("{podSelector: {}, policyTypes: '${TYPES}'}", false, false)]
    public void Directions_that_are_limited(string spec, bool ingress, bool egress)
    {
        NetworkPolicyView policy = Policy(spec);

        Assert.Equal(ingress, policy.Limits(PolicyDirection.Ingress));
        Assert.Equal(egress, policy.Limits(PolicyDirection.Egress));
    }

    [Theory]
    [InlineData("{podSelector: {}}", true)]
    [InlineData("{podSelector: }", true)]
    [InlineData("{policyTypes: [Ingress]}", true)]
    [InlineData("{podSelector: {matchLabels: {}}}", true)]
    [InlineData("{podSelector: {matchLabels: {app: shop}}}", true)]
    [InlineData("{podSelector: {matchLabels: {app: cart}}}", false)]
    [InlineData("{podSelector: {matchExpressions: [{key: app, operator: In, values: [cart, shop]}]}}", true)]
    [InlineData("{podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}", false)]
    [InlineData("{podSelector: {matchLabel: {app: cart}}}", false)]
    [InlineData("{podSelector: all}", false)]
    public void Pods_that_are_covered(string spec, bool expected)
    {
        ResourceSet set = Given.Set($"{Deployment}---\n{Other}---\n{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: shop}}, spec: {spec}}}\n");

        Assert.Equal(expected ? 1 : 0, set.NetworkPoliciesOf(Assert.Single(set.Workloads)).Length);
    }

    [Theory]
    [InlineData("", 8080, "TCP", false)]
    [InlineData("ingress: []", 8080, "TCP", false)]
    [InlineData("ingress: [{}]", 8080, "TCP", true)]
    [InlineData("ingress: [{from: [{podSelector: {}}]}]", 8080, "UDP", true)]
    [InlineData("ingress: [{ports: []}]", 8080, "TCP", true)]
    [InlineData("ingress: [null]", 8080, "TCP", true)]
    [InlineData("ingress: [{ports: [{port: 8080}]}]", 8080, "TCP", true)]
    [InlineData("ingress: [{ports: [{port: 8080}]}]", 8080, "UDP", false)]
    [InlineData("ingress: [{ports: [{port: 80}]}]", 8080, "TCP", false)]
    [InlineData("ingress: [{ports: [{port: 80}]}, {ports: [{port: 81}, {port: 8080}]}]", 8080, "TCP", true)]
    [InlineData("ingress: [{ports: [{port: 8000, endPort: 8080}]}]", 8080, "TCP", true)]
    [InlineData("ingress: [{ports: [{port: 8000, endPort: 8079}]}]", 8080, "TCP", false)]
    [InlineData("ingress: [{ports: [{protocol: UDP}]}]", 53, "UDP", true)]
    [InlineData("ingress: [{ports: [{protocol: UDP}]}]", 53, "TCP", false)]
    [InlineData("ingress: [{ports: [{port: http}]}]", 8080, "TCP", true)]
    [InlineData("ingress: [{ports: [{port: http}]}]", 9090, "TCP", false)]
    [InlineData("ingress: [{ports: [{port: grpc}]}]", 8080, "TCP", false)]
    [InlineData("ingress: [{ports: [{port: '${PORT}'}]}]", 8080, "TCP", true)]
    [InlineData("ingress: [{ports: [{port: 80, protocol: '${P}'}]}]", 8080, "TCP", false)]
    [InlineData("ingress: '${RULES}'", 8080, "TCP", true)]
    [InlineData("egress: [{ports: [{port: 8080}]}]", 8080, "TCP", false)]
    public void Ports_that_may_be_admitted(string rules, long port, string protocol, bool expected)
    {
        PodSpecView pod = Given.Pod("{containers: [{name: web, ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 9090}]}]}");

        Assert.Equal(expected, Policy($"{{podSelector: {{}}, {rules}}}").MayAdmit(PolicyDirection.Ingress, pod, port, protocol));
    }

    [Fact]
    public void Name_of_a_port_of_unknown_pods_may_be_any()
    {
        Assert.True(Policy("{egress: [{ports: [{port: dns, protocol: UDP}]}]}").MayAdmit(PolicyDirection.Egress, pod: null, 53, "UDP"));
        Assert.False(Policy("{egress: [{ports: [{port: dns-tcp}]}]}").MayAdmit(PolicyDirection.Egress, pod: null, 53, "UDP"));
    }

    [Fact]
    public void Kind_of_the_same_name_is_none() =>
        Assert.Null(NetworkPolicyView.From(Assert.Single(Given.Set("{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: shop}, spec: {}}").Resources)));

    private static NetworkPolicyView Policy(string spec) =>
        NetworkPolicyView.From(Assert.Single(Given.Set($"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: shop}}, spec: {spec}}}").Resources))!;
}
