using ManifestLint.Cli.Inputs.Markdown;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Inputs;

/// <summary>A file as it was read.</summary>
/// <param name="Manifest">What it holds; null when it is to be passed over.</param>
/// <param name="IsOpened">Whether there were bytes at all.</param>
/// <param name="OtherDocuments">Documents without an object.</param>
internal readonly record struct ReadFile(ManifestFile? Manifest, bool IsOpened, int OtherDocuments);

/// <summary>Reads and parses files, several at a time.</summary>
/// <param name="disk">Where they are.</param>
/// <param name="maximumThreads">How many threads may share the work.</param>
/// <param name="progress">Told of every file.</param>
internal sealed class ManifestReader(Disk disk, int maximumThreads, Progress progress)
{
    // Fewer files than this are read before a second thread has started.
    private const int ParallelThreshold = 8;

    // A file of this length is shared out even when other files keep the threads busy: it would be the last one.
    private const int LargeFile = 1 << 20;

    /// <summary>Whether files called as pages in Markdown are read as such.</summary>
    public bool ReadsMarkdown { get; init; }

    /// <summary>Reads files in the role given, in the order given.</summary>
    public ReadFile[] Read(IReadOnlyList<InputFile> files, FileRole role) => Read(files, role, passesOver: false);

    /// <summary>Reads files that nobody asked for, in the order given; most of those that hold no object are passed over without being parsed.</summary>
    public ReadFile[] ReadContext(IReadOnlyList<InputFile> files) => Read(files, FileRole.Context, passesOver: true);

    private ReadFile[] Read(IReadOnlyList<InputFile> files, FileRole role, bool passesOver)
    {
        var read = new ReadFile[files.Count];
        progress.AddFiles(files.Count);
        if (maximumThreads <= 1 || files.Count < ParallelThreshold)
        {
            for (int i = 0; i < read.Length; i++)
                read[i] = Read(files[i], role, maximumThreads, passesOver);
            return read;
        }

        Parallel.For(0, read.Length, new ParallelOptions { MaxDegreeOfParallelism = maximumThreads }, i => read[i] = Read(files[i], role, threads: 1, passesOver));
        return read;
    }

    /// <summary>Reads standard input.</summary>
    public ReadFile ReadInput(Func<Stream> open, string shownPath)
    {
        progress.AddFiles(1);
        try
        {
            using Stream input = open();
            return new ReadFile(Parse(shownPath, Disk.ReadToEnd(input), FileRole.Linted, maximumThreads, new FileOrigin(IsNamed: true)), IsOpened: true, OtherDocuments: 0);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception) || exception is ObjectDisposedException)
        {
            return new ReadFile(ManifestFile.Unreadable(shownPath, "standard input is closed"), IsOpened: false, OtherDocuments: 0);
        }
        finally
        {
            progress.Advance();
        }
    }

    private ReadFile Read(InputFile file, FileRole role, int threads, bool passesOver)
    {
        try
        {
            if (file.Trouble is not null)
                return new ReadFile(ManifestFile.Unreadable(file.ShownPath, file.Trouble, default, role), IsOpened: false, OtherDocuments: 0);

            byte[] bytes = disk.Read(file.FullPath);
            if (passesOver && file is { IsKustomization: false, IsNamed: false } && !MayHoldObject(bytes))
                return default;

            ManifestFile manifest = Parse(file.ShownPath, bytes, role, bytes.Length >= LargeFile ? maximumThreads : threads, new FileOrigin(file.IsNamed, file.IsInChart));
            bool isKept = file.IsNamed || file.IsKustomization || IsManifest(manifest, bytes);
            return new ReadFile(isKept ? manifest : null, IsOpened: true, LintInputs.CountOtherDocuments(manifest));
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            string reason = FileTrouble.Describe(file.FullPath, exception);
            return new ReadFile(ManifestFile.Unreadable(file.ShownPath, reason, default, role), IsOpened: false, OtherDocuments: 0);
        }
        finally
        {
            progress.Advance();
        }
    }

    private ManifestFile Parse(string path, byte[] bytes, FileRole role, int threads, FileOrigin origin) =>
        ReadsMarkdown && InputFile.IsMarkdownName(path) && SourceText.Decode(bytes, out _) is { } page
            ? ManifestFile.ParseHosted(path, page, MarkdownFences.Find, role, threads, origin)
            : ManifestFile.Parse(path, bytes, role, threads, origin);

    /// <summary>
    /// Whether some object may stand in a file: every one has the key <c>apiVersion</c>. It can be written in other bytes only with an escape, or in an encoding
    /// that has zeros between its letters.
    /// </summary>
    internal static bool MayHoldObject(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("apiVersion"u8) >= 0 || bytes.IndexOfAny((byte)'\\', (byte)0) >= 0;

    // What is met by walking a directory is looked at only when it is, or was meant to be, a manifest.
    private static bool IsManifest(ManifestFile file, byte[] bytes)
    {
        if (file.Tree is not { } tree)
            return !IsBinary(bytes);
        if (!file.Resources.IsEmpty || file.IsTemplate)
            return true;
        if (!tree.Errors.Any())
            return false;

        // Tools put comments into their JSON, so a broken one must look like a manifest.
        bool isJson = file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        return !isJson || tree.Text.Text.Contains("\"apiVersion\"", StringComparison.Ordinal);
    }

    private static bool IsBinary(byte[] bytes) => bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) && bytes.AsSpan().Contains((byte)0);
}
