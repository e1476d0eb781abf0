using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>Reads the manifests that a set is made of.</summary>
internal sealed class NewInputs(CommandEnvironment environment)
{
    /// <summary>The full paths of the files that were read.</summary>
    public ImmutableArray<string> FullPaths { get; private set; } = [];

    /// <summary>The manifests as one group, with nothing that was not asked for.</summary>
    /// <exception cref="WrongUseException">Something cannot be read.</exception>
    public ResourceSet Read(ImmutableArray<string> paths)
    {
        using var progress = new Progress(terminal: null);
        var reader = new ManifestReader(environment.Disk, maximumThreads: 1, progress);
        FoundInputs found = new InputFinder(environment).Find(paths);

        // The files beside a named one tell whether it is a patch.
        LintInputs inputs = new BundleReader(environment, reader, new BundleOptions { InputIsComplete = true }).Read(found);
        ImmutableArray<ManifestFile> files = [.. inputs.Linted.OrderBy(file => file.Path, StringComparer.Ordinal)];
        CheckOpened(inputs);
        CheckParsed(files);
        if (files.FirstOrDefault(file => file.IsTemplate) is { } template)
            throw new WrongUseException($"{template.Path} is a template source; render it first, for example: helm template . | manifestlint new … -");
        if (!inputs.EmptyAreas.IsEmpty && files.All(file => file.Resources.IsEmpty))
            throw new WrongUseException($"{string.Join(", ", inputs.EmptyAreas)} holds no manifest");

        FullPaths = [.. inputs.FullPaths.Values.Order(StringComparer.Ordinal)];
        return ResourceSet.Create([new Bundle(files, IsReadWhole: true)]);
    }

    private static void CheckOpened(LintInputs inputs)
    {
        ManifestFile[] unreadable = [.. inputs.Unopened.Concat(inputs.Linted.Where(file => file.ReadError is not null)).Distinct()];
        if (unreadable.Length > 0)
            throw new WrongUseException(string.Join("; ", unreadable.Select(file => $"cannot read {file.Path}: {file.ReadError}")));
    }

    // What cannot be parsed may be the very object that is looked for.
    private static void CheckParsed(ImmutableArray<ManifestFile> files)
    {
        foreach (ManifestFile file in files)
        {
            if (!file.IsTemplate && file.Tree?.Errors.FirstOrDefault() is { } error)
                throw new WrongUseException($"{ReportText.Place(new Location(file, error.Span))}: {error.Message}; repair it first ('manifestlint lint {file.Path}' shows all errors)");
        }
    }
}
