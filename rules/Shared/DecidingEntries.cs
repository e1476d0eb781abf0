using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The entries of a map whose keys are not known beforehand.</summary>
internal static class DecidingEntries
{
    /// <summary>Every key once, with the entry that decides its value. Allocates only for merges, doubled and odd keys.</summary>
    public static ImmutableArray<YamlEntry> GetDecidingEntries(this YamlMapping mapping)
    {
        ImmutableArray<YamlEntry> entries = mapping.Entries;
        foreach (YamlEntry entry in entries)
        {
            if (entry.IsMerge || entry.KeyText is not { } key || mapping.Find(key) != entry)
                return [.. mapping.EffectiveEntries().Select(pair => pair.Value)];
        }

        return entries;
    }
}
