using System.Text.Json;
using ManifestLint.Schemas.Generator.Model;
using ManifestLint.Schemas.Generator.Readers;
using ManifestLint.Schemas.Generator.Sources;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>Gives the model of every minor from the cache, each from its own source.</summary>
internal sealed class KubernetesModels(PackageCache cache, Func<string, Lifecycle?> lifeOf)
{
    private const string ApiPackage = "golang-k8s-api-dev";
    private const string ClientPackage = "golang-k8s-client-go-dev";

    private readonly Dictionary<int, ApiModel> _models = [];

    /// <summary>The model of a minor.</summary>
    public ApiModel Get(int minor)
    {
        if (!_models.TryGetValue(minor, out ApiModel? model))
            _models[minor] = model = Read(minor);
        return model;
    }

    /// <summary>The facts of both releases of the Go modules.</summary>
    public MinorFacts ReadFacts() => new(
        ReadMergeSchema(ClientVersion(isOlder: true)),
        ReadMergeSchema(ClientVersion(isOlder: false)),
        GoTypesReader.Read(ApiFolder(isOlder: true)),
        GoTypesReader.Read(ApiFolder(isOlder: false)));

    /// <summary>The all-fields objects of a minor, or null for the minors before 1.30.</summary>
    public IReadOnlyDictionary<string, JsonElement>? ReadFixtures(int minor) => minor switch
    {
        30 or 31 => FixtureReader.Read(Fixtures(isOlder: true, $"v1.{minor}.0")),
        32 => FixtureReader.Read(Fixtures(isOlder: true, "HEAD")),
        33 or 34 or 35 => FixtureReader.Read(Fixtures(isOlder: false, $"v1.{minor}.0")),
        36 => FixtureReader.Read(Fixtures(isOlder: false, "HEAD")),
        _ => null,
    };

    /// <summary>The folder <c>k8s.io/api</c> of one of the two releases.</summary>
    public string ApiFolder(bool isOlder) => Path.Combine(cache.GoSources(ApiPackage, isOlder ? "0.32.3-1" : "0.36.4-1"), "api");

    private static string ClientVersion(bool isOlder) => isOlder ? "0.32.3-2" : "0.36.4-1";

    private ApiModel Read(int minor) => minor switch
    {
        31 => Interpolate31(ReadFixtures(31)!),
        35 => TypeRefinement.Refine(PythonClientReader.Read(cache.PythonClient("35.0.0-2")), Get(36), Get(34)),
        _ => ClientNodeReader.Read(cache.Npm("@kubernetes/client-node", Minors.ClientNode[minor])),
    };

    private ApiModel Interpolate31(IReadOnlyDictionary<string, JsonElement> fixtures) => Interpolator.Interpolate(
        Get(30),
        Minor31.AddTo(Get(30), Get(32)),
        fixtures,
        kind => Minor31.IsServed(kind) ?? (fixtures.ContainsKey(kind) && lifeOf(kind)?.Removed is null or > 31));

    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, MergeField>> ReadMergeSchema(string version) => MergeSchemaReader.Read(
        File.ReadAllText(Path.Combine(cache.GoSources(ClientPackage, version), "client-go", "applyconfigurations", "internal", "internal.go")));

    private string Fixtures(bool isOlder, string folder) => Path.Combine(ApiFolder(isOlder), "testdata", folder);
}
