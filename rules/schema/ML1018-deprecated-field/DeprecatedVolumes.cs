using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Kinds of volumes whose driver was taken out of Kubernetes (<c>pkg/api/pod/warnings.go</c>).</summary>
internal static class DeprecatedVolumes
{
    /// <summary>Reports what a volume of a pod, or the spec of a PersistentVolume, is made of, when nothing mounts that any more.</summary>
    public static void Check(ResourceContext context, YamlMapping volume)
    {
        foreach (YamlEntry entry in volume.Entries)
        {
            if (entry.KeyText is { } kind && FindEnd(kind) is { } end && volume.Get(kind) is YamlMapping)
                Report(context, entry.Key, kind, end);
        }
    }

    private static void Report(ResourceContext context, YamlNode key, string kind, DriverEnd end)
    {
        string replacement = kind == "gitRepo" ? "an init container that clones into an emptyDir" : "a CSI driver";
        if (context.Target.HasFrom(end.Gone))
            context.Report(key, $"'{kind}' is non-functional since 1.{end.Gone}, use {replacement}{context.Target.NoteFrom(end.Gone)}", severity: DiagnosticSeverity.Error);
        else
            context.Report(key, $"'{kind}' is deprecated since 1.{end.Deprecated}, use {replacement}");
    }

    private static DriverEnd? FindEnd(string kind) => kind switch
    {
        "photonPersistentDisk" => new(11, 16),
        "scaleIO" => new(16, 22),
        "flocker" or "quobyte" or "storageos" => new(22, 25),
        "glusterfs" => new(25, 26),
        "cephfs" or "rbd" => new(28, 31),
        // The gate GitRepoVolumeDriver is off by default from then on.
        "gitRepo" => new(11, 33),
        _ => null,
    };

    /// <summary>The minors since when a driver was announced to go, and was gone.</summary>
    private readonly record struct DriverEnd(int Deprecated, int Gone);
}
