using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases;

/// <summary>Gives one side the template of the other, in as few edits as possible: what is equal, and what tells the sides apart, stays as it is.</summary>
internal static class TemplateTransfer
{
    private static readonly YamlPath Template = YamlPath.Parse("spec.template");

    /// <summary>Edits the template of <paramref name="to"/> until it runs what <paramref name="from"/> runs.</summary>
    public static void Apply(ReleaseEditor editor, ReleaseSet set, ReleaseSide from, ReleaseSide to)
    {
        var transfer = new Transfer(editor, set, to.Workload);
        transfer.Copy(Template, YamlValue.From(from.Workload.Template), YamlValue.From(to.Workload.Template));
    }

    private sealed class Transfer(ReleaseEditor editor, ReleaseSet set, Workload to)
    {
        private static readonly YamlPath Labels = YamlPath.Parse("spec.template.metadata.labels");

        public void Copy(YamlPath path, YamlValue wanted, YamlValue present)
        {
            if (wanted.Equals(present))
                return;
            if (wanted is YamlMappingValue wantedMap && present is YamlMappingValue presentMap)
                CopyMapping(path, wantedMap, presentMap);
            else if (wanted is YamlSequenceValue wantedList && present is YamlSequenceValue presentList && AreAlike(wantedList, presentList))
                CopyItems(path, wantedList, presentList);
            else
                editor.Set(to.Resource, path, wanted);
        }

        private void CopyMapping(YamlPath path, YamlMappingValue wanted, YamlMappingValue present)
        {
            foreach ((string key, YamlValue value) in wanted.Entries)
            {
                if (TellsSidesApart(path, key))
                    continue;
                if (present[key] is { } old)
                    Copy(path / key, value, old);
                else
                    editor.Set(to.Resource, path / key, value);
            }

            foreach ((string key, YamlValue _) in present.Entries)
            {
                if (wanted[key] is null && !TellsSidesApart(path, key))
                    editor.Remove(to.Resource, path / key);
            }
        }

        private void CopyItems(YamlPath path, YamlSequenceValue wanted, YamlSequenceValue present)
        {
            for (int i = 0; i < wanted.Items.Length; i++)
                Copy(path / i, wanted.Items[i], present.Items[i]);
        }

        // The slot, and labels that the side's own selector needs, which cannot be changed.
        private bool TellsSidesApart(YamlPath path, string key) =>
            set.Pair.SlotKeys.Contains(key) || (path.Equals(Labels) && to.Selector.MatchLabels.Find(key) is not null);

        // Lists whose items stand for the same things, told by their names where they have any.
        private static bool AreAlike(YamlSequenceValue wanted, YamlSequenceValue present) =>
            wanted.Items.Length == present.Items.Length && wanted.Items.Zip(present.Items).All(pair => NameOf(pair.First) is { } name && name.Equals(NameOf(pair.Second)));

        private static YamlValue? NameOf(YamlValue item) => (item as YamlMappingValue) is { } mapping ? mapping["name"] ?? mapping["containerPort"] ?? mapping["topologyKey"] : null;
    }
}
