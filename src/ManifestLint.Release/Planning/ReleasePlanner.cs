namespace ManifestLint.Releases.Planning;

/// <summary>Finds the steps from the state of a release set to a goal.</summary>
public static class ReleasePlanner
{
    /// <summary>
    /// Runs the operations one after another, each on the state that the one before leaves, and tells what each does to pods and requests. What is so already is
    /// left out.
    /// </summary>
    /// <exception cref="ReleaseRefusedException">The goal makes no sense for the set, or an operation on the way cannot be done and not be forced.</exception>
    public static ReleasePlan Plan(ReleaseState state, ReleaseGoal goal)
    {
        OperationGuards.RequireClear(state);
        Check(state, goal);
        var builder = new PlanBuilder(state, goal);
        string summary = state.Strategy == ReleaseStrategy.Canary ? new CanaryPlan(builder).Lay() : new BlueGreenPlan(builder).Lay();
        return builder.Build(summary);
    }

    private static void Check(ReleaseState state, ReleaseGoal goal)
    {
        if (goal.HoldSeconds is < 0)
            throw ReleaseRefusedException.WrongUse($"a hold lasts 0 seconds or longer, not {goal.HoldSeconds}");
        if (goal.Kind == GoalKind.Switch)
            OperationGuards.Require(state, ReleaseStrategy.BlueGreen, "switch");
        if (goal.Kind == GoalKind.Weight)
            OperationGuards.Require(state, ReleaseStrategy.Canary, "weight");
        if (goal.Colour is not null && goal.Kind != GoalKind.Serve)
            OperationGuards.SideNamed(state, goal.Colour);

        int last = 0;
        foreach (int weight in goal.Weights)
        {
            if (weight <= last || weight > CanarySplit.WholeWeight)
                throw ReleaseRefusedException.WrongUse($"the weights of a canary rise from 1 to 100, and {weight} comes after {last}", "--steps 10,25,50");
            last = weight;
        }
    }
}
