using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator.Crds;
using ManifestLint.Schemas.Generator.Kubernetes;

namespace ManifestLint.Schemas.Generator.Verification;

/// <summary>Checks a file of custom kinds, generated or written by hand.</summary>
internal static class CrdCheck
{
    private const string LocalPrefix = "#/$defs/";
    private const string KubernetesPrefix = "kubernetes#/$defs/";

    /// <summary>Gives what is wrong.</summary>
    /// <param name="name">The file, for the message.</param>
    /// <param name="text">Its text.</param>
    /// <param name="kubernetes">The definitions that it may refer to; they must be in all minors.</param>
    public static IEnumerable<string> Check(string name, string text, RangeCoding kubernetes)
    {
        CrdFile file = CrdFile.Read(text);
        if (file.Write() != text)
            yield return $"{name} is not written canonically";
        if (file.IsOpen == file.Package is not null)
            yield return $"{name} must name its package or say that it is open";

        foreach ((string kind, CrdRoot root) in file.Roots)
        {
            if (!file.Definitions.TryGetValue(root.Definition, out JsonObject? definition))
                yield return $"{name}: {kind} has no definition {root.Definition}";
            else if ($"{OnlyValue(definition, "apiVersion")}/{OnlyValue(definition, "kind")}" != kind)
                yield return $"{name}: the definition of {kind} is one of another kind";
            if (root.Scope is not ("N" or "C") || root.Plural.Any(c => !char.IsAsciiLetterLower(c)))
                yield return $"{name}: {kind} has a strange scope or plural";
        }

        HashSet<string> reached = [.. file.Roots.Values.Select(root => root.Definition)];
        foreach ((string owner, string reference) in FindReferences(file))
        {
            if (reference.StartsWith(LocalPrefix, StringComparison.Ordinal))
                reached.Add(reference[LocalPrefix.Length..]);
            if (!IsKnown(reference, file, kubernetes))
                yield return $"{name}: {owner} refers to {reference}";
        }
        foreach (string unused in file.Definitions.Keys.Where(definition => !reached.Contains(definition)))
            yield return $"{name}: nothing refers to {unused}";
    }

    private static IEnumerable<(string Owner, string Reference)> FindReferences(CrdFile file) =>
        from definition in file.Definitions
        from schema in definition.Value.Descendants()
        where schema.ContainsKey("$ref")
        select (definition.Key, (string)schema["$ref"]!);

    private static bool IsKnown(string reference, CrdFile file, RangeCoding kubernetes) => reference.StartsWith(KubernetesPrefix, StringComparison.Ordinal)
        ? kubernetes.Definitions.TryGetValue(reference[KubernetesPrefix.Length..], out RangedDefinition? definition) && definition.Mask == kubernetes.All
        : reference.StartsWith(LocalPrefix, StringComparison.Ordinal) && file.Definitions.ContainsKey(reference[LocalPrefix.Length..]);

    private static string? OnlyValue(JsonObject definition, string property) =>
        definition["properties"]?[property]?["enum"] is JsonArray { Count: 1 } values ? (string?)values[0] : null;
}
