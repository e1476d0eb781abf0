using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Inputs.Kustomize;
using ManifestLint.Cli.Sharding;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>Finds and reads what a run of <c>lint</c> looks at: paths, lists, the part of a shared run, context.</summary>
internal sealed class LintInputReader(CommandEnvironment environment, LintOptions options, ManifestReader reader)
{
    /// <summary>Takes what the user should know and no report says.</summary>
    public required Action<string> Note { get; init; }

    /// <summary>Reads everything.</summary>
    /// <param name="configurations">Say what is left out.</param>
    /// <param name="cancellation">Ends the programs that are started.</param>
    /// <exception cref="WrongUseException">A list or a directory is not there, or the part is none.</exception>
    public LintInputs Read(ConfigurationFiles configurations, CancellationToken cancellation)
    {
        FoundInputs found = Find(configurations);
        if (options.Shard is not { } part)
            return Read(found, configurations, cancellation);

        var shard = Shard.Parse(part, environment.GetVariable);
        var own = ShardedInputs.Of(found, shard, reader, environment);
        foreach (string note in options.IsQuiet ? [] : own.Notes(shard))
            Note(note);

        // What other parts define counts for all of them.
        Bundle? definitions = ForeignDefinitions.Read(own.Others, reader, environment.Disk, options.Jobs);
        LintInputs inputs = Read(own.Found, configurations, cancellation);
        return definitions is null ? inputs : inputs with { Bundles = inputs.Bundles.Add(definitions) };
    }

    private FoundInputs Find(ConfigurationFiles configurations)
    {
        ImmutableArray<string>? listed = options.FilesFrom is { } list ? PathList.Read(environment, list) : null;
        if (listed is { IsEmpty: true } && options.Paths.IsEmpty && !options.IsQuiet)
            Note("the list of --files-from names no file that may hold a manifest, so there is nothing to lint");
        return configurations.Select(new InputFinder(environment, options.ReadsMarkdown, options.ForcesExclude).Find(options.Paths, listed));
    }

    private LintInputs Read(FoundInputs found, ConfigurationFiles configurations, CancellationToken cancellation)
    {
        var contexts = ImmutableArray.CreateBuilder<string>();
        foreach (string directory in options.ContextDirectories)
        {
            string full = environment.FullPath(directory);
            if (!Directory.Exists(full))
                throw new WrongUseException($"--context {directory} is no directory");
            contexts.Add(Path.TrimEndingDirectorySeparator(full));
        }

        var bundles = new BundleOptions
        {
            ReadsSiblings = options.ReadsSiblings,
            TakesSibling = configurations.Takes,
            ContextDirectories = contexts.DrainToImmutable(),
            InputName = options.InputName,
            InputIsComplete = options.InputIsComplete,
            FollowsKustomizations = true,
            Renderer = options.Renders ? new KustomizationRenderer(environment, options.Jobs, cancellation) : null,
        };
        return new BundleReader(environment, reader, bundles).Read(found);
    }
}
