using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rendering;

/// <summary>
/// Takes out findings about what a patch of the same bundle writes otherwise: the object as it is written is not the one that is applied, and what becomes of
/// it only a build shows. A patch speaks for a finding when it writes the value itself, or a field that the finding hangs on.
/// </summary>
internal sealed class PatchedFields
{
    private readonly Dictionary<ManifestFile, ImmutableArray<FieldPatch>> _patches = [];

    private PatchedFields(ResourceSet resources)
    {
        foreach (Bundle bundle in resources.Bundles)
        {
            ImmutableArray<ManifestFile> written = [.. bundle.Files.Where(file => file.IsPatch)];
            ImmutableArray<FieldPatch> patches = [.. bundle.Files.SelectMany(file => file.IsKustomization ? ReadKustomization(file, written) : ReadPatch(file))];
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
        // Only a build shows what a comment in a kustomization or a patch is for.
        if (finding.Descriptor.Id == EngineDiagnostics.UnusedSuppression.Id)
            return finding.Location.File is { IsKustomization: true } or { IsPatch: true };
        if (finding.Resource is not { IsPartial: false } resource || !_patches.TryGetValue(resource.File, out ImmutableArray<FieldPatch> patches))
            return false;

        YamlPath? path = finding.Node?.Resolve() is { } node ? resource.PathOf(node) : null;
        return patches.Any(patch => patch.IsFor(resource) && patch.Decides(finding, resource, path));
    }

    // A file that no kustomization at hand names: it bears the name of its object itself.
    private static IEnumerable<FieldPatch> ReadPatch(ManifestFile file)
    {
        foreach (Resource patch in file.IsPatch ? file.Resources : [])
            yield return new FieldPatch(patch.Kind, patch.Name, patch.Root);
    }

    private static IEnumerable<FieldPatch> ReadKustomization(ManifestFile file, ImmutableArray<ManifestFile> patches)
    {
        foreach (YamlMapping root in (file.Tree?.Documents ?? []).Select(document => document.RootMapping).OfType<YamlMapping>())
        {
            foreach (YamlMapping replicas in root.GetMappings("replicas"))
            {
                if (replicas.GetString("name")?.Value is { } name)
                    yield return new FieldPatch("Deployment|StatefulSet|ReplicaSet|ReplicationController", name, replicas, "replicas");
            }
        }

        var part = new BuildPart(file, patches.ToImmutableDictionary(patch => PathFrom(file.Path, patch.Path), patch => patch, StringComparer.Ordinal));
        foreach (KustomizePatch patch in KustomizePatch.ReadAll(part))
        {
            foreach ((YamlMapping? target, YamlNode root) in patch.Contents)
            {
                string? kind = target is null ? (root as YamlMapping).GetString("kind")?.Value : target.GetString("kind")?.Value;
                string? name = target is null ? (root as YamlMapping).GetMapping("metadata").GetString("name")?.Value : target.GetString("name")?.Value;
                yield return new FieldPatch(kind, name, root);
            }
        }
    }

    // As a kustomization would write it: both paths begin at the same place.
    private static string PathFrom(string kustomization, string path)
    {
        string[] from = kustomization.Split('/')[..^1];
        string[] to = path.Split('/');
        int common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common] == to[common])
            common++;
        return string.Join('/', Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));
    }
}
