using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Baselines;
using ManifestLint.Changes;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>What takes findings out of a run: the baseline, then what did not change.</summary>
internal sealed class LintFilters
{
    private readonly BaselineUse? _baseline;
    private readonly BaselineFilter? _hidden;
    private readonly ChangedObjectsFilter? _unchanged;

    private LintFilters(BaselineUse? baseline, ChangedObjectsFilter? unchanged)
    {
        _baseline = baseline;
        _hidden = baseline?.Filter;
        _unchanged = unchanged;
        List<IFindingFilter> all = [];
        if (_hidden is not null)
            all.Add(_hidden);
        if (unchanged is not null)
            all.Add(unchanged);
        All = [.. all];
    }

    /// <summary>Nothing is taken out.</summary>
    public static LintFilters None { get; } = new(baseline: null, unchanged: null);

    /// <summary>The filters in the order in which they are asked, after all others. A baseline that is written sees everything first, so it takes out nothing here.</summary>
    public ImmutableArray<IFindingFilter> All { get; }

    /// <summary>Refuses options that contradict each other.</summary>
    public static void Check(LintOptions options)
    {
        if (options.NewBaseline is not null && (options.Since ?? options.Shard) is not null)
            throw new WrongUseException($"--write-baseline writes all findings, and {(options.Since is null ? "--shard" : "--since")} looks at a part of them");
        if (options.NewBaseline is not null && (options.Fix != FixMode.None || options.AddsSuppressions))
            throw new WrongUseException("--write-baseline writes what is found; repair or suppress in a run of its own before");
        if (!options.PrunesBaseline)
            return;
        if (options.Baseline is null)
            throw new WrongUseException("--prune-baseline needs the file: add --baseline FILE");
        if (options.NewBaseline is not null)
            throw new WrongUseException("--write-baseline with --baseline leaves out what is no longer found; --prune-baseline says nothing more");
        if ((options.Since ?? options.Shard) is not null)
            throw new WrongUseException($"--prune-baseline has to see everything, and {(options.Since is null ? "--shard" : "--since")} looks at a part of it");
        if (options.Fix == FixMode.Diff)
            throw new WrongUseException("--diff writes nothing, and --prune-baseline would");
    }

    /// <summary>Makes the filters that the options ask for.</summary>
    /// <exception cref="WrongUseException">The baseline cannot be read, or git does not know the changes.</exception>
    public static LintFilters Create(CommandEnvironment environment, LintOptions options, ImmutableArray<Rule> rules, ConfigurationMap configurations, LintInputs inputs)
    {
        BaselineUse? baseline = options.Baseline is null && options.NewBaseline is null ? null : BaselineUse.Open(environment, options, rules, configurations);
        ChangedObjectsFilter? unchanged = options.Since is { } revision ? FindUnchanged(environment, options, revision, inputs) : null;
        return baseline is null && unchanged is null ? None : new LintFilters(baseline, unchanged);
    }

    /// <summary>How many findings the baseline took out; null without one.</summary>
    public int? CountBaselined(LintResult result) => _hidden is null ? null : result.Filtered[_unchanged is null ? ^1 : ^2];

    /// <summary>How many findings were about nothing that changed; null when that was not asked.</summary>
    public int? CountUnchanged(LintResult result) => _unchanged is null ? null : result.Filtered[^1];

    /// <summary>Writes or prunes the baseline, when that is asked for.</summary>
    /// <returns>The report without what the baseline now holds.</returns>
    public LintReport WriteBaseline(LintReport report, LintInputs inputs, Action<string> complain, Action<string> note, CancellationToken cancellation) =>
        _baseline?.Write(report, inputs, complain, note, cancellation) ?? report;

    private static ChangedObjectsFilter FindUnchanged(CommandEnvironment environment, LintOptions options, string revision, LintInputs inputs)
    {
        var paths = new Dictionary<ManifestFile, string>();
        ImmutableArray<ManifestFile> files = FilesOf(inputs);
        foreach (ManifestFile file in files)
        {
            if (file != inputs.Input || options.InputName is not null)
                paths.TryAdd(file, environment.FullPath(file.Path));
        }

        GitChanges changes = GitChanges.Find(environment, revision, paths.Values);
        return new ChangedObjectsFilter(files, file => paths.TryGetValue(file, out string? path)
            ? file == inputs.Input && !IsSaved(environment, file, path) ? FileChange.New : changes.Of(path)
            : FileChange.New);
    }

    // What was built bears the paths of its sources, and these are what git knows.
    private static ImmutableArray<ManifestFile> FilesOf(LintInputs inputs)
    {
        IEnumerable<ManifestFile> read = inputs.Bundles.SelectMany(bundle => bundle.Files).Concat(inputs.Rendered?.Relocation.Sources ?? []);
        var built = (inputs.Rendered?.Bundles ?? []).SelectMany(bundle => bundle.Files).ToHashSet();
        return [.. read.Where(file => !built.Contains(file)).Distinct()];
    }

    // The lines of an editor's buffer are those that git speaks of only when the file holds the same.
    private static bool IsSaved(CommandEnvironment environment, ManifestFile input, string path)
    {
        try
        {
            return input.Text is { } text && environment.Disk.Read(path).AsSpan().SequenceEqual(text.ToBytes());
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return false;
        }
    }
}
