using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Sharding;

/// <summary>Leaves of what was found that which one part takes, before anything is read.</summary>
/// <param name="Found">The part's own files.</param>
/// <param name="Others">The files of the other parts.</param>
/// <param name="Bundles">How many bundles there are in all parts.</param>
/// <param name="Groups">How many of these groups of bundles there are that have to stay together.</param>
internal sealed record ShardedInputs(FoundInputs Found, ImmutableArray<InputFile> Others, int Bundles, int Groups)
{
    /// <summary>Takes the files of a part.</summary>
    /// <param name="found">Everything.</param>
    /// <param name="shard">The part.</param>
    /// <param name="reader">Reads the kustomizations.</param>
    /// <param name="environment">Where paths begin.</param>
    public static ShardedInputs Of(FoundInputs found, Shard shard, ManifestReader reader, CommandEnvironment environment)
    {
        var ties = KustomizationTies.Read(found, reader, environment);
        var own = ImmutableArray.CreateBuilder<InputFile>();
        var others = ImmutableArray.CreateBuilder<InputFile>();
        var bundles = new HashSet<string>(StringComparer.Ordinal);
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (InputFile file in found.Files)
        {
            bool isPage = InputFile.IsMarkdownName(file.FullPath);
            string group = isPage ? file.FullPath : ties.FirstOf(file.BundleDirectory);
            bundles.Add(isPage ? file.FullPath : file.BundleDirectory);
            groups.Add(group);
            (shard.Takes(Path.GetRelativePath(environment.WorkingDirectory, group).Replace('\\', '/')) ? own : others).Add(file);
        }

        // Whether a directory holds a manifest is known only to those who read all of it.
        ImmutableArray<InputArea> areas = found.Files.IsEmpty ? found.Areas : [];
        return new ShardedInputs(found with { Files = own.DrainToImmutable(), Areas = areas }, others.DrainToImmutable(), bundles.Count, groups.Count);
    }

    /// <summary>What a person should know about the part.</summary>
    public IEnumerable<string> Notes(Shard shard)
    {
        int files = Found.Files.Length + Others.Length;
        if (shard.Count > 1 && Groups == 1 && files > 1)
            yield return $"all {files} files belong together, so one part lints them all" + (Bundles == 1 ? "; name directories one by one to share them out" : "");
        yield return $"part {shard}: {Found.Files.Length} of {files} files";
    }
}
