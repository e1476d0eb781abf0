using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Rules;

namespace ManifestLint.Release.Tests.Operations;

public sealed class OperationTests
{
    private const string Next = "registry.example.com/shop:1.5.0";

    [Fact]
    public void A_blue_green_release_goes_forward_and_back()
    {
        ReleaseState start = Given.Sample("blue-green").State();
        ReleaseState deployed = Done(DeployOperation.Run(start, [Next]));
        ReleaseState switched = Done(SwitchOperation.Run(deployed, "green"));
        ReleaseState back = Done(RollbackOperation.Run(switched));
        ReleaseState retired = Done(RetireOperation.Run(switched));

        Assert.Equal(("green", 4L, 4L, "blue"), (switched.Serving.Slot, switched.Serving.Replicas.Count, switched.Other.Replicas.Count, switched.Previous));
        Assert.Equal(Given.TextsOf(deployed), Given.TextsOf(back));
        Assert.Equal((0L, "green"), (retired.Other.Replicas.Count, retired.Previous));
        Assert.Equal("shop-blue has 0 replicas, so there is no pod to go back to", Given.Refusal(() => RollbackOperation.Run(retired, "blue")).Reason);
        Assert.Equal(Given.TextsOf(switched), Given.TextsOf(Done(RollbackOperation.Run(retired, "blue", startsOld: true))));
        Assert.True(RollbackOperation.Run(retired).IsNothing);
    }

    [Fact]
    public void An_autoscaler_gets_the_number_of_pods_back()
    {
        ReleaseState start = Given.Sample("blue-green-hpa").State();
        ReleaseChange deploy = DeployOperation.Run(start, [Next]);
        ReleaseState deployed = Done(deploy);
        ReleaseState retired = Done(RetireOperation.Run(Done(SwitchOperation.Run(deployed, "green"))));

        Assert.Null(deployed.Other.Workload.WrittenReplicas);
        Assert.Equal(4, deployed.Other.Replicas.Count);
        Assert.Equal("HorizontalPodAutoscaler 'shop-green' scales green up from one pod to 4, its least number", Assert.Single(deploy.Notes));
        Assert.Equal("kubectl wait deployment/shop-green --for=jsonpath='{.status.readyReplicas}'=4 --timeout=300s", deploy.Steps[0].Wait);
        Assert.Equal(0, retired.Other.Workload.WrittenReplicas?.Value);
        Assert.Equal("blue", retired.Other.Slot);
    }

    [Fact]
    public void A_canary_goes_up_and_is_promoted()
    {
        ReleaseState deployed = Done(DeployOperation.Run(Given.Sample("canary").State(), [Next]));
        ReleaseChange first = WeightOperation.Run(deployed, 25);
        ReleaseState promoted = Done(PromoteOperation.Run(Done(first)));

        Assert.Equal(new CanarySplit(3, 7), first.After.Split);
        Assert.Equal(25, first.After.RequestedWeight);
        Assert.Equal("25 % was asked for, 3 of 10 pods are 30 %; 25 % exactly takes a multiple of 4 pods", Assert.Single(first.Notes));
        Assert.Equal([["deployment-canary.yaml"], ["deployment-stable.yaml", "service.yaml"]], first.Steps.Select(step => step.Files.ToArray()));
        Assert.Equal((Next, new CanarySplit(0, 10), 0L), (promoted.Serving.ImageText, promoted.Split, promoted.RequestedWeight));
        Assert.True(PromoteOperation.Run(promoted).IsNothing);
    }

    [Fact]
    public void Phases_add_up_to_the_whole()
    {
        ReleaseState deployed = Done(DeployOperation.Run(Given.Sample("canary").State(), [Next]));
        ReleaseState grown = Done(WeightOperation.Run(deployed, 30, WeightPhase.Grow));
        ReleaseState whole = Done(WeightOperation.Run(deployed, 30));
        ReleaseState promoted = Done(PromoteOperation.Run(Done(PromoteOperation.Run(Done(PromoteOperation.Run(whole, PromotePhase.Template)), PromotePhase.Scale)), PromotePhase.Cleanup));

        Assert.Equal((3L, 10L), (grown.Other.Replicas.Count, grown.Serving.Replicas.Count));
        Assert.Equal(Given.TextsOf(whole), Given.TextsOf(Done(WeightOperation.Run(grown, 30, WeightPhase.Shrink))));
        Assert.Equal(Given.TextsOf(Done(PromoteOperation.Run(whole))), Given.TextsOf(promoted));
    }

