using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>
/// Volumes that an admission webhook adds to pods that ask for it by an annotation or label. What is mounted by their names is there when the pod
/// is made, even if the API server's check of the template runs without them.
/// </summary>
internal static class InjectedVolumes
{
    public static bool MayHave(Workload workload, string name) => name switch
    {
        "vault-secrets" or "vault-config" or "home-init" or "home-sidecar" or "extra-secrets" or "agent-secrets" or "tls-secrets" => IsAsked(workload, "vault.hashicorp.com/"),
        "workload-socket" or "workload-certs" or "credential-socket" => IsAsked(workload, "sidecar.istio.io/"),
        _ when name.StartsWith("istio", StringComparison.Ordinal) => IsAsked(workload, "sidecar.istio.io/"),
        _ when name.StartsWith("vault-", StringComparison.Ordinal) => IsAsked(workload, "vault.hashicorp.com/"),
        _ when name.StartsWith("linkerd-", StringComparison.Ordinal) => IsAsked(workload, "linkerd.io/") || IsAsked(workload, "config.linkerd.io/"),
        _ => false,
    };

    private static bool IsAsked(Workload workload, string prefix) =>
        HasKey(workload.TemplateMetadata.GetMapping("annotations"), prefix) || HasKey(workload.TemplateMetadata.GetMapping("labels"), prefix);

    private static bool HasKey(YamlMapping? map, string prefix)
    {
        if (map is null)
            return false;

        foreach (YamlEntry entry in map.GetDecidingEntries())
        {
            if (entry.KeyText?.StartsWith(prefix, StringComparison.Ordinal) == true)
                return true;
        }

        return false;
    }
}
