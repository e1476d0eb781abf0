using ManifestLint.Schemas.Generator.Crds;
using ManifestLint.Schemas.Generator.Kubernetes;
using ManifestLint.Schemas.Generator.Lifecycles;
using ManifestLint.Schemas.Generator.Readers;
using ManifestLint.Schemas.Generator.Sources;
using ManifestLint.Schemas.Generator.Verification;

namespace ManifestLint.Schemas.Generator.Commands;

/// <summary><c>generate</c>: writes the committed schema files from the cache.</summary>
internal static class GenerateCommand
{
    /// <summary>Writes all files.</summary>
    public static int Run(RepositoryPaths paths, string cacheFolder, TextWriter output)
    {
        var cache = new PackageCache(cacheFolder);
        IReadOnlyDictionary<string, Lifecycle> lives = UpstreamLives.Read(cache);
        var models = new KubernetesModels(cache, lives.GetValueOrDefault);
        RangeCoding coding = WriteKubernetes(paths, models, output);
        WriteCrds(paths, new CrdGenerator(cache, coding.Definitions.Keys), output);
        WriteLives(paths, lives, models, output);
        Write(paths.Manifest, SchemaManifest.Make(paths), output);
        return 0;
    }

    /// <summary>Writes the manifest of the files as they are, after a change of a file that is written by hand.</summary>
    public static int Record(RepositoryPaths paths, TextWriter output)
    {
        Write(paths.Manifest, SchemaManifest.Make(paths), output);
        return 0;
    }

    private static RangeCoding WriteKubernetes(RepositoryPaths paths, KubernetesModels models, TextWriter output)
    {
        var builder = new BundleBuilder(models.ReadFacts());
        RangeCoding coding = RangeCoding.Encode(
            [.. Minors.All.Select(minor => $"1.{minor}")], [.. Minors.All.Select(minor => builder.Build(minor, models.Get(minor)))]);
        Write(paths.Kubernetes, RangeCodedFile.Write(coding), output);
        return coding;
    }

    private static void WriteCrds(RepositoryPaths paths, CrdGenerator generator, TextWriter output)
    {
        foreach (CrdSource source in CrdSource.All)
            Write(Path.Combine(paths.Crds, source.File + ".json"), generator.Generate(source).Write(), output);
    }

    private static void WriteLives(RepositoryPaths paths, IReadOnlyDictionary<string, Lifecycle> lives, KubernetesModels models, TextWriter output)
    {
        Presence presence = Presence.Of(Minors.ClientNode.Keys.Concat(Minors.All).Distinct().Select(minor => (minor, models.Get(minor).Roots.Keys)));
        Write(paths.Lifecycle, LifecycleTable.Write(LifecycleTable.Build(lives, LifecycleTable.Read(File.ReadAllText(paths.Additions)), presence)), output);
    }

    private static void Write(string path, string text, TextWriter output)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        output.WriteLine($"wrote {Path.GetFileName(path)}, {text.Length} characters");
    }
}
