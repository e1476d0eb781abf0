using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class PodPlacementTests
{
    private const string Own = "labelSelector: {matchLabels: {app: shop}}";

    [Theory]
    [InlineData($"topologySpreadConstraints: [{{topologyKey: kubernetes.io/hostname, {Own}}}]", true)]
    [InlineData("topologySpreadConstraints: [{topologyKey: kubernetes.io/hostname, labelSelector: {}}]", true)]
    [InlineData("topologySpreadConstraints: [{topologyKey: kubernetes.io/hostname}]", false)]
    [InlineData("topologySpreadConstraints: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: cart}}}]", false)]
    [InlineData($"topologySpreadConstraints: [{{topologyKey: topology.kubernetes.io/zone, {Own}}}]", false)]
    [InlineData($"affinity: {{podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: kubernetes.io/hostname, {Own}}}]}}}}", true)]
    [InlineData($"affinity: {{podAntiAffinity: {{preferredDuringSchedulingIgnoredDuringExecution: [{{weight: 1, podAffinityTerm: {{topologyKey: kubernetes.io/hostname, {Own}}}}}]}}}}", true)]
    [InlineData($"affinity: {{podAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: kubernetes.io/hostname, {Own}}}]}}}}", false)]
    [InlineData($"affinity: {{podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: kubernetes.io/hostname, namespaces: [other], {Own}}}]}}}}", false)]
    [InlineData($"affinity: {{podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: kubernetes.io/hostname, namespaceSelector: {{}}, {Own}}}]}}}}", true)]
    [InlineData("affinity:", false)]
    public void Pods_that_lie_on_different_nodes(string podSpec, bool expected) => Assert.Equal(expected, Pod(podSpec).IsSpreadOver(PodPlacement.Hostname));

    [Theory]
    [InlineData("nodeName: n1", "n1")]
    [InlineData("nodeSelector: {kubernetes.io/hostname: n1}", "n1")]
    [InlineData("nodeSelector: {disk: ssd}", null)]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n1]}]}]}}}", "n1")]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n1, n2]}]}]}}}", null)]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n1]}]}, {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n2]}]}]}}}", null)]
    [InlineData("affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n1]}]}}]}}", null)]
    public void Node_on_which_every_pod_must_run(string podSpec, string? expected) => Assert.Equal(expected, Pod(podSpec).FindPinnedNode()?.Value);

    [Theory]
    [InlineData($"affinity: {{podAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: kubernetes.io/hostname, {Own}}}]}}}}", true)]
    [InlineData($"affinity: {{podAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: topology.kubernetes.io/zone, {Own}}}]}}}}", false)]
    [InlineData($"affinity: {{podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: kubernetes.io/hostname, {Own}}}]}}}}", false)]
    public void Pods_that_lie_on_one_node(string podSpec, bool expected) => Assert.Equal(expected, Pod(podSpec).IsKeptTogether());

    [Fact]
    public void Claims_that_are_only_read_are_told_from_those_that_are_written()
    {
        ResourceSet set = Given.Set("""
            {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}
            ---
            {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: cache}, spec: {accessModes: [ReadWriteOnce]}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: shop}, spec: {template: {spec: {containers: [{name: web, volumeMounts: [{name: d, mountPath: /d}, {name: c, mountPath: /c}]}], volumes: [{name: d, persistentVolumeClaim: {claimName: data, readOnly: true}}, {name: c, persistentVolumeClaim: {claimName: cache}}]}}}}
            """);

        Assert.Equal([("data", false), ("cache", true)], set.SingleWriterClaimsOf(Assert.Single(set.Workloads)).Select(claim => (claim.Name.Value, claim.IsWritten)));
    }

    [Theory]
    [InlineData("nodeSelector: {pool: a}", "nodeSelector: {pool: b}", true)]
    [InlineData("nodeSelector: {pool: a}", "nodeSelector: {pool: a}", false)]
    [InlineData("nodeSelector: {pool: a}", "nodeSelector: {zone: b}", false)]
    [InlineData("nodeSelector: {pool: a}", "containers: []", false)]
    [InlineData("nodeName: n1", "nodeName: n2", true)]
    [InlineData("nodeSelector: {pool: a}", "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: In, values: [b, c]}]}]}}}", true)]
    [InlineData("nodeSelector: {pool: a}", "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: In, values: [b, a]}]}]}}}", false)]
    [InlineData("nodeSelector: {pool: a}", "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: In, values: [b]}]}, {matchExpressions: [{key: disk, operator: Exists}]}]}}}", false)]
    [InlineData("nodeSelector: {pool: a}", "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: NotIn, values: [a]}]}]}}}", false)]
    public void Pods_that_share_no_node(string first, string second, bool expected)
    {
        Assert.Equal(expected, PodPlacement.AreOnDifferentNodes(Pod(first), Pod(second)));
        Assert.Equal(expected, PodPlacement.AreOnDifferentNodes(Pod(second), Pod(first)));
    }

    [Theory]
    [InlineData("[ReadWriteOnce]", "{name: d, mountPath: /d}", "", "ReadWriteOnce")]
    [InlineData("[ReadWriteOncePod]", "{name: d, mountPath: /d}", "", "ReadWriteOncePod")]
    [InlineData("[ReadWriteOnce, ReadWriteOncePod]", "{name: d, mountPath: /d}", "", "ReadWriteOnce")]
    [InlineData("[ReadWriteOnce, ReadOnlyMany]", "{name: d, mountPath: /d}", "", null)]
    [InlineData("[]", "{name: d, mountPath: /d}", "", null)]
    [InlineData("[ReadWriteOnce]", "{name: d, mountPath: /d, readOnly: true}", "", null)]
    [InlineData("[ReadWriteOnce]", "{name: d, mountPath: /d}", "readOnly: true", null)]
    [InlineData("[ReadWriteOnce]", "{name: other, mountPath: /d}", "", null)]
    public void Claim_that_the_pods_write_to(string modes, string mount, string volume, string? expected)
    {
        ResourceSet set = Given.Set("""
            {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: MODES}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: shop}, spec: {template: {spec: {containers: [{name: web, volumeMounts: [MOUNT]}], volumes: [{name: d, persistentVolumeClaim: {claimName: data, VOLUME}}]}}}}
            """.Replace("MODES", modes, StringComparison.Ordinal).Replace("MOUNT", mount, StringComparison.Ordinal).Replace("VOLUME", volume, StringComparison.Ordinal));

        Assert.Equal(expected, set.FindWrittenClaim(Assert.Single(set.Workloads))?.AccessMode);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(7, 3)]
    public void Members_of_a_quorum_that_may_stop_together(long members, long expected) => Assert.Equal(expected, QuorumMembers.Tolerated(members));

    [Theory]
    [InlineData("image: 'registry.example.com/coreos/etcd:v3.5.9'", true)]
    [InlineData("image: 'zookeeper:3.9'", true)]
    [InlineData("image: 'etcd-backup:1'", false)]
    [InlineData("image: 'hashicorp/consul:1.18'", true)]
    [InlineData("image: 'hashicorp/consul:1.18', args: [agent, -client=0.0.0.0]", false)]
    [InlineData("image: 'hashicorp/consul:1.18', args: [agent, -server]", true)]
    [InlineData("image: 'postgres:16'", false)]
    public void Members_of_a_quorum_are_known_by_their_image(string container, bool expected) =>
        Assert.Equal(expected, QuorumMembers.Find(Given.Pod($"{{containers: [{{{container}}}]}}"), QuorumMembers.Images) is not null);

    [Theory]
    [InlineData("image: 'apache/kafka:3.8.0', env: [{name: KAFKA_PROCESS_ROLES, value: 'broker,controller'}]", true)]
    [InlineData("image: 'bitnami/kafka:3.8', env: [{name: KAFKA_CFG_PROCESS_ROLES, value: broker}]", false)]
    [InlineData("image: 'bitnami/kafka:3.8'", false)]
    public void Kafka_elects_by_itself_where_it_is_controller(string container, bool expected) =>
        Assert.Equal(expected, QuorumMembers.FindKafkaController(Given.Pod($"{{containers: [{{{container}}}]}}")) is not null);

    private static PodSpecView Pod(string podSpec) => Given.Deployment($"{{template: {{metadata: {{labels: {{app: shop}}}}, spec: {{{podSpec}}}}}}}").PodSpec;
}
