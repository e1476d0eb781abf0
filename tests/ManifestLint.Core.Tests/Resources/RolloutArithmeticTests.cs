using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>Upstream's own tables (<c>deployment_util_test.go</c>) and the numbers of the rule catalogue.</summary>
public sealed class RolloutArithmeticTests
{
    [Theory]
    [InlineData("0%", "0%", 0, 0, 1)]
    [InlineData("39%", "39%", 10, 4, 3)]
    [InlineData(null, "39%", 10, 0, 3)]
    [InlineData("39%", null, 10, 4, 0)]
    [InlineData(null, null, 10, 0, 1)]
    public void TestResolveFenceposts(string? surge, string? unavailable, long desired, long expectedSurge, long expectedUnavailable) =>
        Assert.Equal((expectedSurge, expectedUnavailable), RolloutArithmetic.Resolve(Read(surge), Read(unavailable), desired));

    [Theory]
    [InlineData(10, "5", 5, 5)]
    [InlineData(10, "10", 10, 0)]
    [InlineData(5, "10", 10, 0)]
    [InlineData(10, "50%", 5, 5)]
    [InlineData(10, "60%", 6, 4)]
    [InlineData(10, "100%", 10, 0)]
    [InlineData(5, "100%", 5, 0)]
    public void TestMaxUnavailable_and_TestMinAvailable(long replicas, string unavailable, long expected, long minAvailable)
    {
        RolloutArithmetic rollout = Deployment($"{{maxSurge: 1, maxUnavailable: {unavailable}}}", replicas);

        Assert.Equal((expected, minAvailable), (rollout.Unavailable, rollout.MinAvailable));
    }

    [Theory]
    [InlineData(1, 1, 0, 1, 2)]
    [InlineData(2, 1, 0, 2, 3)]
    [InlineData(3, 1, 0, 3, 4)]
    [InlineData(4, 1, 1, 3, 5)]
    [InlineData(5, 2, 1, 4, 7)]
    [InlineData(6, 2, 1, 5, 8)]
    [InlineData(7, 2, 1, 6, 9)]
    [InlineData(8, 2, 2, 6, 10)]
    [InlineData(9, 3, 2, 7, 12)]
    [InlineData(10, 3, 2, 8, 13)]
    [InlineData(11, 3, 2, 9, 14)]
    [InlineData(12, 3, 3, 9, 15)]
    [InlineData(13, 4, 3, 10, 17)]
    [InlineData(15, 4, 3, 12, 19)]
    [InlineData(16, 4, 4, 12, 20)]
    [InlineData(20, 5, 5, 15, 25)]
    [InlineData(25, 7, 6, 19, 32)]
    [InlineData(50, 13, 12, 38, 63)]
    [InlineData(100, 25, 25, 75, 125)]
    public void Defaults_are_a_quarter(long replicas, long surge, long unavailable, long minAvailable, long total)
    {
        RolloutArithmetic rollout = Deployment(null, replicas);

        Assert.Equal((surge, unavailable, minAvailable, total), (rollout.Surge, rollout.Unavailable, rollout.MinAvailable, rollout.MaxTotal));
        Assert.True(rollout is { IsKnown: true, IsSurgeDefault: true, IsUnavailableDefault: true, Mode: RolloutMode.Rolling });
    }

    [Theory]
    [InlineData("{maxUnavailable: 1}", 1, 1, false)]
    [InlineData("{maxUnavailable: 1}", 100, 1, false)]
    [InlineData("{maxSurge: 0}", 1, 1, true)]
    [InlineData("{maxSurge: 0}", 3, 1, true)]
    [InlineData("{maxSurge: 0}", 4, 1, false)]
    [InlineData("{maxUnavailable: 50%}", 1, 0, false)]
    [InlineData("{maxUnavailable: 50%, maxSurge: 0}", 1, 1, true)]
    [InlineData("{maxUnavailable: 50%}", 4, 2, false)]
    [InlineData("{maxUnavailable: 50%}", 10, 5, false)]
    [InlineData("{maxUnavailable: 51%}", 100, 51, false)]
    [InlineData("{maxUnavailable: 3}", 4, 3, false)]
    [InlineData("{maxUnavailable: 5}", 3, 5, false)]
    [InlineData("{maxUnavailable: 100%}", 7, 7, false)]
    [InlineData("{maxUnavailable: 0, maxSurge: 1%}", 2, 0, false)]
    [InlineData("{maxUnavailable: 1%, maxSurge: 0%}", 2, 1, true)]
    public void Numbers_of_the_catalogue(string rollingUpdate, long replicas, long unavailable, bool isForced)
    {
        RolloutArithmetic rollout = Deployment(rollingUpdate, replicas);

        Assert.Equal((unavailable, isForced), (rollout.Unavailable, rollout.IsUnavailableForced));
        Assert.True(rollout.IsKnown);
    }

