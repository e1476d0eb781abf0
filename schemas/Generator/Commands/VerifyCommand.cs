using System.Text.Json;
using ManifestLint.Schemas.Generator.Kubernetes;
using ManifestLint.Schemas.Generator.Lifecycles;
using ManifestLint.Schemas.Generator.Sources;
using ManifestLint.Schemas.Generator.Verification;

namespace ManifestLint.Schemas.Generator.Commands;

/// <summary><c>verify</c>: checks the committed files, without the cache in themselves, with it also against the fixtures.</summary>
internal static class VerifyCommand
{
    /// <summary>Checks everything and prints what is wrong.</summary>
    /// <returns>0, or 1 when something is wrong.</returns>
    public static int Run(RepositoryPaths paths, string? cacheFolder, TextWriter output)
    {
        List<string> problems = [.. CheckFiles(paths)];
        if (cacheFolder is not null && problems.Count == 0)
            problems.AddRange(CheckFixtures(paths, new PackageCache(cacheFolder), output));
        foreach (string problem in problems)
            output.WriteLine(problem);
        output.WriteLine(problems.Count == 0 ? "schemas: all well" : $"schemas: {problems.Count} problems");
        return problems.Count == 0 ? 0 : 1;
    }

    /// <summary>Checks the committed files in themselves.</summary>
    public static IEnumerable<string> CheckFiles(RepositoryPaths paths)
    {
        string text = File.ReadAllText(paths.Kubernetes);
        RangeCoding kubernetes = RangeCodedFile.Read(text);
        string manifest = SchemaManifest.Make(paths);
        return
        [
            .. KubernetesCheck.Check(text),
            .. paths.CrdFiles.SelectMany(file => CrdCheck.Check(Path.GetFileName(file), File.ReadAllText(file), kubernetes)),
            .. LifecycleCheck.Check(File.ReadAllText(paths.Lifecycle), kubernetes),
            .. PackCommand.Check(paths),
            .. Differences(File.ReadAllLines(paths.Manifest), manifest.Split('\n')[..^1]),
        ];
    }

    private static IEnumerable<string> Differences(string[] written, string[] actual) =>
        actual.Except(written, StringComparer.Ordinal).Select(line => "manifest.json should have: " + line)
            .Concat(written.Except(actual, StringComparer.Ordinal).Select(line => "manifest.json has: " + line));

    private static IEnumerable<string> CheckFixtures(RepositoryPaths paths, PackageCache cache, TextWriter output)
    {
        RangeCoding coding = RangeCodedFile.Read(File.ReadAllText(paths.Kubernetes));
        var models = new KubernetesModels(cache, UpstreamLives.Read(cache).GetValueOrDefault);
        var problems = new List<string>();
        output.WriteLine("minor  kinds  of  fields  unknown  type errors  never shown");
        for (int i = 0; i < coding.Minors.Count; i++)
        {
            if (models.ReadFixtures(Minors.All[i]) is not { } fixtures)
                continue;
            Bundle bundle = coding.Expand(i);
            var check = new FixtureCheck(bundle);
            var validator = new ValidatorCheck(Minors.All[i]);
            foreach ((string kind, JsonElement fixture) in fixtures)
            {
                check.Visit(kind, fixture);
                problems.AddRange(validator.Visit(kind, fixture).Select(problem => $"{coding.Minors[i]}: {problem}"));
            }

            output.WriteLine($"{coding.Minors[i],5}{check.Kinds,7}{bundle.Roots.Count,4}{check.Fields,8}{check.Unknown.Count,9}{check.Mistyped.Count,13}{check.Unseen.Count(),13}");
            problems.AddRange(check.Unknown.Concat(check.Mistyped).Distinct(StringComparer.Ordinal).Select(problem => $"{coding.Minors[i]}: {problem}"));
        }
        string imported = File.ReadAllText(Path.Combine(cache.Npm("cdk8s-plus-31", "2.6.43"), "lib", "imports", "k8s.js"));
        return [.. problems, .. ImportedKindsCheck.Check("1.31", coding.Expand(coding.Minors.ToList().IndexOf("1.31")), imported)];
    }
}
