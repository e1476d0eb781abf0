using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class VolumeSourceCountRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1042",
        name: "volume-source-count",
        title: "A volume has more than one source, or none",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate || context.Workload.PodSpec.Mapping.Get("volumes") is not YamlSequence volumes)
            return;

        foreach (YamlNode item in volumes.Items)
        {
            if (item.Dereference() is YamlMapping volume)
                AnalyzeVolume(context, volume);
        }
    }

    private static void AnalyzeVolume(WorkloadContext context, YamlMapping volume)
    {
        int count = 0;
        bool isUnknown = false;
        bool hasNull = false;
        YamlEntry? second = null;
        YamlEntry? own = null;
        foreach (YamlEntry entry in volume.GetDecidingEntries())
        {
            switch (entry.KeyText)
            {
                case "name":
                    break;
                case { } key when VolumeSources.Contains(key):
                    // A null source is absent; under emptyDir it gives just what it says.
                    if (entry.Value.Dereference() is YamlScalar { IsNull: true })
                    {
                        hasNull = true;
                        isUnknown |= key == "emptyDir";
                        break;
                    }

                    if (++count == 2)
                        second = entry;
                    if (entry.Parent == volume)
                        own = entry;
                    break;
                default:
                    // A misspelt source is a schema rule's finding; a patch directive leaves the source to the base.
                    isUnknown = true;
                    break;
            }
        }

        Located<string>? name = volume.GetString("name");
        if (second is not null)
            context.Report(PlaceOf(second, own, volume), $"{Describe(name)} has {count} sources, one is allowed");
        else if (count == 0 && !isUnknown && !context.Workload.IsPartial && name is { } named && !context.Workload.HasClaimTemplate(named.Value) && !HasSourceInPatch(context, named.Value))
            ReportNone(context, volume, named, hasFix: !hasNull);
    }

    private static bool HasSourceInPatch(WorkloadContext context, string name)
    {
        foreach (Workload patch in context.FindPatches())
        {
            if (patch.PodSpec.Volumes.Any(volume => volume.GetString("name")?.Value == name && volume.Entries.Length > 1))
                return true;
        }

        return false;
    }

    // What a merge brings in belongs to another volume as well.
    private static YamlNode PlaceOf(YamlEntry second, YamlEntry? own, YamlMapping volume) => second.Parent == volume ? second.Key : own?.Key ?? (YamlNode)volume;

    private static void ReportNone(WorkloadContext context, YamlMapping volume, Located<string> name, bool hasFix) => context.Report(
        volume,
        $"{Describe(name)} has no source and becomes an empty directory",
        !hasFix ? null : CodeFix.Safe("Write emptyDir: {}", volume, editor => editor.Set(YamlPath.Of(volume) / "emptyDir", YamlValue.Map())),
        DiagnosticSeverity.Warning);

    private static string Describe(Located<string>? name) => name is { } written ? $"Volume '{written.Value}'" : "A volume";
}
