using System.Collections.Immutable;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>One run of <c>new</c>: read, make, look at the result, write.</summary>
internal sealed class NewSession(CommandEnvironment environment, NewOptions options)
{
    private readonly NewInputs _inputs = new(environment);
    private readonly GeneratedOutput _output = new(environment, options.IsForced, options.IsQuiet);

    /// <summary>Runs and tells the exit code.</summary>
    public int Run()
    {
        CancellationToken cancellation = environment.WatchForInterrupt();
        NewProduct product;
        try
        {
            product = Make();
        }
        catch (ReleaseRefusedException exception)
        {
            Refusals.Write(environment, exception.Refusal);
            return Refusals.ExitCodeOf(exception.Refusal);
        }

        if (options.WritesToOutput)
            return Judge(product, [product.Manifests[0] with { Path = "<stdout>" }], cancellation) ?? WriteStream(product);

        ImmutableArray<TargetFile> targets = new GeneratedFileWriter(environment).Look(Directory(product), Files(product));
        if (Judge(product, [.. targets.Zip(Files(product)).Where(pair => pair.Second.IsManifest).Select(pair => pair.Second with { Path = pair.First.ShownPath })], cancellation) is { } code)
            return code;
        return options.IsDryRun ? ShowDifferences(product, targets) : Write(product, targets, cancellation);
    }

    private NewProduct Make()
    {
        ScaffoldedService? scaffold = options.Scaffold is { } service ? Scaffold.Create(service) : null;
        if (options.Recipe is not { } recipe)
            return new NewProduct(scaffold!.Name, SetLayout.Arrange(scaffold.Objects, options.Layout, scaffold.Name), SetGuide.Write(scaffold, options.Layout), scaffold.Notes);

        ResourceSet source = scaffold is null ? _inputs.Read(options.Paths) : ResourceSet.Create([new Bundle([scaffold.ToFile("<options>")], IsReadWhole: true)]);
        GeneratedSet set = SwitchMark.Apply(ReleaseGenerator.Generate(source, recipe with { IsScaffolded = scaffold is not null }));
        set = set with { Notes = [.. scaffold?.Notes ?? [], .. set.Notes] };
        return new NewProduct(set.Name, SetLayout.Arrange(set.Objects, options.Layout, set.Name), SetGuide.Write(set, options.Layout), set.Notes) { Source = scaffold is null ? source : null };
    }

    private string Directory(NewProduct product) => options switch
    {
        { Output: null } => product.Name,
        { IsFile: true, Output: { } file } => Path.GetDirectoryName(file) is { Length: > 0 } directory ? directory : ".",
        { Output: { } directory } => directory,
    };

    // Beside a single file stands a page of its own name: the directory may well have a README.
    private ImmutableArray<GeneratedFile> Files(NewProduct product)
    {
        if (!options.IsFile)
            return product.Manifests.Add(new GeneratedFile("README.md", product.Guide));

        string file = Path.GetFileName(options.Output!);
        string guide = product.Guide.Replace($"{product.Name}.yaml", file, StringComparison.Ordinal);
        return [product.Manifests[0] with { Path = file }, new GeneratedFile(Path.ChangeExtension(file, ".md"), guide)];
    }

    // What is generated is held to the same rules as what is written by hand.
    private int? Judge(NewProduct product, IEnumerable<GeneratedFile> manifests, CancellationToken cancellation) =>
        _output.Judge(manifests, RulePreset.Strict, tellsAll: true, product.Source, cancellation);

    private int WriteStream(NewProduct product)
    {
        _output.Tell(product.Notes);
        _output.Write(writer => writer.Write(product.Manifests[0].Text));
        return ExitCode.Clean;
    }

    private int ShowDifferences(NewProduct product, ImmutableArray<TargetFile> targets)
    {
        _output.Tell(product.Notes);
        _output.ShowDifferences(targets);
        if (!options.IsQuiet)
            environment.Error.WriteLine($"{ReportText.Count(Count(targets, FileState.New), "file")} would be created, {Count(targets, FileState.Different)} replaced{(options.IsForced || Count(targets, FileState.Different) == 0 ? "" : " (with --force)")}, {Count(targets, FileState.Identical)} are identical.");
        return ExitCode.Clean;
    }

    private int Write(NewProduct product, ImmutableArray<TargetFile> targets, CancellationToken cancellation)
    {
        if (_output.Write(targets, cancellation) is { } refused)
            return refused;
        if (options.IsQuiet)
            return ExitCode.Clean;
        _output.Write(writer =>
        {
            GeneratedOutput.TellFiles(writer, targets);
            writer.WriteLine($"next: the steps in {VisibleText.Escape(targets[^1].ShownPath)}");
        });
        _output.Tell(product.Notes);
        _output.Tell(FindSources(targets));
        return ExitCode.Clean;
    }

    // A directory that holds both the set and what it was made of would be applied with both.
    private IEnumerable<string> FindSources(ImmutableArray<TargetFile> targets)
    {
        var written = targets.Select(target => target.FullPath).ToHashSet(StringComparer.Ordinal);
        var directories = targets.Select(target => Path.GetDirectoryName(target.FullPath)).ToHashSet(StringComparer.Ordinal);
        return _inputs.FullPaths.Where(path => !written.Contains(path) && directories.Contains(Path.GetDirectoryName(path)))
            .Select(source => $"{environment.DisplayPath(source)} still stands beside the set that was made of it; take it away, or it is applied too");
    }

    private static int Count(ImmutableArray<TargetFile> targets, FileState state) => targets.Count(target => target.State == state);

    /// <summary>What was made.</summary>
    /// <param name="Name">The application.</param>
    /// <param name="Manifests">The manifests.</param>
    /// <param name="Guide">The instructions, in Markdown.</param>
    /// <param name="Notes">What the user should know.</param>
    private sealed record NewProduct(string Name, ImmutableArray<GeneratedFile> Manifests, string Guide, ImmutableArray<string> Notes)
    {
        /// <summary>The manifests that it was made of; null when it was made of options.</summary>
        public ResourceSet? Source { get; init; }
    }
}
