using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs.Markdown;

/// <summary>
/// Takes out what a page of documentation does on purpose: it shows one object before and after a change, or as the cluster gives it back, names images
/// without a tag, and writes <c>&lt;your-domain&gt;</c> where the reader puts something else.
/// </summary>
internal sealed class DocumentationFilter : IFindingFilter
{
    // duplicate-object, server-field-in-manifest, image-tag-latest
    private static readonly string[] Customs = ["ML1011", "ML1020", "ML9001"];

    /// <inheritdoc/>
    public int Apply(ResourceSet resources, List<Diagnostic> findings) => findings.RemoveAll(IsOnPurpose);

    // A certificate of which the beginning and the end are shown.
    private static bool IsShortened(string shown) => shown.Contains("...", StringComparison.Ordinal) || shown.Contains('…', StringComparison.Ordinal);

    private static bool IsOnPurpose(Diagnostic finding)
    {
        if (finding.Location.File is not { Hosted: { } hosted })
            return false;

        if (Customs.Contains(finding.Descriptor.Id, StringComparer.Ordinal))
            return true;

        string shown = hosted.Host.ToString(finding.Location.Span);
        return !shown.AsSpan().ContainsAny('\n', '\r') && (Placeholders.IsPlaceholder(shown) || IsShortened(shown));
    }
}
