using System.Collections.Immutable;

namespace ManifestLint.Configuration;

/// <summary>
/// What the files above one that says <c>root: true</c> still decide: the rules that they lock, as they lock them, and that suppressions are turned off or
/// have to give reasons. A file can leave behind what it does not want to inherit, not what is forbidden to it.
/// </summary>
public static class OuterLocks
{
    /// <summary>The part of layers that holds for everything below them; layers that lock nothing are left out.</summary>
    /// <param name="layers">The weakest first.</param>
    public static ImmutableArray<ConfigurationLayer> Of(ImmutableArray<ConfigurationLayer> layers)
    {
        ImmutableHashSet<string> locked = [.. layers.SelectMany(layer => layer.Locked.Select(rule => rule.Value))];
        return [.. layers.Select(layer => Of(layer, locked)).Where(layer => !locked.IsEmpty || layer.InlineSuppressions is not null || layer.RequireReason is not null)];
    }

    private static ConfigurationLayer Of(ConfigurationLayer layer, ImmutableHashSet<string> locked) => new()
    {
        Name = layer.Name,
        Directory = layer.Directory,
        PathsFrom = layer.PathsFrom,
        IsAboveRoot = true,
        Preset = layer.Preset,
        FailOn = layer.FailOn,
        Rules = [.. layer.Rules.Where(rule => locked.Contains(rule.Rule.Id))],
        Locked = layer.Locked,
        Overrides =
        [
            .. layer.Overrides
                .Select(entry => entry with { Rules = [.. entry.Rules.Where(rule => locked.Contains(rule.Rule.Id))] })
                .Where(entry => !entry.Rules.IsEmpty),
        ],
        InlineSuppressions = layer.InlineSuppressions is { Value: false } turnedOff ? turnedOff : null,
        RequireReason = layer.RequireReason is { Value: true } asked ? asked : null,
    };
}