    [Theory]
    [InlineData("{maxUnavailable: '1'}")]
    [InlineData("{maxUnavailable: oops}")]
    [InlineData("{maxUnavailable: 101%}")]
    [InlineData("{maxUnavailable: -1}")]
    [InlineData("{maxUnavailable: 1.5}")]
    [InlineData("{maxUnavailable: ' 25%'}")]
    [InlineData("{maxUnavailable: '%'}")]
    [InlineData("{maxUnavailable: '${MAX}'}")]
    [InlineData("{maxSurge: '1'}")]
    [InlineData("{maxSurge: -5%}")]
    public void What_the_server_refuses_is_unknown(string rollingUpdate) => Assert.False(Deployment(rollingUpdate, 4).IsKnown);

    [Fact]
    public void Surge_may_be_more_than_everything() => Assert.Equal(8, Deployment("{maxSurge: 200%}", 4).Surge);

    [Fact]
    public void Explicit_null_is_absent() => Assert.True(Deployment("{maxSurge: , maxUnavailable: ~}", 4) is { IsKnown: true, IsSurgeDefault: true, IsUnavailableDefault: true });

    [Fact]
    public void Both_zero_is_told() => Assert.True(Deployment("{maxSurge: 0, maxUnavailable: 0%}", 4).AreBothZero);

    [Fact]
    public void Written_value_has_its_node() => Assert.Equal("3", Deployment("{maxUnavailable: 3}", 4).WrittenUnavailable!.Value.Node.ToString());

    [Theory]
    [InlineData("Deployment", "apps/v1", "{strategy: {type: Recreate}}", RolloutMode.Recreate)]
    [InlineData("Deployment", "apps/v1", "{strategy: {type: }}", RolloutMode.Rolling)]
    [InlineData("Deployment", "apps/v1", "{strategy: {type: rolling}}", RolloutMode.Unknown)]
    [InlineData("Deployment", "apps/v1", "{strategy: {type: [x]}}", RolloutMode.Unknown)]
    [InlineData("StatefulSet", "apps/v1", "{updateStrategy: {type: OnDelete}}", RolloutMode.OnDelete)]
    [InlineData("DaemonSet", "apps/v1", "{}", RolloutMode.Rolling)]
    [InlineData("Rollout", "argoproj.io/v1alpha1", "{strategy: {blueGreen: {activeService: x}}}", RolloutMode.BlueGreen)]
    [InlineData("Rollout", "argoproj.io/v1alpha1", "{strategy: {canary: {}}}", RolloutMode.Rolling)]
    [InlineData("DeploymentConfig", "apps.openshift.io/v1", "{strategy: {type: Rolling}}", RolloutMode.Rolling)]
    [InlineData("ReplicaSet", "apps/v1", "{}", RolloutMode.Unknown)]
    public void Mode_follows_the_strategy(string kind, string apiVersion, string spec, RolloutMode mode) => Assert.Equal(mode, Of(kind, apiVersion, spec, 4).Mode);

    [Theory]
    [InlineData("StatefulSet", "apps/v1", "{}", 3, 0, 1)]
    [InlineData("StatefulSet", "apps/v1", "{updateStrategy: {rollingUpdate: {maxUnavailable: 50%}}}", 5, 0, 2)]
    [InlineData("StatefulSet", "apps/v1", "{updateStrategy: {rollingUpdate: {maxUnavailable: 10%}}}", 5, 0, 1)]
    [InlineData("DaemonSet", "apps/v1", "{}", 10, 0, 1)]
    [InlineData("DaemonSet", "apps/v1", "{updateStrategy: {rollingUpdate: {maxUnavailable: 25%}}}", 10, 0, 3)]
    [InlineData("DaemonSet", "apps/v1", "{updateStrategy: {rollingUpdate: {maxSurge: 15%, maxUnavailable: 0}}}", 10, 2, 0)]
    [InlineData("Rollout", "argoproj.io/v1alpha1", "{strategy: {canary: {maxSurge: 2, maxUnavailable: 0}}}", 4, 2, 0)]
    [InlineData("DeploymentConfig", "v1", "{strategy: {rollingParams: {maxUnavailable: 50%}}}", 4, 1, 2)]
    public void Other_kinds_round_in_their_own_way(string kind, string apiVersion, string spec, long replicas, long surge, long unavailable)
    {
        RolloutArithmetic rollout = Of(kind, apiVersion, spec, replicas);

        Assert.Equal((surge, unavailable), (rollout.Surge, rollout.Unavailable));
    }

    private static RolloutArithmetic Deployment(string? rollingUpdate, long replicas) =>
        Of("Deployment", "apps/v1", rollingUpdate is null ? "{}" : $"{{strategy: {{rollingUpdate: {rollingUpdate}}}}}", replicas);

    private static RolloutArithmetic Of(string kind, string apiVersion, string spec, long replicas) =>
        RolloutArithmetic.Of(Given.Workload($"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: shop}}, spec: {spec}}}"), replicas);

    private static IntOrPercent? Read(string? text) => text is null ? null : IntOrPercent.Read(YamlTree.Parse(text).Documents[0].Root)!.Value.Value;
}