    [Fact]
    public void A_promotion_carries_the_whole_template_but_the_slot()
    {
        ResourceSet resources = Given.Sample("canary");
        string canary = resources.Files[0].Tree!.Text.Text
            .Replace("1.4.0", "1.5.0", StringComparison.Ordinal)
            .Replace("          ports:\n", "          env:\n            - name: MODE\n              value: fast\n          ports:\n", StringComparison.Ordinal)
            .Replace("cpu: 200m", "cpu: 250m", StringComparison.Ordinal)
            .Replace("              memory: 128Mi\n            limits", "            limits", StringComparison.Ordinal)
            .Replace("replicas: 0", "replicas: 2", StringComparison.Ordinal);
        ReleaseState state = Given.Files(resources.Files.Skip(1).Select(file => (file.Path, file.Tree!.Text.Text)).Append((resources.Files[0].Path, canary))).State();
        ReleaseChange change = PromoteOperation.Run(state, PromotePhase.Template);

        Assert.Equal(
            ["spec.template.spec.containers[0].image", "spec.template.spec.containers[0].env", "spec.template.spec.containers[0].resources.requests.cpu", "spec.template.spec.containers[0].resources.requests.memory"],
            change.Edits.Select(edit => edit.Path.ToString()).OrderBy(path => path.Contains("resources", StringComparison.Ordinal)).ThenByDescending(path => path.EndsWith("image", StringComparison.Ordinal)));
        Assert.Equal("stable", change.After.Serving.Workload.TemplateLabels["track"]);
        Assert.Contains("# the version of this side", Given.TextsOf(change.After)["deployment-stable.yaml"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("purple", "shop has no side purple; it has blue (shop-blue) and green (shop-green)")]
    [InlineData("", "shop has no side ; it has blue (shop-blue) and green (shop-green)")]
    public void An_unknown_side_is_refused(string to, string reason) => Assert.Equal(reason, Given.Refusal(() => SwitchOperation.Run(Given.Sample("blue-green").State(), to)).Reason);

    [Fact]
    public void What_speaks_against_a_switch_is_said()
    {
        ReleaseState parked = Given.Sample("blue-green").State();
        ReleaseState same = Done(DeployOperation.Run(parked, [], replicas: 4));
        ReleaseState smaller = Done(DeployOperation.Run(parked, [Next], replicas: 3));
        ReleaseState unnamed = Edited("ports:\n            - name: http", "ports:\n            - name: web");
        ReleaseState probeless = Edited("readinessProbe", "livenessProbe");

        AssertObjection(SwitchOperation.Run(parked, "green"), "shop-green has 0 replicas, shop-blue has 4: after the switch no pod would answer", canBeForced: false);
        AssertObjection(SwitchOperation.Run(same, "green"), "shop-blue and shop-green run the same template (registry.example.com/shop:1.4.0), so a switch brings nothing new", canBeForced: true);
        AssertObjection(SwitchOperation.Run(smaller, "green"), "shop-green has 3 pods, shop-blue 4: 75 % of the capacity after the switch", canBeForced: true);
        AssertObjection(SwitchOperation.Run(unnamed, "green"), "Service 'shop' needs port \"http\", which no container of shop-green declares: the port would have no endpoints", canBeForced: false);
        AssertObjection(SwitchOperation.Run(probeless, "green"), "container 'shop' of shop-green has no readinessProbe, so requests would reach pods that are not up", canBeForced: true);
    }

    [Fact]
    public void What_speaks_against_a_deployment_is_said()
    {
        ReleaseState start = Given.Sample("blue-green").State();
        ReleaseState hold = Done(SwitchOperation.Run(Done(DeployOperation.Run(start, [Next])), "green"));
        const string Quota = "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: team}\nspec: {hard: {requests.cpu: '1'}}\n";
        ReleaseState tight = Given.Files(Given.TextsOf(start).Select(pair => (pair.Key, pair.Value)).Append(("quota.yaml", Quota))).State();

        AssertObjection(DeployOperation.Run(start, ["registry.example.com/shop:1.4.0"]), "blue serves registry.example.com/shop:1.4.0 already: both sides would run the same template", canBeForced: true);
        AssertObjection(DeployOperation.Run(hold, ["registry.example.com/shop:1.6.0"]), "the last release is not over: blue still runs registry.example.com/shop:1.4.0, to which a rollback leads", canBeForced: true);
        AssertObjection(DeployOperation.Run(tight, [Next]), "8 pods of both sides together ask for 1600m of requests.cpu, and ResourceQuota 'team' allows 1: pods beyond it would be refused", canBeForced: true);
        Assert.Equal("nothing to deploy is named", Given.Refusal(() => DeployOperation.Run(start, [])).Reason);
        Assert.Equal("shop-green has no container web; it has shop", Given.Refusal(() => DeployOperation.Run(start, ["web=shop:2"])).Reason);
        Assert.StartsWith("'Shop:2' is no image reference", Given.Refusal(() => DeployOperation.Run(start, ["Shop:2"])).Reason, StringComparison.Ordinal);
        Assert.Equal("the pods of a canary follow from its weight, not from --replicas", Given.Refusal(() => DeployOperation.Run(Given.Sample("canary").State(), [Next], replicas: 3)).Reason);
    }

    [Fact]
    public void What_speaks_against_a_weight_is_said()
    {
        ReleaseState start = Given.Sample("canary").State();
        ReleaseState single = Edited("canary", ("deployment-stable.yaml", "replicas: 10", "replicas: 1"), ("service.yaml", "total-replicas: \"10\"", "total-replicas: \"1\""));
        const string Scaler = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: shop}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop-stable}, minReplicas: 4, maxReplicas: 12}\n";
        ReleaseState scaled = Given.Files(Given.TextsOf(start).Select(pair => (pair.Key, pair.Value)).Append(("hpa.yaml", Scaler))).State();

