using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Schemas;

namespace ManifestLint.Cli.Inputs;

/// <summary>
/// Finds and reads configuration files: those of a directory and of the directories above it, up to one that says <c>root: true</c>, and what they extend.
/// What is locked above a root still holds, as far as the git repository reaches.
/// Each directory is looked at once, each file read once. Safe to ask from many threads.
/// </summary>
/// <param name="environment">Files.</param>
/// <param name="rules">All rules.</param>
/// <param name="commandLine">What the command line says, which beats every file.</param>
internal sealed class ConfigurationFiles(CommandEnvironment environment, ImmutableArray<Rule> rules, ConfigurationLayer commandLine)
{
    private readonly ConfigurationRules _rules = new(rules);
    private readonly Dictionary<string, DirectoryConfiguration> _directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigurationDocument> _documents = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _mistakes = [];
    private readonly List<LockViolation> _refusedOptions = [];
    private readonly Lock _gate = new();

    private DirectoryConfiguration? _everywhere;

    /// <summary>Whether the files around manifests are looked for.</summary>
    public bool LooksForFiles { get; init; } = true;

    /// <summary>The file that takes the place of those around manifests, as the user wrote it.</summary>
    public string? File { get; init; }

    /// <summary>Makes the schemas that settings ask for; none when they are not wanted.</summary>
    public Func<EffectiveSettings, ImmutableArray<ISchemaSource>> SourcesOf { get; init; } = _ => [];

    /// <summary>All rules.</summary>
    public ConfigurationRules Rules => _rules;

    /// <summary>What is wrong in the files that were read so far, in the order of a report.</summary>
    public ImmutableArray<Diagnostic> Mistakes
    {
        get
        {
            lock (_gate)
            {
                List<Diagnostic> sorted = [.. _mistakes];
                sorted.Sort(Diagnostic.Compare);
                return [.. sorted.Where((mistake, i) => i == 0 || Diagnostic.Compare(sorted[i - 1], mistake) != 0)];
            }
        }
    }

    /// <summary>Adds what turned out to be wrong when a setting was used.</summary>
    public void AddMistake(Location place, string message)
    {
        lock (_gate)
            _mistakes.Add(ConfigurationReader.CreateMistake(place, message));
    }

    /// <summary>What holds in a directory, by its full path.</summary>
    /// <exception cref="WrongUseException">The file of <c>--config</c> does not exist, or an option would weaken a locked rule.</exception>
    public ConfigurationScope ScopeOf(string directory)
    {
        lock (_gate)
        {
            ConfigurationScope scope = (LooksForFiles && File is null ? Find(directory) : _everywhere ??= ReadNamed()).Scope;
            return _refusedOptions.Count == 0 ? scope : throw new WrongUseException($"{_refusedOptions[0].Origin}: {_refusedOptions[0].Message.Replace(" here", "", StringComparison.Ordinal)}");
        }
    }

    /// <summary>What holds for what is no file: the configuration of the working directory.</summary>
    public ConfigurationScope WorkingDirectoryScope => ScopeOf(Path.TrimEndingDirectorySeparator(environment.WorkingDirectory));

    /// <summary>What holds around a file, by the path that reports show.</summary>
    public ConfigurationScope ScopeOfFile(string shownPath)
    {
        string full = environment.FullPath(shownPath);
        return ScopeOf(Path.GetDirectoryName(full) ?? full);
    }

    /// <summary>Where a file is, by the path that reports show; a directory is in itself.</summary>
    public ConfiguredPath PlaceOf(string shownPath)
    {
        string full = environment.FullPath(shownPath);
        string directory = Directory.Exists(full) ? full : Path.GetDirectoryName(full) ?? full;
        return new ConfiguredPath(ScopeOf(Path.TrimEndingDirectorySeparator(directory)), Slashed(full));
    }

    /// <summary>What holds where. A mistake in a file that is met only now ends the command.</summary>
    public ConfigurationMap ToMap() => new(WorkingDirectoryScope, file =>
    {
        var place = new ConfiguredPath(ScopeOfFile(file.Path), Slashed(environment.FullPath(file.Path)));
        ThrowOnMistakes();
        return place;
    });

    /// <summary>Refuses to go on with a configuration that is wrong, for commands that make no report.</summary>
    /// <exception cref="WrongUseException">There are mistakes; the message tells the first.</exception>
    public void ThrowOnMistakes()
    {
        if (Mistakes is [var first, .. var others])
            throw new WrongUseException($"{first}{(others.IsEmpty ? "" : $" (and {others.Length} more)")}");
    }

    /// <summary>
    /// Takes out the configuration files themselves, and what <c>include</c> and <c>exclude</c> leave out of directories and globs. Named files stay.
    /// </summary>
    public FoundInputs Select(FoundInputs found)
    {
        var kept = ImmutableArray.CreateBuilder<InputFile>();
        foreach (InputFile file in found.Files)
        {
            // Also what is named is asked for, so that a mistake in its configuration is met.
            bool isTaken = Takes(file.FullPath);
            if (!IsConfigurationName(Path.GetFileName(file.FullPath)) && (isTaken || file.IsNamed || file.Trouble is not null))
                kept.Add(file);
        }

        return kept.Count == found.Files.Length ? found : found with { Files = kept.DrainToImmutable() };
    }

    /// <summary>Whether <c>include</c> and <c>exclude</c> take a file, by its full path, from a directory.</summary>
    public bool Takes(string path) => ScopeOf(Path.GetDirectoryName(path)!).Takes(Slashed(path));

