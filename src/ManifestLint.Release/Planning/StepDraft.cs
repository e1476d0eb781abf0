using System.Collections.Immutable;

namespace ManifestLint.Releases.Planning;

/// <summary>A step before its pods are counted.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">A few words for a table.</param>
/// <param name="Purpose">What it does, in sentences.</param>
internal sealed record StepDraft(PlanStepKind Kind, string Title, string Purpose)
{
    /// <summary>The operation; null when no file changes.</summary>
    public ReleaseChange? Change { get; init; }

    /// <summary>The command that makes the change.</summary>
    public PlanCommand? Edit { get; init; }

    /// <summary>What to type instead of, or after, what applies the change.</summary>
    public ImmutableArray<PlanCommand> Commands { get; init; } = [];

    /// <summary>What must hold before the next step.</summary>
    public string? WaitFor { get; init; }

    /// <summary>Seconds to let pass.</summary>
    public long HoldSeconds { get; init; }

    /// <summary>The share that was asked for the canary; null for the one of the step before.</summary>
    public int? Weight { get; init; }

    /// <summary>What the operator should know beside what the operation says.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>How to get back from here.</summary>
    public required WayBack Back { get; init; }
}
