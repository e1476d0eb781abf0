using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases;

/// <summary>Edits the selectors of a blue-green set.</summary>
internal static class SelectorSwitch
{
    private static readonly YamlPath Selector = YamlPath.Parse("spec.selector");

    /// <summary>Leads every public Service to a side, and previews that follow the idle side to the other one.</summary>
    /// <exception cref="ReleaseRefusedException">A selector tells the sides apart by another label than the slot.</exception>
    public static void Apply(ReleaseEditor editor, ReleaseState state, ReleaseSide target, ReleaseSide idle)
    {
        foreach (ServiceView service in state.Set.PublicServices)
        {
            Lead(editor, state, service, target);
            CheckRest(state, service, target);
        }

        foreach (ServiceView service in state.Set.PreviewServices)
        {
            // shop-green stays with green; shop-preview goes with whichever side is idle.
            if (!IsNamedAfterSide(state, service) && state.Set.SideOf(service) == target.Workload)
                Lead(editor, state, service, idle);
        }
    }

    private static void Lead(ReleaseEditor editor, ReleaseState state, ServiceView service, ReleaseSide side)
    {
        foreach (string key in state.Set.Pair.SlotKeys)
        {
            if (service.Selector.MatchLabels.Find(key) is not null && side.Workload.TemplateLabels[key] is { } value)
                editor.Set(service.Resource, Selector / key, YamlValue.String(value));
        }
    }

    private static void CheckRest(ReleaseState state, ServiceView service, ReleaseSide target)
    {
        foreach (Label pair in service.Selector.MatchLabels.Pairs)
        {
            if (state.Set.Pair.SlotKeys.Contains(pair.Key) || target.Workload.TemplateLabels.Contains(pair.Key, pair.Value.Value))
                continue;

            string has = target.Workload.TemplateLabels[pair.Key] is { } value ? $"{pair.Key}: {value}" : $"no {pair.Key}";
            throw ReleaseRefusedException.Precondition(
                $"{service} also selects {pair.Key}: {pair.Value.Value}, and {target.Name} has {has}: after the switch it would select no pod",
                $"remove {pair.Key} from the selector in a change of its own",
                new Location(service.Resource.File, pair.Value.Span));
        }
    }

    private static bool IsNamedAfterSide(ReleaseState state, ServiceView service) =>
        state.Set.Sides.Any(side => service.Name.EndsWith("-" + state.Set.Pair.SlotOf(side), StringComparison.OrdinalIgnoreCase) && state.Set.Pair.SlotOf(side) is not ("preview" or "idle"));
}
