using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>What a step is.</summary>
public enum PlanStepKind
{
    /// <summary>A version is put on the side that does not serve.</summary>
    Deploy,

    /// <summary>The side that served before gets its pods back.</summary>
    Start,

    /// <summary>The side is tried while the other one serves.</summary>
    Verify,

    /// <summary>The autoscaler of the side that shall serve is told to bring as many pods as the other one has.</summary>
    RaiseMinimum,

    /// <summary>The Services lead to the other side.</summary>
    Switch,

    /// <summary>Nothing changes: one watches, and can still go back at once.</summary>
    Hold,

    /// <summary>The autoscaler gets its own minimum back.</summary>
    RestoreMinimum,

    /// <summary>The side that does not serve loses its pods.</summary>
    Retire,

    /// <summary>One side of a canary set gets pods.</summary>
    Grow,

    /// <summary>The other side of a canary set gives pods up.</summary>
    Shrink,

    /// <summary>The stable side gets the canary's template.</summary>
    PromoteTemplate,

    /// <summary>The stable side gets all pods.</summary>
    PromoteScale,

    /// <summary>The canary's pods go.</summary>
    PromoteCleanup,
}

/// <summary>The share of the requests that a canary has.</summary>
/// <param name="Requested">The share that was asked for, in percent.</param>
/// <param name="Effective">The share that the pods come to after the step.</param>
public readonly record struct PlanWeight(int Requested, CanarySplit Effective);

/// <summary>How to undo what was done up to a step.</summary>
/// <param name="Summary">What it means, one sentence without final period.</param>
/// <param name="Commands">The lines to type, in order.</param>
public sealed record WayBack(string Summary, ImmutableArray<PlanCommand> Commands);

/// <summary>One step of a plan: it is done, committed and waited for before the next one begins.</summary>
public sealed record PlanStep
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What it is.</summary>
    public required PlanStepKind Kind { get; init; }

    /// <summary>A few words for a table: <c>switch to green</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What it does, in sentences.</summary>
    public required string Purpose { get; init; }

    /// <summary>The edits of the files, at places as they are when the steps before are written; null when no file changes.</summary>
    public ReleaseChange? Change { get; init; }

    /// <summary>What to type, in order; the first one edits the files when <see cref="Change"/> is there.</summary>
    public ImmutableArray<PlanCommand> Commands { get; init; } = [];

    /// <summary>What must hold before the next step, a sentence without final period; null when the commands themselves wait.</summary>
    public string? WaitFor { get; init; }

    /// <summary>Seconds to let pass; 0 when there are none.</summary>
    public long HoldSeconds { get; init; }

    /// <summary>The pods of the two sides, in the same order in all steps: the side that served first, or stable, stands first.</summary>
    public required ImmutableArray<SidePods> Sides { get; init; }

    /// <summary>Pods of both sides at the worst moment, without those that are ending.</summary>
    public required PodRange Peak { get; init; }

    /// <summary>The sum of <c>requests.cpu</c> of the most pods; null when a container does not say.</summary>
    public Quantity? Cpu { get; init; }

    /// <summary>The sum of <c>requests.memory</c> of the most pods; null when a container does not say.</summary>
    public Quantity? Memory { get; init; }

    /// <summary>Ready pods behind the public Service at the worst moment of the step.</summary>
    public required long Serving { get; init; }

    /// <summary>The canary's share; null in a blue-green set.</summary>
    public PlanWeight? Weight { get; init; }

    /// <summary>What the operator should know, sentences without final period.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>How to get back from here.</summary>
    public required WayBack Back { get; init; }
}

/// <summary>Something that stands in the way of a plan: a command of it will refuse, or there is no room.</summary>
/// <param name="Step">The number of the step.</param>
/// <param name="Refusal">What it is.</param>
public sealed record PlanObstacle(int Step, ReleaseRefusal Refusal);

/// <summary>The steps from the state of a release set to a goal. Nothing is written.</summary>
public sealed record ReleasePlan
{
    /// <summary>The goal.</summary>
    public required ReleaseGoal Goal { get; init; }

    /// <summary>The goal in a few words: <c>shop:1.5.0 serves, green in the place of blue</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>The state before.</summary>
    public required ReleaseState Before { get; init; }

    /// <summary>The state after the last step, as the operations make it.</summary>
    public required ReleaseState After { get; init; }

    /// <summary>The pods that shall serve at every moment.</summary>
    public required long Wanted { get; init; }

    /// <summary>The steps, in order; none when the goal is reached already.</summary>
    public required ImmutableArray<PlanStep> Steps { get; init; }

    /// <summary>What stands in the way, in the order of the steps.</summary>
    public ImmutableArray<PlanObstacle> Obstacles { get; init; } = [];

    /// <summary>What is not in the plan because it would change nothing, sentences without final period.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Commands that show whether the cluster is as the files say, which the plan takes for granted.</summary>
    public ImmutableArray<PlanCommand> Checks { get; init; } = [];
}
