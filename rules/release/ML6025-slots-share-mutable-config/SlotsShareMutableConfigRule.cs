using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SlotsShareMutableConfigRule : Rule
{
    // Written by the cluster or by a mesh, whatever is released.
    private static readonly string[] External = ["kube-root-ca.crt", "istio-ca-root-cert", "openshift-service-ca.crt", "linkerd-identity-trust-roots", "trusted-ca", "trusted-ca-bundle", "ca-bundle"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6025",
        name: "slots-share-mutable-config",
        title: "Both sides of a release read one ConfigMap or Secret that can change",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        ReleasePair pair = context.Set.Pair;
        if (!pair.Second.HasOwnTemplate || pair.Second.ConfigReferences.IsEmpty || pair.First.ConfigReferences.IsEmpty)
            return;

        var seen = new HashSet<(string Kind, string Name)>();
        foreach (ConfigReference reference in pair.Second.ConfigReferences)
        {
            if (seen.Add((reference.Kind, reference.Name.Value)) && IsShared(pair.First, reference) && IsMutable(context.Resources, pair.Second.Resource, reference))
                Report(context, reference);
        }
    }

    private static bool IsShared(Workload other, ConfigReference reference) =>
        other.ConfigReferences.Any(candidate => candidate.Kind == reference.Kind && candidate.Name.Value == reference.Name.Value);

    // One whose name has a hash of its content is never changed, immutable or not. Credentials for a registry and certificates belong to no release.
    private static bool IsMutable(ResourceSet resources, Resource asker, ConfigReference reference)
    {
        string name = reference.Name.Value;
        if (External.Contains(name) || name.EndsWith("-ca-bundle", StringComparison.Ordinal) || VersionedNames.IsVersioned(name) || VersionedNames.WithoutHash(name) is not null)
            return false;
        if (resources.Find(asker, "", reference.Kind, name) is not { } config)
            return resources.GeneratedConfigs(asker, reference.Kind, name).Any(generated => !generated.HasHash);
        return !ConfigData.IsImmutable(config) && !IsCredential(config);
    }

    private static bool IsCredential(Resource config) =>
        config.Kind == "Secret" && config.Root.GetString("type")?.Value is "kubernetes.io/tls" or "kubernetes.io/dockerconfigjson" or "kubernetes.io/dockercfg" or "kubernetes.io/service-account-token";

    private static void Report(ReleaseSetContext context, ConfigReference reference)
    {
        ReleasePair pair = context.Set.Pair;
        context.Report(
            pair.Second.Resource,
            reference.Name.Node,
            $"{pair.First} and {pair.Second} share {reference.Kind} '{reference.Name.Value}', which is not immutable: a rollback switches the pods but not their configuration");
    }
}
