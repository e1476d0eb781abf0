using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class StatefulSetUpdatesTests
{
    [Theory]
    [InlineData("1.28", false, " (on 1.35)")]
    [InlineData("1.34", false, " (on 1.35)")]
    [InlineData("1.35", true, "")]
    [InlineData("1.36", false, " (on 1.35)")]
    [InlineData("1.28-1.36", true, " (on 1.35)")]
    [InlineData("1.28-1.34", false, " (on 1.35)")]
    public void The_gate_was_on_in_one_version_and_none_can_be_relied_on(string text, bool mayRead, string note)
    {
        TargetVersions target = TargetVersions.Parse(text)!.Value;
        RolloutArithmetic rollout = RolloutArithmetic.Of(Set("{rollingUpdate: {maxUnavailable: 3}}"), replicas: 5);

        Assert.Equal((mayRead, note), (target.MayReadMaxUnavailable(), target.NoteMaxUnavailable()));
        Assert.False(target.HonoursMaxUnavailable());
        Assert.Equal(1, StatefulSetUpdates.PodsAtOnce(rollout, target));
    }

    private static Workload Set(string strategy) =>
        Given.Workload($"{{apiVersion: apps/v1, kind: StatefulSet, metadata: {{name: shop}}, spec: {{updateStrategy: {strategy}}}}}");
}
