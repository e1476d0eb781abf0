using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A part of a container that asks or acts through a handler: a probe, or a hook of <c>lifecycle</c>.</summary>
/// <param name="Path">Where it stands in the container: <c>livenessProbe</c>, <c>lifecycle.preStop</c>.</param>
/// <param name="Entry">Key and value as written; behind a merge, the entry of the mapping that is merged in.</param>
/// <param name="Mapping">What stands under the key, an alias followed.</param>
/// <param name="IsHook">Whether it is a hook.</param>
public readonly record struct ProbeOrHook(string Path, YamlEntry Entry, YamlMapping Mapping, bool IsHook)
{
    private static readonly ImmutableArray<string> ProbeHandlers = ["exec", "httpGet", "tcpSocket", "grpc"];
    private static readonly ImmutableArray<string> HookHandlers = ["exec", "httpGet", "tcpSocket", "sleep"];
    private static readonly string[] Probes = ["readinessProbe", "livenessProbe", "startupProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];
    private static readonly string[] HookPaths = ["lifecycle.postStart", "lifecycle.preStop"];

    /// <summary>Whether it is a probe that a container must pass before it gets requests.</summary>
    public bool IsReadinessProbe => Path == "readinessProbe";

    /// <summary>What kind of probe it is: <c>readiness</c>, <c>liveness</c> or <c>startup</c>; the path of a hook.</summary>
    public string Kind => IsHook ? Path : Path[..^"Probe".Length];

    /// <summary>The keys under which a handler may stand.</summary>
    public ImmutableArray<string> HandlerKeys => IsHook ? HookHandlers : ProbeHandlers;

    /// <summary>How many handlers are written, of whatever type. Exactly one is right; of several, the API server looks into none but the first.</summary>
    public int HandlerCount
    {
        get
        {
            int count = 0;
            foreach (string key in HandlerKeys)
                count += Mapping.Get(key) is null ? 0 : 1;
            return count;
        }
    }

    internal static ProbeOrHook[] ReadAll(YamlMapping container)
    {
        List<ProbeOrHook>? found = null;
        foreach (string key in Probes)
            Add(ref found, container, key, key, isHook: false);

        if (container.GetMapping("lifecycle") is { } lifecycle)
        {
            for (int i = 0; i < Hooks.Length; i++)
                Add(ref found, lifecycle, Hooks[i], HookPaths[i], isHook: true);
        }

        return found?.ToArray() ?? [];
    }

    private static void Add(ref List<ProbeOrHook>? found, YamlMapping parent, string key, string path, bool isHook)
    {
        if (parent.Find(key) is { } entry && entry.Value.Dereference() is YamlMapping mapping)
            (found ??= []).Add(new(path, entry, mapping, isHook));
    }
}