        AssertObjection(WeightOperation.Run(start, 10), "shop-canary runs the same template as shop-stable (registry.example.com/shop:1.4.0), so there is nothing to try", canBeForced: true);
        Assert.Equal("a weight is a whole percentage from 0 to 100, not 101", Given.Refusal(() => WeightOperation.Run(start, 101)).Reason);
        Assert.Equal("a weight is a whole percentage from 0 to 100, not -1", Given.Refusal(() => WeightOperation.Run(start, -1)).Reason);
        Assert.Equal("shop has 1 pod, which cannot be split: 10 % needs 2 pods at least, 10 to be exact", Given.Refusal(() => WeightOperation.Run(single, 10)).Reason);
        Assert.Equal("HorizontalPodAutoscaler 'shop' scales shop-stable between 4 and 12 pods, so the share of the canary drifts whatever is written", Given.Refusal(() => WeightOperation.Run(scaled, 10)).Reason);
        Assert.Equal("HorizontalPodAutoscaler 'shop' scales shop-stable between 4 and 12 pods, so the share of the canary drifts whatever is written", Given.Refusal(() => PromoteOperation.Run(scaled)).Reason);
        Assert.Equal("shop is a canary set, which has no switch", Given.Refusal(() => SwitchOperation.Run(start, "canary")).Reason);
        Assert.Equal("shop is a blue-green set, which has no weight", Given.Refusal(() => WeightOperation.Run(Given.Sample("blue-green").State(), 10)).Reason);
        ReleaseState unsaid = Edited("canary", ("service.yaml", "    manifestlint.dev/total-replicas: \"10\"\n", ""));
        const string Unsaid = "how many pods of shop serve together is not written (annotation manifestlint.dev/total-replicas of its Service), and between two phases their sum does not tell";
        Assert.Equal(Unsaid, Given.Refusal(() => WeightOperation.Run(unsaid, 10, WeightPhase.Grow)).Reason);
        Assert.Equal(Unsaid, Given.Refusal(() => PromoteOperation.Run(unsaid, PromotePhase.Scale)).Reason);
        AssertObjection(PromoteOperation.Run(Done(DeployOperation.Run(start, [Next]))), "shop-canary has 0 replicas, so registry.example.com/shop:1.5.0 has not served a request yet", canBeForced: true);
    }

    [Fact]
    public void An_autoscaler_of_stable_does_not_keep_the_canary_from_being_taken_away()
    {
        const string Scaler = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: shop}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop-stable}, minReplicas: 4, maxReplicas: 12}\n";
        ReleaseState trying = Edited("canary", ("deployment-canary.yaml", "replicas: 0", "replicas: 1"), ("deployment-canary.yaml", "shop:1.4.0", "shop:1.5.0"));
        ReleaseState scaled = Given.Files(Given.TextsOf(trying).Select(pair => (pair.Key, pair.Value)).Append(("hpa.yaml", Scaler))).State();

        ReleaseChange back = RollbackOperation.Run(scaled);

        Assert.Equal("spec.replicas", Assert.Single(back.Edits, edit => edit.Resource.Kind == "Deployment").Path.ToString());
        Assert.Equal("shop-canary", back.Edits[0].Resource.Name);
        Assert.Equal("HorizontalPodAutoscaler 'shop' starts the pods that stable then needs, once its metrics ask for them", Assert.Single(back.Notes));
        Assert.True(RetireOperation.Run(Done(back)).IsNothing);
        Assert.Equal(["rollback"], ReleaseAdvice.For(scaled).Select(command => command.Verb));
    }

    [Fact]
    public void A_rollback_needs_to_know_where_to()
    {
        ReleaseState start = Edited("blue-green", ("service.yaml", "    manifestlint.dev/previous: blue\n", ""));
        ReleaseState switched = Done(SwitchOperation.Run(Done(DeployOperation.Run(start, [Next])), "green"));

        ReleaseRefusal refusal = Given.Refusal(() => RollbackOperation.Run(switched));
        Assert.Equal("which side of shop served before is not written (annotation manifestlint.dev/previous of its Service), and green serves now", refusal.Reason);
        Assert.Equal("--to blue", refusal.Remedy);
        Assert.Equal("blue", Done(RollbackOperation.Run(switched, "blue")).Serving.Slot);
        Assert.True(RollbackOperation.Run(Done(RollbackOperation.Run(switched, "blue")), "blue").IsNothing);
    }

    [Fact]
    public void A_selector_that_needs_more_than_the_slot_is_not_switched()
    {
        ReleaseState state = Edited(
            "blue-green",
            ("service.yaml", "    color: blue # the switch", "    color: blue # the switch\n    release: first"),
            ("deployment-blue.yaml", "        color: blue\n    spec", "        color: blue\n        release: first\n    spec"),
            ("deployment-green.yaml", "replicas: 0", "replicas: 4"));

        ReleaseRefusal refusal = Given.Refusal(() => SwitchOperation.Run(state, "green"));
        Assert.Equal("Service 'shop' also selects release: first, and shop-green has no release: after the switch it would select no pod", refusal.Reason);
    }

    [Fact]
    public void A_value_that_stands_elsewhere_too_is_not_changed()
    {
        ReleaseState state = Edited("blue-green", ("deployment-green.yaml", "replicas: 0", "replicas: &none 0\n  minReadySeconds: *none"), ("deployment-blue.yaml", "name: shop-blue", "name: shop-blue"));

        ReleaseRefusal refusal = Given.Refusal(() => DeployOperation.Run(state, [Next]));
        Assert.StartsWith("spec.replicas of Deployment 'shop-green' (deployment-green.yaml:9) cannot be changed by itself: ", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_a_change_leaves_behind_stops_it()
    {
        var linter = new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default);
        ReleaseState start = Given.Sample("blue-green").State();
        ReleaseState broken = Edited("blue-green", ("deployment-green.yaml", "containerPort: 8080", "containerPort: 808080"));

        Assert.Null(ReleaseGate.FindObjection(linter, DeployOperation.Run(start, [Next])));
        Assert.StartsWith("the set has an error: ", ReleaseGate.FindObjection(linter, DeployOperation.Run(broken, [Next]))?.Reason, StringComparison.Ordinal);
        Assert.StartsWith("the change would bring an error: ", ReleaseGate.FindObjection(linter, SwitchOperation.Run(start, "green"))?.Reason, StringComparison.Ordinal);
    }

    private static ReleaseState Done(ReleaseChange change)
    {
        Assert.False(change.IsNothing);
        return change.After;
    }

    private static void AssertObjection(ReleaseChange change, string reason, bool canBeForced)
    {
        Assert.Equal(reason, change.Objection?.Reason);
        Assert.Equal(canBeForced, change.Objection?.CanBeForced);
    }

    // A green side that is up, with one thing changed in its manifest.
    private static ReleaseState Edited(string old, string text) => Edited("blue-green", ("deployment-green.yaml", "replicas: 0", "replicas: 4"), ("deployment-green.yaml", old, text));

    private static ReleaseState Edited(string sample, params ImmutableArray<(string Path, string Old, string New)> edits)
    {
        ImmutableSortedDictionary<string, string> texts = Given.TextsOf(Given.Sample(sample).State());
        foreach ((string path, string old, string text) in edits)
        {
            Assert.Contains(old, texts[path], StringComparison.Ordinal);
            texts = texts.SetItem(path, texts[path].Replace(old, text, StringComparison.Ordinal));
        }

        return Given.Files(texts.Select(pair => (pair.Key, pair.Value))).State();
    }
}
