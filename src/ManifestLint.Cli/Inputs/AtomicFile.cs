namespace ManifestLint.Cli.Inputs;

/// <summary>Writes files so that at every moment the old or the new content is there, whole.</summary>
/// <param name="disk">Where they are.</param>
internal sealed class AtomicFile(Disk disk)
{
    /// <summary>Replaces what a file holds, keeping its mode and owner; a symbolic link stays and its target is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it held when it was read; it is left alone when it holds something else by now.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="cancellation">Ends writing; the file is then as it was.</param>
    /// <returns>Why it was not written, in plain words; null when it was.</returns>
    public string? TryReplace(string path, byte[] expected, byte[] content, CancellationToken cancellation)
    {
        try
        {
            string target = FinalTarget(path);
            if (disk.IsReadOnly(target))
                return "the file is read-only";
            if (!disk.Read(target).AsSpan().SequenceEqual(expected))
                return "the file was changed by another program in the meantime";

            UnixFileMode? mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(target);
            return Write(target, content, mode, FileStatus.Of(target), cancellation);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return FileTrouble.Describe(path, exception);
        }
    }

    /// <summary>Writes a file that may be there or not; a device or pipe is written to directly.</summary>
    /// <returns>Why it was not written, in plain words; null when it was.</returns>
    public string? TryWrite(string path, byte[] content, CancellationToken cancellation)
    {
        try
        {
            string target = FinalTarget(path);
            if (Directory.Exists(target))
                return "it is a directory";
            if (FileStatus.Of(target) is { IsRegular: false })
                return WriteDirectly(target, content);

            bool isThere = File.Exists(target);
            UnixFileMode? mode = !isThere || OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(target);
            return Write(target, content, mode, isThere ? FileStatus.Of(target) : null, cancellation);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return FileTrouble.Describe(path, exception);
        }
    }

    private static string FinalTarget(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static string? WriteDirectly(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(content);
        return null;
    }

    private string? Write(string target, byte[] content, UnixFileMode? mode, FileStatus? owner, CancellationToken cancellation)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        bool isInPlace = false;
        try
        {
            using (Stream stream = disk.Create(temporary, mode))
            {
                stream.Write(content);
                disk.Flush(stream);
            }

            if (mode is { } kept && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, kept);
            if (owner is { } wanted && FileStatus.Of(temporary) != wanted && !wanted.TryGiveTo(temporary))
                return "it belongs to another user, and a new file would not";

            cancellation.ThrowIfCancellationRequested();
            disk.Replace(temporary, target);
            isInPlace = true;
            return null;
        }
        finally
        {
            if (!isInPlace)
                File.Delete(temporary);
        }
    }
}
