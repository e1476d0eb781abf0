using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Makes a spread constraint count only pods that have one more label in common.</summary>
internal static class MatchLabelKeysEdit
{
    /// <summary>Adds a key to <c>matchLabelKeys</c>; a new list stands below the selector.</summary>
    public static CodeFix AddMatchLabelKey(this SpreadConstraint constraint, string key)
    {
        YamlPath path = YamlPath.Of(constraint.Mapping);
        int count = constraint.MatchLabelKeys.Length;
        bool isWritten = constraint.Mapping.Find("matchLabelKeys") is not null;
        return CodeFix.Unsafe($"Add {key} to matchLabelKeys", constraint.Mapping, editor => (isWritten, count) switch
        {
            (true, > 0) => editor.InsertItem(path / "matchLabelKeys", count, YamlValue.String(key)),
            (true, _) => editor.Set(path / "matchLabelKeys", YamlValue.List(YamlValue.String(key))),
            _ => editor.InsertEntry(path, "matchLabelKeys", YamlValue.List(YamlValue.String(key)), EntryPosition.After("labelSelector")),
        });
    }
}
