using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs.Markdown;

/// <summary>
/// Takes out what a page of documentation does on purpose: it shows one object before and after a change, and writes <c>&lt;your-domain&gt;</c> where the
/// reader puts something else.
/// </summary>
internal sealed class DocumentationFilter : IFindingFilter
{
    private const string DuplicateObject = "ML1011";

    /// <inheritdoc/>
    public int Apply(ResourceSet resources, List<Diagnostic> findings) => findings.RemoveAll(IsOnPurpose);

    private static bool IsOnPurpose(Diagnostic finding)
    {
        if (finding.Location.File is not { Hosted: { } hosted })
            return false;

        string shown = hosted.Host.ToString(finding.Location.Span);
        return finding.Descriptor.Id == DuplicateObject || (!shown.AsSpan().ContainsAny('\n', '\r') && Placeholders.IsPlaceholder(shown));
    }
}
