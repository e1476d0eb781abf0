using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Tells a field that is missing from one whose name is misspelt, which the rules about unknown fields report.</summary>
internal static class MisspeltKey
{
    /// <summary>Whether a key of the mapping is likely meant to be <paramref name="field"/>.</summary>
    public static bool IsIn(YamlMapping mapping, string field)
    {
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (entry.KeyText is { } key && key != field && (key.Equals(field, StringComparison.OrdinalIgnoreCase) || EditDistance.IsSlip(key, field)))
                return true;
        }

        return false;
    }
}
