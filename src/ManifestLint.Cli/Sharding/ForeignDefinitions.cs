using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Sharding;

/// <summary>
/// Finds the CustomResourceDefinitions among the files of other parts: they are schemas for the objects of every part. Files without that word are not
/// parsed.
/// </summary>
internal static class ForeignDefinitions
{
    private static ReadOnlySpan<byte> Mark => "CustomResourceDefinition"u8;

    /// <summary>The definitions, as a bundle that is not reported; null when there are none.</summary>
    public static Bundle? Read(ImmutableArray<InputFile> files, ManifestReader reader, Disk disk, int maximumThreads)
    {
        var isCandidate = new bool[files.Length];
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, maximumThreads) }, i => isCandidate[i] = MayDefine(files[i], disk));
        var candidates = new List<InputFile>();
        for (int i = 0; i < files.Length; i++)
        {
            if (isCandidate[i])
                candidates.Add(files[i]);
        }

        ImmutableArray<ManifestFile> read = [.. reader.Read(candidates, FileRole.Context).Select(file => file.Manifest).OfType<ManifestFile>().Where(Defines)];
        return read.IsEmpty ? null : new Bundle(read, IsReadWhole: false);
    }

    private static bool Defines(ManifestFile file) => file.Resources.Any(resource => resource.Kind == "CustomResourceDefinition");

    private static bool MayDefine(InputFile file, Disk disk)
    {
        if (file.Trouble is not null || InputFile.IsMarkdownName(file.FullPath))
            return false;

        try
        {
            byte[] bytes = disk.Read(file.FullPath);
            return bytes.AsSpan().IndexOf(Mark) >= 0 || bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            // Its own part tells.
            return false;
        }
    }
}
