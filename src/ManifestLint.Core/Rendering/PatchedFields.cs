using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rendering;

/// <summary>
/// Takes out findings about what a patch of the same bundle writes otherwise: the object as it is written is not the one that is applied, and what becomes of
/// it only a build shows. A patch speaks for a finding when it writes fields that the finding's family is about, in the same container.
/// </summary>
internal sealed class PatchedFields
{
    private readonly Dictionary<ManifestFile, ImmutableArray<Patch>> _patches = [];

    private PatchedFields(ResourceSet resources)
    {
        foreach (Bundle bundle in resources.Bundles)
        {
            ImmutableArray<Patch> patches = [.. bundle.Files.SelectMany(Read)];
            foreach (ManifestFile file in patches.IsEmpty ? [] : bundle.Files)
                _patches[file] = patches;
        }
    }

    /// <summary>Changes the findings of a run.</summary>
    public static void RemoveUncertain(ResourceSet resources, List<Diagnostic> findings)
    {
        if (findings.Count == 0 || !resources.Files.Any(file => file.IsPatch || file.IsKustomization))
            return;

        var fields = new PatchedFields(resources);
        findings.RemoveAll(fields.IsUncertain);
    }

    private bool IsUncertain(Diagnostic finding)
    {
        if (finding.Resource is not { IsPartial: false } resource || !_patches.TryGetValue(resource.File, out ImmutableArray<Patch> patches))
            return false;

        foreach (Patch patch in patches)
        {
            if (patch.IsFor(resource) && KeysOf(patch, resource, finding).Any(key => Decides(finding, key)))
                return true;
        }

        return false;
    }

    private static bool Decides(Diagnostic finding, string key) => finding.Descriptor.Id[2] switch
    {
        '1' => finding.Message.Contains($"'{key}'", StringComparison.Ordinal),
        '2' => key is "readinessProbe" or "livenessProbe" or "startupProbe",
        '3' => key is "replicas" or "strategy" or "updateStrategy" || (key.EndsWith("Seconds", StringComparison.Ordinal) && finding.Message.Contains(key, StringComparison.Ordinal)),
        '4' => key is "lifecycle" or "terminationGracePeriodSeconds",
        '7' => key is "replicas" or "resources" or "affinity" or "topologySpreadConstraints" or "priorityClassName" or "strategy",
        '8' => key is "securityContext" or "automountServiceAccountToken" or "hostNetwork" or "hostPID" or "hostIPC" or "serviceAccountName",
        '9' => key is "image" or "imagePullPolicy" or "env" or "envFrom" or "resources",
        _ => false,
    };

    // A patch of one container says nothing about another one.
    private static IEnumerable<string> KeysOf(Patch patch, Resource resource, Diagnostic finding)
    {
        if (patch.Root is not { } root || finding.Node?.Resolve() is not { } node)
            return patch.Keys;

        YamlPath path = resource.PathOf(node);
        int item = path.Segments.IndexOf(path.Segments.FirstOrDefault(segment => segment.IsItem));
        if (item < 1 || path.Segments[item - 1].Key is not ("containers" or "initContainers"))
            return patch.Keys;

        MatchingPath match = MatchingPath.Follow(resource.Root, YamlPath.From(path.Segments.Take(item + 1)), root);
        return match.IsWhole ? match.Node.DescendantsAndSelf().OfType<YamlEntry>().Select(entry => entry.KeyText).OfType<string>() : [];
    }

    private static IEnumerable<Patch> Read(ManifestFile file)
    {
        if (!file.IsKustomization)
        {
            foreach (Resource patch in file.IsPatch ? file.Resources : [])
                yield return new Patch(name => name == patch.Kind, name => name == patch.Name, patch.Root, KeysIn(patch.Root));
            yield break;
        }

        foreach (YamlMapping root in (file.Tree?.Documents ?? []).Select(document => document.RootMapping).OfType<YamlMapping>())
        {
            foreach (YamlMapping replicas in root.GetMappings("replicas"))
            {
                string? name = replicas.GetString("name")?.Value;
                yield return new Patch(kind => kind is "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController", other => other == name, Root: null, ["replicas"]);
            }
        }

        foreach (KustomizePatch inline in KustomizePatch.ReadAll(new BuildPart(file, ImmutableDictionary<string, ManifestFile>.Empty)))
        {
            foreach ((YamlMapping? target, YamlNode root) in inline.Contents)
            {
                string? kind = target is null ? (root as YamlMapping).GetString("kind")?.Value : target.GetString("kind")?.Value;
                string? name = target is null ? (root as YamlMapping).GetMapping("metadata").GetString("name")?.Value : target.GetString("name")?.Value;
                yield return new Patch(other => KustomizePatch.Matches(kind, other), other => KustomizePatch.Matches(name, other), root as YamlMapping, KeysIn(root));
            }
        }
    }

    // The steps of a JSON patch's path are the keys that it writes.
    private static ImmutableArray<string> KeysIn(YamlNode root)
    {
        IEnumerable<string> keys = root.DescendantsAndSelf().OfType<YamlEntry>().Select(entry => entry.KeyText).OfType<string>();
        IEnumerable<string> steps = root is YamlSequence operations
            ? operations.Items.Select(item => item.Dereference()).OfType<YamlMapping>().SelectMany(operation => (operation.GetString("path")?.Value ?? "").Split('/'))
            : [];
        return [.. keys.Concat(steps).Distinct(StringComparer.Ordinal)];
    }

    private sealed record Patch(Func<string, bool> MatchesKind, Func<string, bool> MatchesName, YamlMapping? Root, ImmutableArray<string> Keys)
    {
        public bool IsFor(Resource resource) => MatchesKind(resource.Kind) && MatchesName(resource.Name);
    }
}
