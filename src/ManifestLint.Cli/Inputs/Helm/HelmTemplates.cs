using System.Collections.Immutable;
using ManifestLint.Rendering;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs.Helm;

/// <summary>Finds the templates that rendered manifests name.</summary>
internal static class HelmTemplates
{
    /// <summary>What leads findings to the templates; null when nothing was rendered by Helm.</summary>
    public static HelmRelocation? Find(CommandEnvironment environment, LintInputs inputs)
    {
        ImmutableArray<ManifestFile> streams = [.. inputs.Linted.Where(file => !HelmOutput.TemplatesOf(file).IsEmpty)];
        if (streams.IsEmpty)
            return null;

        var charts = new Lazy<ImmutableArray<string>>(() => ChartsBelow(environment.WorkingDirectory));
        var templates = ImmutableDictionary.CreateBuilder<string, ManifestFile>(StringComparer.Ordinal);
        foreach (ManifestFile stream in streams)
        {
            string directory = inputs.FullPaths.GetValueOrDefault(stream.Path) is { } path ? Path.GetDirectoryName(path)! : environment.WorkingDirectory;
            ImmutableArray<string> around = [.. inputs.ChartDirectories.Prepend(directory).Prepend(environment.WorkingDirectory).Distinct(StringComparer.Ordinal)];
            foreach (string name in HelmOutput.TemplatesOf(stream))
            {
                if (!templates.ContainsKey(name) && (Find(environment, around, name) ?? FindBelow(environment, name, charts)) is { } template)
                    templates.Add(name, template);
            }
        }

        return new HelmRelocation(streams, templates.ToImmutable(), inputs.Input);
    }

    // Where two charts have the name, nobody knows which one was rendered.
    private static ManifestFile? FindBelow(CommandEnvironment environment, string name, Lazy<ImmutableArray<string>> charts)
    {
        string chart = name[..name.IndexOf('/', StringComparison.Ordinal)];
        ImmutableArray<string> named = [.. charts.Value.Where(directory => NameOfChart(environment, directory) == chart)];
        return named.Length == 1 ? Find(environment, named, name) : null;
    }

    // As repositories keep them: chart, charts/shop, deploy/shop.
    private static ImmutableArray<string> ChartsBelow(string directory)
    {
        IEnumerable<string> near = DirectoriesIn(directory);
        return [.. near.Concat(near.SelectMany(DirectoriesIn)).Where(inner => File.Exists(Path.Combine(inner, "Chart.yaml"))).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> DirectoriesIn(string directory)
    {
        try
        {
            return Directory.GetDirectories(directory).Where(inner => Path.GetFileName(inner)[0] != '.');
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return [];
        }
    }

    // The first part of the name is that of the chart, whose directory may be called otherwise.
    private static ManifestFile? Find(CommandEnvironment environment, ImmutableArray<string> directories, string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        foreach (string directory in directories)
        {
            string beside = Path.Combine(directory, name);
            string inside = Path.Combine(directory, name[(slash + 1)..]);
            string? found = File.Exists(beside) ? beside : File.Exists(inside) && NameOfChart(environment, directory) == name[..slash] ? inside : null;
            if (found is null)
                continue;

            try
            {
                return ManifestFile.Parse(environment.DisplayPath(found, isWrittenRelative: true), environment.Disk.Read(found), FileRole.Context);
            }
            catch (Exception exception) when (FileTrouble.IsTrouble(exception))
            {
                return null;
            }
        }

        return null;
    }

    private static string? NameOfChart(CommandEnvironment environment, string directory)
    {
        try
        {
            var chart = ManifestFile.Parse("Chart.yaml", environment.Disk.Read(Path.Combine(directory, "Chart.yaml")));
            return chart.Tree?.Documents.Select(document => document.RootMapping.GetString("name")?.Value).FirstOrDefault(name => name is not null);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return null;
        }
    }
}
