using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Changes;

/// <summary>
/// Takes the findings out that are about nothing that changed. What is as it was is kept by name, not by line, so that it stays known while fixes move lines;
/// what a fix adds is new.
/// </summary>
public sealed class ChangedObjectsFilter : IFindingFilter
{
    // What is as it was.
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, int Document)> _documents = [];
    private readonly HashSet<(string File, ObjectName Name)> _resources = [];

    /// <summary>Compares the files of a run with what they were.</summary>
    /// <param name="files">Every file that is read, context too, as it stands when the changes were found.</param>
    /// <param name="changeOf">What a file was; null when it is the same.</param>
    public ChangedObjectsFilter(IEnumerable<ManifestFile> files, Func<ManifestFile, FileChange?> changeOf)
    {
        foreach (ManifestFile file in files)
        {
            if (changeOf(file) is not { } change)
                _files.Add(file.Path);
            else if (change.Before is { } before)
                Compare(file, file.Tree is null ? ManifestFile.Parse(file.Path, before, origin: file.Origin) : file.WithText(before));
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
        if (file.Tree is null || (resource is null && location.Span == default))
            return true;
        return (resource ?? EnclosingResource.Find(file, location.Span.Start)) is { } found
            ? !_resources.Contains((file.Path, ObjectName.Of(found)))
            : !_documents.Contains((file.Path, EnclosingResource.DocumentAt(file.Tree, location.Span.Start)));
    }

    private void Compare(ManifestFile file, ManifestFile old)
    {
        if (WrittenParts.Of(file) is not { } now || WrittenParts.Of(old) is not { } before || now.FileDirectives() != before.FileDirectives())
            return;

        var documents = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < old.Tree!.Documents.Length; i++)
            documents.Add(before.Document(i));
        for (int i = 0; i < file.Tree!.Documents.Length; i++)
        {
            if (documents.Contains(now.Document(i)))
                _documents.Add((file.Path, i));
        }

        var resources = new HashSet<(ObjectName Name, string Text)>();
        for (int i = 0; i < old.Resources.Length; i++)
            resources.Add((ObjectName.Of(old.Resources[i]), before.Resource(i)));

        // Of two objects of one name, one that changed makes both speak.
        var changed = new HashSet<ObjectName>();
        for (int i = 0; i < file.Resources.Length; i++)
        {
            ObjectName name = ObjectName.Of(file.Resources[i]);
            if (!resources.Contains((name, now.Resource(i))))
                changed.Add(name);
        }

        foreach (Resource resource in file.Resources)
        {
            if (!changed.Contains(ObjectName.Of(resource)))
                _resources.Add((file.Path, ObjectName.Of(resource)));
        }
    }

    private readonly record struct ObjectName(string Kind, string Namespace, string Name)
    {
        public static ObjectName Of(Resource resource) => new(resource.Kind, resource.Namespace ?? "", resource.Name);
    }
}
