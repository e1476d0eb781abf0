namespace ManifestLint.Cli.Inputs;

/// <summary>The few things that the command does to files. A test overrides the one that shall fail.</summary>
internal class Disk
{
    // What is larger is no manifest, and its text would not fit into a string.
    private const int MaximumLength = 1 << 30;

    /// <summary>All bytes of a file, pipe or device.</summary>
    public virtual byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return ReadToEnd(stream);
    }

    /// <summary>All bytes of a stream.</summary>
    /// <exception cref="IOException">It is longer than a manifest can be.</exception>
    public static byte[] ReadToEnd(Stream stream)
    {
        if (stream.CanSeek && stream.Length > 0)
            return ReadKnownLength(stream);

        using var bytes = new MemoryStream();
        byte[] buffer = new byte[81920];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            ThrowWhenTooLong(bytes.Length);
        }

        return bytes.ToArray();
    }

    /// <summary>Opens a new file beside the one that it will replace.</summary>
    public virtual Stream Create(string path, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is not null)
            options.UnixCreateMode = mode;
        return new FileStream(path, options);
    }

    /// <summary>Makes sure that what was written survives a power cut.</summary>
    public virtual void Flush(Stream stream) => (stream as FileStream)?.Flush(flushToDisk: true);

    /// <summary>Puts a new file in the place of another one, or where none is.</summary>
    public virtual void Replace(string temporary, string target) => File.Move(temporary, target, overwrite: true);

    /// <summary>Whether the file is marked as not to be written, be it by the user who could.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public virtual bool IsReadOnly(string path)
    {
        const UnixFileMode write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (OperatingSystem.IsWindows() ? File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly) : (File.GetUnixFileMode(path) & write) == UnixFileMode.None)
            return true;

        // Replacing a file asks for no right on the file itself, so that has to be asked for.
        using var probe = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return false;
    }

    private static byte[] ReadKnownLength(Stream stream)
    {
        ThrowWhenTooLong(stream.Length);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static void ThrowWhenTooLong(long length)
    {
        if (length > MaximumLength)
            throw new IOException("it is larger than 1 GiB");
    }
}
