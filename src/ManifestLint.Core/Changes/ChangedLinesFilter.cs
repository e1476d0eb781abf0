using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Changes;

/// <summary>
/// Takes the findings out that are about nothing that changed. What is known to be as it was is kept by name, not by line, so that it stays known while fixes
/// move lines; what a fix adds is new.
/// </summary>
public sealed class ChangedLinesFilter : IFindingFilter
{
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, int Document)> _documents = [];
    private readonly HashSet<(string File, string Kind, string Namespace, string Name)> _resources = [];

    /// <summary>Compares the files of a run with what they were.</summary>
    /// <param name="files">Every file that is read, context too, as it stands when the changes were found.</param>
    /// <param name="changeOf">How a file differs; null when it does not.</param>
    public ChangedLinesFilter(IEnumerable<ManifestFile> files, Func<ManifestFile, FileChange?> changeOf)
    {
        foreach (ManifestFile file in files)
        {
            if (changeOf(file) is not { } change)
                _files.Add(file.Path);
            else if (file.Tree is not null && !change.IsNew)
                AddUnchanged(file, ChangedParts.Of(file, change));
        }
    }

    /// <inheritdoc/>
    public int Apply(ResourceSet resources, List<Diagnostic> findings) => findings.RemoveAll(finding => !IsAboutChange(finding));

    /// <summary>Whether a finding is about something that changed, or speaks of it.</summary>
    public bool IsAboutChange(Diagnostic finding) =>
        IsAboutRun(finding.Descriptor)
        || IsChanged(finding.Location, finding.Resource)
        || finding.Related.Any(related => IsChanged(related.Location, resource: null));

    // A defect, a path that cannot be opened, what the run as a whole has to say.
    private static bool IsAboutRun(DiagnosticDescriptor rule) => rule.Id is "ML0010" or "ML0015" or "ML0019" or "ML0020" or "ML0021" or "ML0022";

    private bool IsChanged(Location location, Resource? resource)
    {
        ManifestFile file = location.File;
        if (_files.Contains(file.Path))
            return false;
        if (resource is null && location.Span == default)
            return true;
        if ((resource ?? EnclosingResource.Find(file, location.Span.Start)) is { } found)
            return !_resources.Contains(KeyOf(found));
        return file.Tree is null || !_documents.Contains((file.Path, EnclosingResource.DocumentAt(file.Tree, location.Span.Start)));
    }

    private void AddUnchanged(ManifestFile file, ChangedParts parts)
    {
        for (int i = 0; i < parts.Documents.Length; i++)
        {
            if (!parts.Documents[i])
                _documents.Add((file.Path, i));
        }

        for (int i = 0; i < parts.Resources.Length; i++)
        {
            if (!parts.Resources[i])
                _resources.Add(KeyOf(file.Resources[i]));
        }

        // Of two objects of one name, one that changed makes both speak.
        for (int i = 0; i < parts.Resources.Length; i++)
        {
            if (parts.Resources[i])
                _resources.Remove(KeyOf(file.Resources[i]));
        }
    }

    private static (string File, string Kind, string Namespace, string Name) KeyOf(Resource resource) =>
        (resource.File.Path, resource.Kind, resource.Namespace ?? "", resource.Name);
}
