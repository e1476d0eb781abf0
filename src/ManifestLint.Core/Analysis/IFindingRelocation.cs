using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Analysis;

/// <summary>Leads findings about rendered objects back to what they were rendered from, before filters see them.</summary>
public interface IFindingRelocation
{
    /// <summary>Files that are not linted themselves and whose suppression comments count for the findings that come to stand in them.</summary>
    ImmutableArray<ManifestFile> Sources { get; }

    /// <summary>Changes the places of findings; those of files that were not rendered stay as they are.</summary>
    void Apply(List<Diagnostic> findings);
}
