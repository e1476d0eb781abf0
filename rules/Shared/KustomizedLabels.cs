using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Labels that kustomize writes into selectors and templates.</summary>
internal static class KustomizedLabels
{
    /// <summary>
    /// Whether a kustomization of the run adds labels to selectors (<c>commonLabels</c>, <c>labels</c> with <c>includeSelectors</c>). Which files it reaches is
    /// not asked: an overlay reaches those of its bases. Not for the silent case.
    /// </summary>
    public static bool MayAddSelectors(ResourceSet resources) => MayAdd(resources, "commonLabels", "includeSelectors");

    /// <summary>Whether a kustomization of the run adds labels to objects. Not for the silent case.</summary>
    public static bool MayAddLabels(ResourceSet resources) => MayAdd(resources, "commonLabels", "labels:");

    private static bool MayAdd(ResourceSet resources, string field, string otherField)
    {
        foreach (ManifestFile file in resources.Files)
        {
            if (file.IsKustomization && file.Tree is { } tree && (tree.Text.Text.Contains(field, StringComparison.Ordinal) || tree.Text.Text.Contains(otherField, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }
}
