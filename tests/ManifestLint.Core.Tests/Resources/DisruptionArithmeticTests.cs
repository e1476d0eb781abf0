using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>The figures of <c>disruption.go</c>: both percents round up, and what is allowed never falls below 0.</summary>
public sealed class DisruptionArithmeticTests
{
    [Theory]
    [InlineData("minAvailable: 2", 2, 2, 0)]
    [InlineData("minAvailable: 5", 3, 5, 0)]
    [InlineData("minAvailable: 0", 3, 0, 3)]
    [InlineData("minAvailable: 51%", 2, 2, 0)]
    [InlineData("minAvailable: 50%", 1, 1, 0)]
    [InlineData("minAvailable: 50%", 2, 1, 1)]
    [InlineData("minAvailable: 50%", 3, 2, 1)]
    [InlineData("minAvailable: 50%", 4, 2, 2)]
    [InlineData("minAvailable: 90%", 10, 9, 1)]
    [InlineData("minAvailable: 91%", 10, 10, 0)]
    [InlineData("minAvailable: 0%", 4, 0, 4)]
    [InlineData("minAvailable: 100%", 9, 9, 0)]
    [InlineData("maxUnavailable: 0", 3, 3, 0)]
    [InlineData("maxUnavailable: 1", 1, 0, 1)]
    [InlineData("maxUnavailable: 5", 3, 0, 3)]
    [InlineData("maxUnavailable: 0%", 3, 3, 0)]
    [InlineData("maxUnavailable: 1%", 3, 2, 1)]
    [InlineData("maxUnavailable: 25%", 4, 3, 1)]
    [InlineData("maxUnavailable: 25%", 5, 3, 2)]
    [InlineData("maxUnavailable: 50%", 1, 0, 1)]
    [InlineData("maxUnavailable: 100%", 7, 0, 7)]
    public void Budget_over_a_number_of_pods(string spec, long pods, long desired, long allowed)
    {
        DisruptionBudgetView budget = Assert.Single(Given.Set(Budget(spec)).DisruptionBudgets);

        Assert.Equal((desired, allowed), (budget.DesiredHealthy(pods), budget.AllowedDisruptions(pods)));
    }

    [Theory]
    [InlineData("minAvailable: '1'", true)]
    [InlineData("minAvailable: '${MIN}'", true)]
    [InlineData("minAvailable: 1, maxUnavailable: 1", true)]
    [InlineData("minAvailable: ~", false)]
    [InlineData("unhealthyPodEvictionPolicy: AlwaysAllow", false)]
    public void Budget_without_a_valid_policy_allows_nobody_knows_what(string spec, bool hasPolicy)
    {
        DisruptionBudgetView budget = Assert.Single(Given.Set(Budget(spec)).DisruptionBudgets);

        Assert.Equal(hasPolicy, budget.HasPolicy);
        Assert.Null(budget.Policy);
        Assert.Null(budget.AllowedDisruptions(3));
    }

    [Theory]
    [InlineData("minAvailable: 1", false)]
    [InlineData("minAvailable: 50%", true)]
    [InlineData("maxUnavailable: 1", true)]
    public void Owners_are_asked_for_their_scale(string spec, bool expected) =>
        Assert.Equal(expected, Assert.Single(Given.Set(Budget(spec)).DisruptionBudgets).NeedsScale);

    [Fact]
    public void Pods_of_all_workloads_are_added_up()
    {
        DisruptionArithmetic sum = Sum("minAvailable: 4", Workload("Deployment", "a", "replicas: 3") + Workload("StatefulSet", "b", "replicas: 2") + Workload("Deployment", "c", "replicas: 0"));

        Assert.Equal((5, 5, 1L, true), (sum.Pods, sum.MaximumPods, sum.Allowed, sum.IsKnown));
        Assert.Equal(["a", "b", "c"], sum.Workloads.Select(workload => workload.Name));
    }

    [Fact]
    public void Pods_of_jobs_come_and_go()
    {
        DisruptionArithmetic sum = Sum("minAvailable: 1", "---\n{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {template: {metadata: {labels: {app: shop}}}}}\n");

        Assert.Equal((0, true, false), (sum.Pods, sum.IsKnown, sum.CoversEvictedPods));
    }

    [Fact]
    public void Scaler_gives_the_least_and_the_largest_number()
    {
        DisruptionArithmetic sum = Sum("minAvailable: 2", Workload("Deployment", "a", "replicas: 7") +
            "---\n{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, minReplicas: 2, maxReplicas: 9}}\n");

        Assert.Equal((2, 9, 0L, 7L), (sum.Pods, sum.MaximumPods, sum.Allowed, sum.AllowedAtMaximum));
        Assert.Equal("HorizontalPodAutoscaler 'h'", sum.Scaler!.ToString());
    }

    [Theory]
    [InlineData("minAvailable: 1", "kind: Pod", true)]
    [InlineData("maxUnavailable: 1", "kind: Pod", false)]
    [InlineData("minAvailable: 50%", "kind: Pod", false)]
    [InlineData("minAvailable: 1", "kind: DaemonSet", false)]
    public void Number_is_known_only_with_a_scale(string spec, string kind, bool expected) => Assert.Equal(expected, Sum(spec, kind == "kind: Pod"
        ? "---\n{apiVersion: v1, kind: Pod, metadata: {name: p, labels: {app: shop}}, spec: {}}\n"
        : Workload("DaemonSet", "d", "minReadySeconds: 0")).IsKnown);

    [Fact]
    public void Deployment_whose_pods_a_rollout_makes_is_not_counted_twice()
    {
        DisruptionArithmetic sum = Sum("minAvailable: 1", Workload("Deployment", "a", "replicas: 3") +
            "---\n{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: r}, spec: {replicas: 3, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: a}}}\n");

        Assert.Equal((3, "r"), (sum.Pods, Assert.Single(sum.Workloads).Name));
    }

    [Fact]
    public void Very_large_numbers_do_not_wrap()
    {
        DisruptionArithmetic sum = Sum("minAvailable: 1", Workload("Deployment", "a", $"replicas: {long.MaxValue}") + Workload("Deployment", "b", "replicas: 5"));

        Assert.Equal(long.MaxValue, sum.Pods);
    }

    [Fact]
    public void Budgets_without_pods_are_told()
    {
        ResourceSet set = Given.Set(Budget("minAvailable: 1") + "---\n" + Budget("minAvailable: 1").Replace("app: shop", "app: other") + Workload("Deployment", "a", "replicas: 3"));

        Assert.Same(set.DisruptionBudgets[1], Assert.Single(set.DisruptionBudgetsWithoutPods(set.Resources[0])));
        Assert.Same(set.DisruptionBudgets[0], set.DisruptionBudgetOf(set.Resources[0]));
        Assert.Null(set.DisruptionBudgetOf(set.Resources[2]));
    }

    private static DisruptionArithmetic Sum(string spec, string workloads)
    {
        ResourceSet set = Given.Set(Budget(spec) + workloads);
        return set.DisruptionOf(Assert.Single(set.DisruptionBudgets));
    }

    private static string Budget(string spec) =>
        $"{{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {{name: b}}, spec: {{{spec}, selector: {{matchLabels: {{app: shop}}}}}}}}\n";

    private static string Workload(string kind, string name, string spec) =>
        $"---\n{{apiVersion: apps/v1, kind: {kind}, metadata: {{name: {name}}}, spec: {{{spec}, template: {{metadata: {{labels: {{app: shop}}}}}}}}}}\n";
}
