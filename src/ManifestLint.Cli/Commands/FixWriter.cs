using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>Writes the files that fixes changed.</summary>
internal sealed class FixWriter(Disk disk, LintInputs inputs)
{
    private readonly AtomicFile _file = new(disk);

    /// <summary>The files that could not be written, with the reason.</summary>
    public SortedDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes every changed file but the one that stands for standard input.</summary>
    /// <exception cref="OperationCanceledException">The user ended the run; every file is whole, and the message tells how many are written.</exception>
    public void Write(FixResult changes, CancellationToken cancellation)
    {
        int written = 0;
        foreach (FixedFile file in changes.Files)
        {
            if (file.Before == inputs.Input)
                continue;

            try
            {
                cancellation.ThrowIfCancellationRequested();
                if (TryWrite(file, cancellation) is { } reason)
                    Failures[file.Before.Path] = reason;
                else
                    written++;
            }
            catch (OperationCanceledException exception)
            {
                throw new OperationCanceledException($"interrupted: {written} of {changes.Files.Length} files are written, the others are as they were", exception);
            }
        }
    }

    /// <summary>The bundles as they are on the disk now.</summary>
    public ImmutableArray<Bundle> Apply(ImmutableArray<Bundle> bundles, FixResult changes)
    {
        var written = changes.Files.Where(file => !Failures.ContainsKey(file.Before.Path)).ToDictionary(file => file.Before.Path, file => file.After, StringComparer.Ordinal);
        return [.. bundles.Select(bundle => new Bundle([.. bundle.Files.Select(file => written.GetValueOrDefault(file.Path, file))], bundle.IsReadWhole))];
    }

    private string? TryWrite(FixedFile file, CancellationToken cancellation) =>
        _file.TryReplace(inputs.FullPaths[file.Before.Path], file.Before.Text!.ToBytes(), file.After.Text!.ToBytes(), cancellation);
}