    /// <summary>Whether a file of this name is a configuration.</summary>
    public static bool IsConfigurationName(ReadOnlySpan<char> name) => name is ".manifestlint.yaml" or ".manifestlint.yml";

    private DirectoryConfiguration Find(string directory)
    {
        if (_directories.TryGetValue(directory, out DirectoryConfiguration? known))
            return known;

        string? path = FindFile(directory);
        string? parent = Path.GetDirectoryName(directory);
        ConfigurationDocument? document = path is null ? null : Read(path, isWrittenRelative: false);
        bool isRoot = document?.IsRoot == true;
        DirectoryConfiguration? around = parent is null || (isRoot && IsTopOfRepository(directory)) ? null : Find(parent);
        DirectoryConfiguration found = document is null
            ? around ?? Create([])
            : Create([.. isRoot ? OuterLocks.Of(around?.Layers ?? []) : around?.Layers ?? [], .. Flatten(document, path!, directory, [path!])]);
        _directories.Add(directory, found);
        return found;
    }

    // In a worktree and in a submodule .git is a file.
    private static bool IsTopOfRepository(string directory) => Path.Exists(Path.Combine(directory, ".git"));

    private string? FindFile(string directory)
    {
        string? first = null;
        foreach (string name in ConfigurationKeys.FileNames)
        {
            string path = Path.Combine(directory, name);
            if (!System.IO.File.Exists(path))
                continue;
            if (first is null)
                first = path;
            else
                _mistakes.Add(ConfigurationReader.CreateMistake(new Location(ManifestFile.Unreadable(environment.DisplayPath(path), ""), default), $"{Path.GetFileName(first)} stands beside this file, which is not read; keep one of them"));
        }

        return first;
    }

    private DirectoryConfiguration ReadNamed()
    {
        if (File is null)
            return Create([]);

        // Its globs are about what the command is run on.
        string path = environment.FullPath(File);
        if (!System.IO.File.Exists(path))
            throw new WrongUseException($"--config {File}: {(Directory.Exists(path) ? "it is a directory" : "no such file")}");
        return Create([.. Flatten(Read(path, isWrittenRelative: !Path.IsPathRooted(File)), path, environment.WorkingDirectory, [path])]);
    }

    private DirectoryConfiguration Create(ImmutableArray<ConfigurationLayer> layers)
    {
        ImmutableArray<ConfigurationLayer> all = layers.Add(commandLine);
        foreach (LockViolation violation in layers.IsEmpty ? [] : LockCheck.Find(all, _rules))
        {
            if (violation.Origin.Place is { } place)
                _mistakes.Add(ConfigurationReader.CreateMistake(place, violation.Message) with { Related = [new RelatedLocation(violation.Lock.Place!.Value, violation.LockNote)] });
            else
                _refusedOptions.Add(violation);
        }

        return new DirectoryConfiguration(layers, new ConfigurationScope(all, _rules, SourcesOf));
    }

    private ConfigurationDocument Read(string path, bool isWrittenRelative)
    {
        if (_documents.TryGetValue(path, out ConfigurationDocument? known))
            return known;

        string shown = environment.DisplayPath(path, isWrittenRelative);
        ManifestFile file;
        try
        {
            file = ManifestFile.Parse(shown, environment.Disk.Read(path), origin: new FileOrigin(IsNamed: true));
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            file = ManifestFile.Unreadable(shown, FileTrouble.Describe(path, exception));
        }

        ConfigurationDocument document = new ConfigurationReader(_rules).Read(file);
        _mistakes.AddRange(document.Mistakes);
        _documents.Add(path, document);
        return document;
    }

    // What a file builds on stands before it. Paths lead from the file that writes them, globs are about the directory that the configuration is for.
    private List<ConfigurationLayer> Flatten(ConfigurationDocument document, string path, string directory, ImmutableArray<string> chain)
    {
        var layers = new List<ConfigurationLayer>();
        string here = Path.GetDirectoryName(path)!;
        foreach (ExtendedConfiguration extended in document.Extends)
        {
            if (extended.Preset is { } preset)
            {
                layers.Add(new ConfigurationLayer { Name = document.File.Path, Directory = Slashed(directory), PathsFrom = Slashed(here), Preset = new Setting<RulePreset>(preset, extended.Origin) });
                continue;
            }

            string target = Path.GetFullPath(extended.Written, here);
            if (WhyNotExtended(target, chain) is { } reason)
                _mistakes.Add(ConfigurationReader.CreateMistake(extended.Origin.Place!.Value, $"{ConfigurationKeys.Extends.Name}: {reason}"));
            else
                layers.AddRange(Flatten(Read(target, isWrittenRelative: true), target, directory, chain.Add(target)));
        }

        layers.Add(document.Layer with { Directory = Slashed(directory), PathsFrom = Slashed(here) });
        return layers;
    }

    private string? WhyNotExtended(string target, ImmutableArray<string> chain)
    {
        if (chain.Contains(target, StringComparer.Ordinal))
            return chain.Length == 1 ? "the file extends itself" : $"this closes a circle: {string.Join(", ", chain.Select(path => environment.DisplayPath(path, isWrittenRelative: true)))}";
        if (Directory.Exists(target))
            return $"{environment.DisplayPath(target, isWrittenRelative: true)} is a directory";
        return System.IO.File.Exists(target) ? null : $"there is no file {environment.DisplayPath(target, isWrittenRelative: true)}";
    }

    private static string Slashed(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace('\\', '/');

    /// <param name="Layers">The files, the outermost first.</param>
    /// <param name="Scope">They and the command line put together.</param>
    private sealed record DirectoryConfiguration(ImmutableArray<ConfigurationLayer> Layers, ConfigurationScope Scope);
}
