using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Analysis;

/// <summary>Takes findings that are not asked for out of a run; applied to every round of fixing too, so that they are not repaired either.</summary>
public interface IFindingFilter
{
    /// <summary>Removes findings, whose order is that of a report and stays so. A filter may add what it has to say about itself.</summary>
    /// <param name="resources">The manifests as they are in this round.</param>
    /// <param name="findings">What suppressions left.</param>
    /// <returns>How many were removed.</returns>
    int Apply(ResourceSet resources, List<Diagnostic> findings);
}
