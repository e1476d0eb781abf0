using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Releases;

/// <summary>Compares what two sides run, whatever tells them apart.</summary>
internal static class SlotlessTemplate
{
    /// <summary>Whether both sides run the same: pod spec and annotations of the template are equal but for the slot label.</summary>
    public static bool AreEqual(ReleaseState state) => Of(state.Serving, state.Set).Equals(Of(state.Other, state.Set));

    private static YamlSequenceValue Of(ReleaseSide side, ReleaseSet set) => YamlValue.List(
        Without(YamlValue.From(side.Workload.Template.GetMapping("spec")), set),
        Without(YamlValue.From(side.Workload.TemplateMetadata.GetMapping("annotations")), set));

    private static YamlValue Without(YamlValue value, ReleaseSet set) => value switch
    {
        YamlMappingValue mapping => YamlValue.Map(mapping.Entries
            .Where(entry => !set.Pair.SlotKeys.Contains(entry.Key))
            .Select(entry => (entry.Key, Without(entry.Value, set)))),
        YamlSequenceValue sequence => YamlValue.List(sequence.Items.Select(item => Without(item, set))),
        _ => value,
    };
}
