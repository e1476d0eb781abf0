namespace ManifestLint.Schemas;

/// <summary>Bounds of numbers, lengths and counts; all inclusive unless they say otherwise.</summary>
public sealed record SchemaBounds
{
    /// <summary>The smallest number.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether <see cref="Minimum"/> itself is too small.</summary>
    public bool IsMinimumExclusive { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is too large.</summary>
    public bool IsMaximumExclusive { get; init; }

    /// <summary>What the number is a multiple of.</summary>
    public double? MultipleOf { get; init; }

    /// <summary>Fewest characters.</summary>
    public int? MinimumLength { get; init; }

    /// <summary>Most characters.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>Fewest items.</summary>
    public int? MinimumItems { get; init; }

    /// <summary>Most items.</summary>
    public int? MaximumItems { get; init; }

    /// <summary>Fewest fields.</summary>
    public int? MinimumProperties { get; init; }

    /// <summary>Most fields.</summary>
    public int? MaximumProperties { get; init; }
}
