using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>What the API server asks of the <c>spec</c> of a claim (<c>ValidatePersistentVolumeClaimSpec</c>), wherever it stands.</summary>
internal sealed class VolumeClaimCheck(Resource resource, YamlMapping spec, string reject, Action<YamlNode, string> report)
{
    private const string SinglePod = "ReadWriteOncePod";

    public void Analyze()
    {
        AnalyzeModes();
        AnalyzeStorage();
        AnalyzeSources();
    }

    private void AnalyzeModes()
    {
        YamlNode? modes = spec.Get("accessModes");
        if (modes is null && !resource.IsPartial)
            Report(KeyOf(spec), resource.PathOf(spec) / "accessModes", "absent, a claim needs at least one");
        if (modes is not YamlSequence sequence)
            return;
        if (sequence.Items.IsEmpty)
            Report(sequence, "empty, a claim needs at least one");

        YamlNode? single = null;
        YamlNode? other = null;
        foreach (YamlNode item in sequence.Items)
        {
            if (NodeReading.AsString(item) is not { Value: var mode } || TemplateMarkers.IsTemplated(mode))
                return;
            if (mode == SinglePod)
                single ??= item;
            else
                other ??= item;
        }

        if (single is not null && other is not null)
            Report(single, resource.PathOf(sequence), $"{SinglePod} cannot stand beside {NodeReading.AsString(other)!.Value.Value}");
    }

    private void AnalyzeStorage()
    {
        YamlNode? resources = spec.Get("resources");
        YamlNode? requests = (resources as YamlMapping).Get("requests");
        if (resources is not (null or YamlMapping) || requests is not (null or YamlMapping))
            return;

        YamlNode? storage = (requests as YamlMapping).Get("storage");
        if (storage is not null)
        {
            if (Quantity.Read((requests as YamlMapping).GetWritten("storage")) is { Value: { IsNegative: true } or { IsZero: true } } size)
                Report(size.Node, $"the size must be above 0, not {((YamlScalar)storage).Value}");
            return;
        }

        if (resource.IsPartial)
            return;

        YamlNode place = requests is not null ? KeyOf(requests) : resources is not null ? KeyOf(resources) : KeyOf(spec);
        YamlMapping? limits = (resources as YamlMapping).GetMapping("limits");
        if (limits.Get("storage") is not null)
            Report(limits!.Find("storage")!.Key, StoragePath(), "absent, a limit is no request");
        else
            Report(place, StoragePath(), "absent, a claim needs a size");
    }

    private YamlPath StoragePath() => resource.PathOf(spec) / "resources" / "requests" / "storage";

    // An apiGroup that is absent is the core one, which differs from one that is written.
    private void AnalyzeSources()
    {
        if (spec.GetMapping("dataSource") is not { } source || spec.GetMapping("dataSourceRef") is not { } reference)
            return;

        foreach (string key in (ReadOnlySpan<string>)["apiGroup", "kind", "name"])
        {
            if (!TryRead(source, key, out string? left) || !TryRead(reference, key, out string? right))
                return;
            if (left == right)
                continue;

            Report(KeyOf(source), resource.PathOf(source), $"{key} is {Show(left)}, that of dataSourceRef is {Show(right)}");
            return;
        }
    }

    private static bool TryRead(YamlMapping mapping, string key, out string? value)
    {
        value = mapping.GetString(key)?.Value;
        return value is null ? mapping.Get(key) is null : !TemplateMarkers.IsTemplated(value);
    }

    private static string Show(string? value) => value is null ? "absent" : $"'{value}'";

    private static YamlNode KeyOf(YamlNode value) => value.Parent is YamlEntry entry ? entry.Key : value;

    private void Report(YamlNode node, string reason) => Report(node, resource.PathOf(node), reason);

    private void Report(YamlNode node, YamlPath path, string reason) => report(node, $"{path}: {reason}; {reject}");
}
