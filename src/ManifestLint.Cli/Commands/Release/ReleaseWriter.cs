using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Releases;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>Writes the files of a change: all of them, or none.</summary>
/// <param name="disk">Where they are.</param>
/// <param name="fullPaths">Where each is, by the path that reports show.</param>
internal sealed class ReleaseWriter(Disk disk, ImmutableDictionary<string, string> fullPaths)
{
    private readonly AtomicFile _file = new(disk);

    /// <summary>Writes them. When one cannot be written, those before it get their old content back.</summary>
    /// <returns>Why nothing was written; null when all was.</returns>
    public string? Write(ImmutableArray<ChangedFile> files, CancellationToken cancellation)
    {
        var written = new List<ChangedFile>();
        foreach (ChangedFile file in files)
        {
            string? reason;
            try
            {
                cancellation.ThrowIfCancellationRequested();
                reason = _file.TryReplace(fullPaths[file.Before.Path], BytesOf(file.Before), BytesOf(file.After), cancellation);
            }
            catch (OperationCanceledException)
            {
                Restore(written);
                throw;
            }

            if (reason is null)
            {
                written.Add(file);
                continue;
            }

            string[] left = [.. Restore(written)];
            return $"{file.Before.Path} is not changed: {reason}{(left.Length == 0 ? "; nothing was written" : $"; written before and not restored: {string.Join(", ", left)}")}";
        }

        return null;
    }

    // The files that could not be given back their content.
    private List<string> Restore(List<ChangedFile> written) =>
        [.. written.Where(file => _file.TryReplace(fullPaths[file.Before.Path], BytesOf(file.After), BytesOf(file.Before), CancellationToken.None) is not null).Select(file => file.Before.Path)];

    private static byte[] BytesOf(Resources.ManifestFile file) => file.Tree!.Text.ToBytes();
}
