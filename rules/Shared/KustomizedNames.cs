using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Names that kustomize gives to objects.</summary>
internal static class KustomizedNames
{
    /// <summary>
    /// Whether an object of a kind may have the name once a kustomization has put its <c>namePrefix</c> or <c>nameSuffix</c> around the one that is written: who
    /// refers to it may write the final name. Not for the silent case.
    /// </summary>
    public static bool MayMake(ResourceSet resources, Resource asker, string kind, string name) =>
        resources.Files.Any(AddsToNames)
        && resources.InNamespaceOf(asker, kind, NamespaceMatch.SameOrUnnamed).Any(resource =>
            resource.Name.Length > 0 && resource.Name.Length < name.Length && name.Contains(resource.Name, StringComparison.Ordinal));

    private static bool AddsToNames(ManifestFile file) => file.IsKustomization && file.Tree is { } tree
        && (tree.Text.Text.Contains("namePrefix", StringComparison.Ordinal) || tree.Text.Text.Contains("nameSuffix", StringComparison.Ordinal));
}
