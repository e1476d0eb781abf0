using System.Globalization;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rendering;

/// <summary>A patch of a kustomization and the fields that it writes.</summary>
/// <param name="kind">The kinds that it is for, as a selector of kustomize; null for all.</param>
/// <param name="name">The names that it is for, likewise.</param>
/// <param name="root">A part of an object, or a list of JSON 6902 operations.</param>
/// <param name="onlyKey">The one field that it writes; null when the root says it.</param>
internal sealed class FieldPatch(string? kind, string? name, YamlNode root, string? onlyKey = null)
{
    // Rules about these look at all containers of a pod together.
    private static readonly string[] PodRules = ["ML7026"];

    // They tell what a part is, and are in every patch of it.
    private static readonly string[] Identities = ["apiVersion", "kind", "name"];

    /// <summary>Whether it changes an object.</summary>
    public bool IsFor(Resource resource) => KustomizePatch.Matches(kind, resource.Kind) && KustomizePatch.Matches(name, resource.Name);

    /// <summary>Whether a finding may not hold any more after the patch.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="resource">The object that it is about.</param>
    /// <param name="path">Where in the object it stands; null when that is not known.</param>
    public bool Decides(Diagnostic finding, Resource resource, YamlPath? path)
    {
        if (onlyKey is not null)
            return DecidingFields.Contains(finding, path, onlyKey);
        if (path is not null && Overwrites(resource, path))
            return true;

        IEnumerable<string> keys = root is YamlSequence ? KeysOfOperations(finding, path) : KeysOfParts(finding, resource, path);
        return keys.Any(key => DecidingFields.Contains(finding, path, key));
    }

    private bool Overwrites(Resource resource, YamlPath path)
    {
        if (path.Segments is not [.., { Key: { } last }] || Identities.Contains(last))
            return false;
        if (root is YamlSequence operations)
            return Operations(operations).Any(operation => operation.Steps.Length == path.Segments.Length && operation.Steps.Zip(path.Segments).All(pair => IsStep(pair.First, pair.Second)));

        return MatchingPath.Follow(resource.Root, path, root) is { IsWhole: true, Node: YamlScalar };
    }

    // A patch of one container says nothing about another one.
    private IEnumerable<string> KeysOfParts(Diagnostic finding, Resource resource, YamlPath? path)
    {
        int item = ContainerIn(finding, path);
        if (item < 0)
            return Keys(root, entersContainers: true);

        MatchingPath match = MatchingPath.Follow(resource.Root, YamlPath.From(path!.Segments.Take(item + 1)), root);
        return Keys(root, entersContainers: false).Concat(match.IsWhole ? Keys(match.Node, entersContainers: true) : []);
    }

    private IEnumerable<string> KeysOfOperations(Diagnostic finding, YamlPath? path)
    {
        int item = ContainerIn(finding, path);
        foreach ((string[] steps, YamlNode? value) in Operations((YamlSequence)root))
        {
            int list = Array.FindIndex(steps, IsContainers);
            if (item >= 0 && list >= 0 && list + 1 < steps.Length && !(IsStep(steps[list], path!.Segments[item - 1]) && IsStep(steps[list + 1], path.Segments[item])))
                continue;

            foreach (string key in value is null ? steps : steps.Concat(Keys(value, entersContainers: true)))
                yield return key;
        }
    }

    // The index of the step into a container; negative for what concerns the whole pod.
    private static int ContainerIn(Diagnostic finding, YamlPath? path)
    {
        if (path is null || PodRules.Contains(finding.Descriptor.Id))
            return -1;

        for (int i = 1; i < path.Segments.Length; i++)
        {
            if (path.Segments[i].IsItem && path.Segments[i - 1].Key is { } key && IsContainers(key))
                return i;
        }

        return -1;
    }

    private static bool IsContainers(string key) => key is "containers" or "initContainers";

    private static bool IsStep(string step, YamlPathSegment segment) => step == (segment.Key ?? segment.Index.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<(string[] Steps, YamlNode? Value)> Operations(YamlSequence operations)
    {
        foreach (YamlMapping operation in operations.Items.Select(item => item.Dereference()).OfType<YamlMapping>())
        {
            if (operation.GetString("op")?.Value != "test" && operation.GetString("path")?.Value is { } pointer)
                yield return (KustomizePatch.StepsOf(pointer), operation.Get("value"));
        }
    }

    private static IEnumerable<string> Keys(YamlNode node, bool entersContainers)
    {
        foreach (YamlEntry entry in (node as YamlMapping)?.Entries ?? [])
        {
            if (entry.KeyText is not { } key)
                continue;

            yield return key;
            foreach (string inner in entersContainers || !IsContainers(key) ? Keys(entry.Value, entersContainers) : [])
                yield return inner;
        }

        foreach (YamlNode item in (node as YamlSequence)?.Items ?? [])
        {
            foreach (string inner in Keys(item, entersContainers))
                yield return inner;
        }
    }
}
