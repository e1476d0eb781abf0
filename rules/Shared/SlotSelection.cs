using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Which side of a release its Services select, and how they are switched.</summary>
internal static class SlotSelection
{
    /// <summary>Whether clients send requests through a Service of a release; through one for metrics only a monitoring system does.</summary>
    public static bool IsForRequests(ReleaseSet set, ServiceView service) => !service.IsForMetricsOf(set.Pair.First) && !service.IsForMetricsOf(set.Pair.Second);

    /// <summary>The pairs of a Service's selector that name the slot.</summary>
    public static IEnumerable<Label> SlotPairsOf(ReleaseSet set, ServiceView service) =>
        service.Selector.MatchLabels.Pairs.Where(pair => set.Pair.SlotKeys.Contains(pair.Key));

    /// <summary>The value that a switch changes; the key <c>selector</c> when the selector does not name the slot.</summary>
    public static YamlNode PlaceOfSlot(ReleaseSet set, ServiceView service)
    {
        foreach (Label pair in SlotPairsOf(set, service))
            return pair.Value.Node;
        return service.Resource.Spec!.Find("selector")!.Key;
    }

    /// <summary>Writes the slot of a side into a selector that names the other one; null when the Service would not select that side then.</summary>
    public static CodeFix? SwitchTo(ReleaseSet set, ServiceView service, Workload side)
    {
        Label[] pairs = [.. SlotPairsOf(set, service)];
        if (pairs.Length == 0 || !set.CouldSelect(service, side))
            return null;

        return CodeFix.Unsafe(
            $"Select {pairs[0].Key}: {side.TemplateLabels[pairs[0].Key]}",
            service.Resource.Root,
            editor => pairs.Aggregate(editor, (edited, pair) => edited.SetScalar(YamlPath.Of(pair.Entry), YamlValue.String(side.TemplateLabels[pair.Key]!))));
    }
}
