using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>An entry of <c>images</c>: what kustomize writes in the place of an image.</summary>
/// <param name="Name">The repository that it looks for.</param>
/// <param name="NewName">Another repository; null when it stays.</param>
/// <param name="NewTag">Another tag; null when it stays.</param>
/// <param name="Digest">A digest, which takes the place of the tag; null when none is given.</param>
public readonly record struct ImageOverride(string Name, string? NewName, string? NewTag, string? Digest)
{
    /// <summary>Whether the image is fixed to one build by it, as far as a tag does that: it sets a digest, or a tag other than <c>latest</c>.</summary>
    public bool SetsVersion => Digest is not null || (NewTag is not null && NewTag != "latest");

    /// <summary>
    /// Whether it is meant for an image: the name as it is written, with any tag and digest behind it (<c>IsImageMatched</c> of kustomize/api/internal/image).
    /// </summary>
    public bool Matches(string image) =>
        image.StartsWith(Name, StringComparison.Ordinal) && (image.Length == Name.Length || image[Name.Length] is ':' or '@') && image.IndexOf('/', Name.Length) < 0;
}

/// <summary>A ConfigMap or Secret that kustomize makes.</summary>
/// <param name="Kind"><c>ConfigMap</c> or <c>Secret</c>.</param>
/// <param name="Name">The name that references use; the object has a hash behind it when <paramref name="HasHash"/> says so.</param>
/// <param name="Namespace">The namespace as written; null when none is.</param>
/// <param name="HasHash">Whether its name changes with its content.</param>
/// <param name="Keys">The keys that the kustomization itself tells.</param>
/// <param name="AreKeysKnown">Whether these are all: false when a file of variables holds further ones.</param>
public sealed record GeneratedConfig(string Kind, string Name, string? Namespace, bool HasHash, ImmutableArray<string> Keys, bool AreKeysKnown);

/// <summary>What a kustomization, a component of one, or Flux' object of the name says about images and about objects that it makes or changes.</summary>
public sealed class Kustomization
{
    private static readonly string[] PatchLists = ["patches", "patchesJson6902", "patchesStrategicMerge"];

    private Kustomization(YamlMapping root)
    {
        Images = [.. root.GetMappings("images").Select(ReadImage).OfType<ImageOverride>()];
        Namespace = root.GetString("namespace")?.Value ?? root.GetString("targetNamespace")?.Value;
        NamePrefix = root.GetString("namePrefix")?.Value ?? "";
        NameSuffix = root.GetString("nameSuffix")?.Value ?? "";
        Variables = [.. root.GetMappings("vars").Select(variable => variable.GetString("name")?.Value).OfType<string>()];
        bool hasHash = root.GetMapping("generatorOptions").GetBoolean("disableNameSuffixHash")?.Value != true;
        Generated =
        [
            .. root.GetMappings("configMapGenerator").Select(generator => ReadGenerator("ConfigMap", generator, hasHash)).OfType<GeneratedConfig>(),
            .. root.GetMappings("secretGenerator").Select(generator => ReadGenerator("Secret", generator, hasHash)).OfType<GeneratedConfig>(),
        ];
        ChangesConfig = PatchLists.SelectMany(list => root.GetItems(list)).Any(IsForConfig) || root.GetMappings("replacements").SelectMany(replacement => replacement.GetMappings("targets")).Any(target => IsConfigKind(target.GetMapping("select")));
    }

    /// <summary>The entries of <c>images</c>.</summary>
    public ImmutableArray<ImageOverride> Images { get; }

    /// <summary>The objects of <c>configMapGenerator</c> and <c>secretGenerator</c>.</summary>
    public ImmutableArray<GeneratedConfig> Generated { get; }

    /// <summary>The namespace that it gives to every object (<c>namespace</c>, Flux' <c>targetNamespace</c>); null when it gives none.</summary>
    public string? Namespace { get; }

    /// <summary>What is written before every name; empty when nothing is.</summary>
    public string NamePrefix { get; }

    /// <summary>What is written behind every name; empty when nothing is.</summary>
    public string NameSuffix { get; }

    /// <summary>The names of <c>vars</c>, which kustomize replaces where they stand as <c>$(NAME)</c>.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Whether it patches ConfigMaps or Secrets in a way that no file among the manifests shows.</summary>
    public bool ChangesConfig { get; }

    /// <summary>The kustomizations of a file: those of a file of that name, and objects that say they are one.</summary>
    internal static IEnumerable<Kustomization> ReadAll(ManifestFile file)
    {
        if (file.IsKustomization)
        {
            foreach (YamlDocument document in file.Tree?.Documents ?? [])
            {
                if (document.RootMapping is { } root)
                    yield return new(root);
            }

            yield break;
        }

        foreach (Resource resource in file.Resources)
        {
            if (resource is { Kind: "Kustomization" or "Component", Group: "kustomize.config.k8s.io" })
                yield return new(resource.Root);
            else if (resource is { Kind: "Kustomization", Group: "kustomize.toolkit.fluxcd.io", Spec: { } spec })
                yield return new(spec);
        }
    }

    private static ImageOverride? ReadImage(YamlMapping image)
    {
        return image.GetString("name") is { Value.Length: > 0 } name
            ? new(name.Value, Text("newName"), Text("newTag"), Text("digest"))
            : null;

        // newTag: 1.4 is a number to YAML, and refused or taken as text by kustomize.
        string? Text(string key) => image.Get(key) is YamlScalar { Value: { Length: > 0 } text } ? text : null;
    }

    private static GeneratedConfig? ReadGenerator(string kind, YamlMapping generator, bool hasHash)
    {
        if (generator.GetString("name") is not { } name)
            return null;

        var keys = ImmutableArray.CreateBuilder<string>();
        bool areKnown = generator.Get("envs") is null && generator.Get("env") is null;
        foreach (YamlNode item in generator.GetItems("literals"))
            areKnown &= Add(NodeReading.AsString(item)?.Value, isFile: false);
        foreach (YamlNode item in generator.GetItems("files"))
            areKnown &= Add(NodeReading.AsString(item)?.Value, isFile: true);
        bool isPlain = generator.GetMapping("options").GetBoolean("disableNameSuffixHash")?.Value == true;
        return new(kind, name.Value, generator.GetString("namespace")?.Value, hasHash && !isPlain, keys.DrainToImmutable(), areKnown);

        bool Add(string? text, bool isFile)
        {
            int equals = text?.IndexOf('=', StringComparison.Ordinal) ?? -1;
            if (equals > 0)
                keys.Add(text![..equals]);
            else if (isFile && text is not null)
                keys.Add(text[(text.LastIndexOf('/') + 1)..]);
            else
                return false;
            return true;
        }
    }

    private static bool IsForConfig(YamlNode item)
    {
        var patch = item as YamlMapping;
        string? text = patch is null ? NodeReading.AsString(item)?.Value : patch.GetString("patch")?.Value;
        if (patch.GetMapping("target") is { } target)
            return IsConfigKind(target);
        return text is not null && text.Contains('\n', StringComparison.Ordinal)
            && (text.Contains("ConfigMap", StringComparison.Ordinal) || text.Contains("Secret", StringComparison.Ordinal));
    }

    private static bool IsConfigKind(YamlMapping? target) =>
        target.GetString("kind")?.Value is not { } kind || kind.Contains("ConfigMap", StringComparison.Ordinal) || kind.Contains("Secret", StringComparison.Ordinal) || kind.AsSpan().ContainsAny('*', '|');
}
