using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Releases.Generation;

/// <summary>The manifests of a service that had none.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Objects">Its objects, the Service first.</param>
/// <param name="Notes">What was left out and why; one sentence each.</param>
public sealed record ScaffoldedService(string Name, ImmutableArray<GeneratedObject> Objects, ImmutableArray<string> Notes)
{
    /// <summary>The objects as a file, to make a release set of.</summary>
    /// <param name="path">What messages call it.</param>
    public ManifestFile ToFile(string path) => ManifestFile.Parse(path, SourceText.From(string.Join("---\n", Objects.Select(generated => generated.Text))));
}

/// <summary>Writes the manifests of a service from a few facts, with a comment at every choice that was made for the user.</summary>
public static class Scaffold
{
    private const int LargestPort = 65535;

    /// <summary>Makes the manifests.</summary>
    /// <exception cref="ReleaseRefusedException">The recipe cannot be carried out; always wrong use.</exception>
    public static ScaffoldedService Create(ScaffoldRecipe recipe)
    {
        Check(recipe);
        var companions = new ScaffoldCompanions(recipe);
        var objects = ImmutableArray.CreateBuilder<GeneratedObject>();
        objects.Add(Write("service", companions.Service()));
        YamlMappingValue? configuration = companions.Configuration();
        if (configuration is not null)
            objects.Add(Write("config", configuration));
        objects.Add(Write("deployment", new ScaffoldDeployment(recipe, configuration is null ? null : NameOf(configuration)).Create()));
        if (recipe.LeastPods >= 2)
            objects.Add(Write("pdb", companions.DisruptionBudget()));
        if (recipe.Scaling is { } range)
            objects.Add(Write("hpa", companions.Autoscaler(range)));
        if (recipe.Companions.Contains(Companion.Ingress))
            objects.Add(Write("ingress", companions.Ingress()));
        return new ScaffoldedService(recipe.Name, objects.DrainToImmutable(), [.. NotesOf(recipe)]);
    }

    private static void Check(ScaffoldRecipe recipe)
    {
        if (Names.CheckLabelFromLetter(recipe.Name) is { } badName)
            throw ReleaseRefusedException.WrongUse($"'{recipe.Name}' cannot be the name of a Service: it {badName}", "give another one with --name");
        if (ImageGrammar.Check(recipe.Image) is { } badImage)
            throw ReleaseRefusedException.WrongUse($"the image '{recipe.Image}' is no image: {badImage.Reason}");
        CheckPort(recipe.Port ?? 1, "--port");
        CheckPort(recipe.ServicePort, "--service-port");
        CheckPath(recipe.ProbePath, "--probe-path");
        CheckPath(recipe.LivenessPath, "--liveness-path");
        if (recipe.Replicas < 1)
            throw ReleaseRefusedException.WrongUse($"{recipe.Replicas} replicas serve nothing", "give at least 1 with --replicas, 2 to serve without interruption");
        if (recipe.Namespace is { } space && Names.CheckLabel(space) is { } badSpace)
            throw ReleaseRefusedException.WrongUse($"'{space}' cannot be the name of a namespace: it {badSpace}");
        if (recipe.Companions.Contains(Companion.Ingress) && recipe.Host is null)
            throw ReleaseRefusedException.WrongUse("an Ingress without a host would take every request that no other Ingress takes", "name the host with --host");
        if (recipe.Host is { } host && Names.CheckSubdomain(host) is { } badHost)
            throw ReleaseRefusedException.WrongUse($"'{host}' is no host: it {badHost}");
    }

    private static void CheckPort(int port, string option)
    {
        if (port is < 1 or > LargestPort)
            throw ReleaseRefusedException.WrongUse($"{option} {port.ToString(CultureInfo.InvariantCulture)} is no port: 1 to 65535");
    }

    private static void CheckPath(string? path, string option)
    {
        if (path is not null && path is not ['/', ..])
            throw ReleaseRefusedException.WrongUse($"{option} {path} is no path: it begins with /");
    }

    private static IEnumerable<string> NotesOf(ScaffoldRecipe recipe)
    {
        if (recipe.LeastPods < 2)
            yield return "there is no PodDisruptionBudget: with one pod it would either block every node drain or protect nothing";
        if (ImageReference.Parse(recipe.Image) is { Tag: null, Digest: null })
            yield return $"the image {recipe.Image} has no tag, so nobody knows which version runs";
        yield return "requests and limits are placeholders: measure the program and write what it needs";
    }

    private static string NameOf(YamlMappingValue manifest) => ((YamlScalarValue)((YamlMappingValue)manifest["metadata"]!)["name"]!).Text;

    private static GeneratedObject Write(string stem, YamlMappingValue manifest)
    {
        YamlTree empty = YamlTree.Parse(SourceText.From(""));
        string text = TextChangeList.Apply("", YamlDocumentEdits.Add(empty, 0, manifest));
        return new GeneratedObject(stem, ((YamlScalarValue)manifest["kind"]!).Text, NameOf(manifest), text);
    }
}
