using System.Collections.Immutable;

namespace ManifestLint.Releases.Planning;

/// <summary>Collects the steps of a plan and counts pods, requests and ready pods in each.</summary>
internal sealed class PlanBuilder
{
    private readonly List<PlanStep> _steps = [];
    private readonly List<PlanObstacle> _objections = [];
    private readonly List<string> _leftOut = [];
    private readonly PlanCapacityCheck _capacity;
    private readonly BudgetNotes _budgets = new();
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private int _weight;

    public PlanBuilder(ReleaseState start, ReleaseGoal goal)
    {
        Start = start;
        State = start;
        Goal = goal;
        Wanted = start.Strategy == ReleaseStrategy.Canary ? start.Total : start.Serving.Replicas.Count;
        _capacity = new(start, goal.Capacity);
        _loaded.Add(start.Serving.Name);
        _weight = (int)Math.Clamp(start.RequestedWeight ?? (long)start.Split.EffectiveWeight, 0, CanarySplit.WholeWeight);
    }

    /// <summary>The goal.</summary>
    public ReleaseGoal Goal { get; }

    /// <summary>The state before the first step.</summary>
    public ReleaseState Start { get; }

    /// <summary>The state that the steps so far lead to.</summary>
    public ReleaseState State { get; private set; }

    /// <summary>The pods that shall serve at every moment.</summary>
    public long Wanted { get; }

    /// <summary>How many steps so far change files.</summary>
    public int Commits => _steps.Count(step => step.Change is not null);

    /// <summary>Adds a step; false when it is an operation that changes nothing.</summary>
    /// <exception cref="ReleaseRefusedException">The operation is refused and cannot be forced.</exception>
    public bool Add(StepDraft draft)
    {
        ReleaseChange? change = draft.Change;
        if (change is { IsNothing: true })
            return false;
        if (change?.Objection is { } objection)
            Object(objection);

        ReleaseState before = State;
        State = change?.After ?? before;
        _weight = draft.Weight ?? _weight;
        if (draft.Kind is PlanStepKind.RaiseMinimum)
            _loaded.Add(State.Other.Name);
        if (draft.Kind is PlanStepKind.Switch)
            _loaded.Add(State.Serving.Name);

        ImmutableArray<SidePods> sides = [Count(before, Start.Serving.Name), Count(before, Start.Other.Name)];
        PodRange peak = sides[0].Peak + sides[1].Peak;
        ImmutableArray<PlanCommand> applying = change is null ? [] : PlanCommand.Applying(change);
        _capacity.Add(before, State, sides, _steps.Count + 1);
        _steps.Add(new PlanStep
        {
            Number = _steps.Count + 1,
            Kind = draft.Kind,
            Title = draft.Title,
            Purpose = draft.Purpose,
            Change = change,
            Commands = [.. draft.Edit is null ? applying : applying.Insert(0, draft.Edit), .. draft.Commands],
            WaitFor = draft.WaitFor,
            HoldSeconds = draft.HoldSeconds,
            Sides = sides,
            Peak = peak,
            Cpu = PlanCapacityCheck.AmountOf(before, State, sides, "requests.cpu", side => side.Peak.Most),
            Memory = PlanCapacityCheck.AmountOf(before, State, sides, "requests.memory", side => side.Peak.Most),
            Serving = FindServing(before, sides),
            Weight = Start.Strategy == ReleaseStrategy.Canary ? new(_weight, State.Split) : null,
            Notes = [.. draft.Notes, .. change?.Notes ?? [], .. _budgets.Of(State, sides)],
            Back = draft.Back,
        });
        return true;
    }

    /// <summary>Tells why something is not in the plan.</summary>
    public void LeaveOut(string reason) => _leftOut.Add(reason);

    /// <summary>The plan.</summary>
    public ReleasePlan Build(string summary)
    {
        ImmutableArray<PlanObstacle> shortages = _capacity.FindShortages();
        return new ReleasePlan
        {
            Goal = Goal,
            Summary = summary,
            Before = Start,
            After = State,
            Wanted = Wanted,
            Steps = [.. _steps.Select(step => step with { Notes = step.Notes.AddRange(_capacity.NotesOf(step.Number)) })],
            Obstacles = [.. _objections.Where(objection => !shortages.Any(shortage => shortage.Refusal.Place == objection.Refusal.Place)).Concat(shortages).OrderBy(obstacle => obstacle.Step)],
            LeftOut = [.. _leftOut],
            Checks = _steps.Count == 0 ? [] : [PlanCommand.Shell($"kubectl diff{string.Concat(FilesOf(Start).Select(file => $" -f {KubectlCommands.Quote(file)}"))}")],
        };
    }

    private void Object(ReleaseRefusal objection)
    {
        if (!objection.CanBeForced)
            throw new ReleaseRefusedException(objection);
        _objections.Add(new PlanObstacle(_steps.Count + 1, objection));
    }

    private SidePods Count(ReleaseState before, string name) => SidePods.Of(SideNamed(before, name), SideNamed(State, name), _loaded.Contains(name));

    // While nodes learn of a switch, each request goes to one side or the other one.
    private long FindServing(ReleaseState before, ImmutableArray<SidePods> sides)
    {
        if (Start.Strategy == ReleaseStrategy.Canary)
            return sides.Sum(side => side.ReadyAtWorst);
        return sides.Where(side => side.Side.Name == before.Serving.Name || side.Side.Name == State.Serving.Name).Min(side => side.ReadyAtWorst);
    }

    private static ReleaseSide SideNamed(ReleaseState state, string name) => state.Serving.Name == name ? state.Serving : state.Other;

    // Services first, as kubectl's users apply them.
    private static IEnumerable<string> FilesOf(ReleaseState state) =>
        state.Set.Services.Select(service => service.Resource).Concat(state.Set.Sides.Select(side => side.Resource)).Select(resource => resource.File.Path).Distinct();
}
