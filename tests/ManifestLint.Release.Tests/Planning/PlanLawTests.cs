using ManifestLint.Releases;
using ManifestLint.Releases.Planning;

namespace ManifestLint.Release.Tests.Planning;

/// <summary>What holds for every plan.</summary>
public sealed class PlanLawTests
{
    private const string Image = "shop:1.5.0";

    public static TheoryData<string> Strategies =>
    [
        "{type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}",
        "{type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}",
        "{type: RollingUpdate, rollingUpdate: {maxSurge: 100%, maxUnavailable: 100%}}",
        "{type: RollingUpdate, rollingUpdate: {maxSurge: 2, maxUnavailable: 40%}}",
        "{type: RollingUpdate}",
        "{type: Recreate}",
    ];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Canary_plans_keep_the_wanted_pods_serving_and_are_what_their_commands_do(string strategy)
    {
        int[][] weights = [[10, 25, 50], [1], [30, 90], [50, 100], [5, 20, 40, 60, 80]];
        for (int total = 2; total <= 30; total++)
        {
            int[] steps = weights[total % weights.Length];
            Hold(PlanManifests.Canary(total, 0, strategy, isAnnotated: total % 2 == 0), new ReleaseGoal { Kind = GoalKind.Serve, Images = [Image], Weights = [.. steps] });
            Hold(PlanManifests.Canary(total, 0, strategy, isAnnotated: total % 2 == 1), new ReleaseGoal { Kind = GoalKind.Serve, Images = [Image], Weights = [10, 25, 50] });
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Canary_plans_from_a_serving_canary_keep_the_wanted_pods(string strategy)
    {
        for (int total = 2; total <= 30; total += 3)
        {
            int canary = 1 + (total / 3);
            foreach (ReleaseGoal goal in (ReleaseGoal[])
                [
                    new() { Kind = GoalKind.Serve, Images = [Image] },
                    new() { Kind = GoalKind.Rollback },
                    new() { Kind = GoalKind.Retire },
                    new() { Kind = GoalKind.Weight, Weight = 0 },
                ])
            {
                Hold(PlanManifests.Canary(total - canary, canary, strategy, isAnnotated: total % 2 == 0), goal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Weights_keep_the_wanted_pods(string strategy)
    {
        for (int total = 2; total <= 30; total += 4)
        {
            foreach (int weight in (int[])[1, 10, 33, 50, 99, 100])
            {
                ReleaseState state = DeployOperation.Run(PlanManifests.Canary(total, 0, strategy, isAnnotated: false), [Image]).After;
                Hold(state, new ReleaseGoal { Kind = GoalKind.Weight, Weight = weight });
            }
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Blue_green_plans_keep_the_wanted_pods_serving_and_are_what_their_commands_do(string strategy)
    {
        for (int pods = 1; pods <= 30; pods += 3)
        {
            foreach (int idle in (int[])[0, 1, pods, pods + 2])
            {
                ReleaseState state = PlanManifests.BlueGreen(pods, idle, strategy, isRemembered: pods % 2 == 0);
                Hold(state, new ReleaseGoal { Kind = GoalKind.Serve, Images = [Image] });
                Hold(state, new ReleaseGoal { Kind = GoalKind.Serve });
                Hold(state, new ReleaseGoal { Kind = GoalKind.Switch, Colour = "green" });
                Hold(state, new ReleaseGoal { Kind = GoalKind.Retire });
            }
        }
    }

    [Fact]
    public void A_plan_made_again_after_each_step_leads_to_the_same_state()
    {
        foreach (ReleaseState start in (ReleaseState[])[PlanManifests.Canary(10, 0, "{type: RollingUpdate}", isAnnotated: true), PlanManifests.BlueGreen(4, 0, "{type: RollingUpdate}", isRemembered: true)])
        {
            var goal = new ReleaseGoal { Kind = GoalKind.Serve, Images = [Image] };
            ReleasePlan plan = ReleasePlanner.Plan(start, goal);
            foreach (PlanStep step in plan.Steps.Where(step => step.Change is not null))
                Assert.Equal(PlanManifests.TextOf(plan.After), PlanManifests.TextOf(ReleasePlanner.Plan(step.Change!.After, goal).After));
            Assert.DoesNotContain(ReleasePlanner.Plan(plan.After, goal).Steps, step => step.Change is not null);
        }
    }

    [Fact]
    public void Ready_pods_of_a_rolling_update_are_those_that_a_simulation_of_the_controller_finds()
    {
        for (int pods = 1; pods <= 30; pods++)
        {
            foreach ((string surge, string unavailable) in ((string, string)[])[("1", "0"), ("0", "1"), ("25%", "25%"), ("100%", "0"), ("0", "100%"), ("3", "40%"), ("1%", "1%"), ("0", "5%")])
            {
                ReleaseState before = PlanManifests.BlueGreen(pods, pods, $"{{type: RollingUpdate, rollingUpdate: {{maxSurge: {surge}, maxUnavailable: {unavailable}}}}}", isRemembered: false);
                ReleaseState after = DeployOperation.Run(before, [Image]).After;
                var side = SidePods.Of(before.Other, after.Other, hasLoad: false);
                (long ready, long peak) = Simulate(pods, side.Rollout!.Surge, side.Rollout.Unavailable);
                Assert.Equal((ready, peak), (side.ReadyAtWorst, side.Peak.Most));
            }
        }
    }

    // The worst that can happen: no new pod becomes ready before the controller can do nothing more.
    private static (long Ready, long Peak) Simulate(long replicas, long surge, long unavailable)
    {
        long minAvailable = replicas - Math.Min(unavailable, replicas);
        (long old, long fresh, long ready) = (replicas, 0, 0);
        (long worst, long peak) = (replicas, replicas);
        while (old > 0 || ready < replicas)
        {
            long up = Math.Max(0, Math.Min(replicas + surge - old - fresh, replicas - fresh));
            fresh += up;
            peak = Math.Max(peak, old + fresh);
            long down = Math.Clamp(old + ready - minAvailable, 0, old);
            old -= down;
            worst = Math.Min(worst, old + ready);
            if (up == 0 && down == 0)
                ready++;
        }

        return (worst, peak);
    }

    private static void Hold(ReleaseState start, ReleaseGoal goal)
    {
        ReleasePlan plan = ReleasePlanner.Plan(start, goal);
        ReleaseState state = start;
        foreach (PlanStep step in plan.Steps)
        {
            Assert.True(step.Serving >= plan.Wanted, $"step {step.Number} ({step.Title}) of {plan.Wanted}: {step.Serving}");
            Assert.True(step.Peak.Least >= step.Serving);
            foreach (PlanCommand command in step.Commands.Where(command => command.Verb is not null))
                state = PlanManifests.Run(state, command);
            if (step.Change is not null)
                Assert.Equal(PlanManifests.TextOf(step.Change.After), PlanManifests.TextOf(state));
            HoldBack(plan, step, state);
        }

        Assert.Equal(PlanManifests.TextOf(plan.After), PlanManifests.TextOf(state));
    }

    // The way back leads to the version and the pods that served at the beginning. What git takes back is in no state here.
    private static void HoldBack(ReleasePlan plan, PlanStep step, ReleaseState state)
    {
        if (plan.Goal.Kind is not (GoalKind.Serve or GoalKind.Switch) || step.Back.Commands.Any(command => command.Text.StartsWith("git ", StringComparison.Ordinal)))
            return;

        foreach (PlanCommand command in step.Back.Commands.Where(command => command.Verb is not null))
            state = PlanManifests.Run(state, command);
        Assert.Equal(plan.Before.Serving.Name, state.Serving.Name);
        Assert.Equal(plan.Before.Serving.ImageText, state.Serving.ImageText);
        Assert.True(state.Serving.Replicas.Count >= plan.Wanted);
    }
}
