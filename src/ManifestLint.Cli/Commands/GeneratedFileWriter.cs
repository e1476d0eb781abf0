using System.Collections.Immutable;
using System.Text;
using ManifestLint.Cli.Inputs;
using ManifestLint.Releases.Generation;

namespace ManifestLint.Cli.Commands;

/// <summary>What stands where a file is to be written.</summary>
internal enum FileState
{
    /// <summary>Nothing.</summary>
    New,

    /// <summary>The same bytes.</summary>
    Identical,

    /// <summary>Other bytes.</summary>
    Different,
}

/// <summary>A file to be written, with its place.</summary>
/// <param name="FullPath">Where it goes.</param>
/// <param name="ShownPath">What messages call it.</param>
/// <param name="Text">What it shall hold.</param>
internal sealed record TargetFile(string FullPath, string ShownPath, string Text)
{
    /// <summary>What is there now; null when nothing is.</summary>
    public byte[]? Present { get; init; }

    /// <summary>The bytes to write.</summary>
    public byte[] Content { get; } = Encoding.UTF8.GetBytes(Text);

    /// <summary>What stands there.</summary>
    public FileState State => Present is null ? FileState.New : Present.AsSpan().SequenceEqual(Content) ? FileState.Identical : FileState.Different;
}

/// <summary>Writes generated files: all that may be written, or none.</summary>
internal sealed class GeneratedFileWriter(CommandEnvironment environment)
{
    /// <summary>The files with what is there now.</summary>
    /// <param name="directory">Where they go.</param>
    /// <param name="files">The files.</param>
    /// <exception cref="WrongUseException">A place cannot be written to.</exception>
    public ImmutableArray<TargetFile> Look(string directory, IEnumerable<GeneratedFile> files)
    {
        var targets = ImmutableArray.CreateBuilder<TargetFile>();
        foreach (GeneratedFile file in files)
        {
            string full = Path.Combine(environment.FullPath(directory), file.Path.Replace('/', Path.DirectorySeparatorChar));
            string shown = environment.DisplayPath(full, isWrittenRelative: !Path.IsPathRooted(directory));
            CheckPlace(full, shown);
            targets.Add(new TargetFile(full, shown, file.Text) { Present = ReadPresent(full, shown) });
        }

        return targets.DrainToImmutable();
    }

    /// <summary>Writes the files that are not there as they shall be.</summary>
    /// <exception cref="WrongUseException">One cannot be written; the message tells which were.</exception>
    /// <exception cref="OperationCanceledException">The user ended the run; the message tells which were written.</exception>
    public void Write(ImmutableArray<TargetFile> targets, CancellationToken cancellation)
    {
        var file = new AtomicFile(environment.Disk);
        ImmutableArray<TargetFile> due = [.. targets.Where(target => target.State != FileState.Identical)];
        for (int i = 0; i < due.Length; i++)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                if (Write(file, due[i], cancellation) is { } reason)
                    throw new WrongUseException($"cannot write {due[i].ShownPath}: {reason}; {Tell(due, i)}");
            }
            catch (OperationCanceledException exception)
            {
                throw new OperationCanceledException($"interrupted: {Tell(due, i)}", exception);
            }
        }
    }

    private static string? Write(AtomicFile file, TargetFile target, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target.FullPath)!);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return FileTrouble.Describe(target.FullPath, exception);
        }

        return target.Present is { } present
            ? file.TryReplace(target.FullPath, present, target.Content, cancellation)
            : file.TryWrite(target.FullPath, target.Content, cancellation);
    }

    private static string Tell(ImmutableArray<TargetFile> due, int written) => written == 0
        ? "nothing was written"
        : $"written: {string.Join(", ", due.Take(written).Select(target => target.ShownPath))}; not written: {string.Join(", ", due.Skip(written).Select(target => target.ShownPath))}";

    private byte[]? ReadPresent(string full, string shown)
    {
        if (!Path.Exists(full))
            return null;

        try
        {
            return environment.Disk.Read(full);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            throw new WrongUseException($"cannot read {shown}, which is to be written: {FileTrouble.Describe(full, exception)}");
        }
    }

    // The nearest thing that is there on the way must be a directory.
    private void CheckPlace(string full, string shown)
    {
        if (Directory.Exists(full))
            throw new WrongUseException($"cannot write {shown}: it is a directory");

        string? parent = Path.GetDirectoryName(full);
        while (parent is not null && !Path.Exists(parent))
            parent = Path.GetDirectoryName(parent);
        if (parent is not null && !Directory.Exists(parent))
            throw new WrongUseException($"cannot write {shown}: {environment.DisplayPath(parent)} is a file");
    }
}
