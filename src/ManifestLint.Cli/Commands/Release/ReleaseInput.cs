using System.Collections.Immutable;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>The manifests that a release command is about.</summary>
internal sealed class ReleaseInput
{
    private ReleaseInput(LintInputs inputs, ImmutableArray<string> named)
    {
        Inputs = inputs;
        Named = named;
        Resources = ResourceSet.Create(inputs.Bundles);
    }

    /// <summary>What was read.</summary>
    public LintInputs Inputs { get; }

    /// <summary>All objects.</summary>
    public ResourceSet Resources { get; }

    /// <summary>The files that were named themselves, as reports show them.</summary>
    public ImmutableArray<string> Named { get; }

    /// <summary>Reads files and directories; beside a named file, its neighbours.</summary>
    /// <exception cref="WrongUseException">Something cannot be read, or is a template.</exception>
    public static ReleaseInput Read(CommandEnvironment environment, ImmutableArray<string> paths)
    {
        var all = new List<string>();
        var named = ImmutableArray.CreateBuilder<string>();
        foreach (string path in paths)
        {
            all.Add(path);
            string full = environment.FullPath(path);
            if (path == "-" || !File.Exists(full))
                continue;
            named.Add(environment.DisplayPath(full, isWrittenRelative: !Path.IsPathRooted(path)));
            all.AddRange(InputFinder.Siblings(Path.GetDirectoryName(full)!).Select(sibling => environment.DisplayPath(sibling, isWrittenRelative: !Path.IsPathRooted(path))));
        }

        using var progress = new Progress(terminal: null);
        var reader = new ManifestReader(environment.Disk, Environment.ProcessorCount, progress);
        FoundInputs found = new InputFinder(environment).Find(all);
        LintInputs inputs = new BundleReader(environment, reader, new BundleOptions { ReadsSiblings = false, InputIsComplete = true }).Read(found);
        foreach (ManifestFile file in inputs.Linted)
            Check(file, named.Contains(file.Path));
        return new ReleaseInput(inputs, named.DrainToImmutable());
    }

    /// <summary>The query of a command with the files that were named.</summary>
    public ReleaseQuery Complete(ReleaseQuery query) => query with { Files = Named };

    /// <summary>Tells why something is not done, with what was not looked at, and gives the exit code.</summary>
    public int Refuse(CommandEnvironment environment, ReleaseRefusal refusal, bool mayForce = false)
    {
        Refusals.Write(environment, refusal, mayForce);
        if (refusal.Kind == RefusalKind.WrongUse && Inputs.Templates.Any())
            environment.Error.WriteLine($"note: {ReportText.Count(Inputs.Templates.Count(), "template source")} passed over; render them to have them looked at");
        return Refusals.ExitCodeOf(refusal);
    }

    // A chart beside the manifests does no harm; what cannot be read may be a part of the set.
    private static void Check(ManifestFile file, bool isNamed)
    {
        if (file.ReadError is { } trouble)
            throw new WrongUseException($"cannot read {file.Path}: {trouble}");
        if (file.IsTemplate && !isNamed)
            return;
        if (file.IsTemplate)
            throw new WrongUseException($"{file.Path} is a template source, which is no manifest before it is rendered; give the rendered one");
        if (file.Tree!.Errors.FirstOrDefault() is { } error)
            throw new WrongUseException($"{ReportPlace(file, error)}: {error.Message}");
    }

    private static string ReportPlace(ManifestFile file, YamlError error) => ReportText.Place(new Location(file, error.Span));
}
