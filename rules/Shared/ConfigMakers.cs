using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Objects of the bundle whose controllers make ConfigMaps and Secrets, or fill them.</summary>
internal static class ConfigMakers
{
    // Where kinds of operators name what they make; without such a field it has their own name.
    private static readonly (string Kind, string[] Field)[] Fields =
    [
        ("Certificate", ["spec", "secretName"]),
        ("ExternalSecret", ["spec", "target", "name"]),
        ("SealedSecret", ["spec", "template", "metadata", "name"]),
        ("VaultStaticSecret", ["spec", "destination", "name"]),
        ("VaultDynamicSecret", ["spec", "destination", "name"]),
        ("VaultPKISecret", ["spec", "destination", "name"]),
        ("InfisicalSecret", ["spec", "managedSecretReference", "secretName"]),
        ("BitwardenSecret", ["spec", "secretName"]),
        ("DopplerSecret", ["spec", "managedSecret", "name"]),
        ("AzureKeyVaultSecret", ["spec", "output", "secret", "name"]),
        ("Issuer", ["spec", "acme", "privateKeySecretRef", "name"]),
    ];

    /// <summary>
    /// Whether a controller may make the object: another kind than Kubernetes' own has its name, or a first part of it up to a dash (<c>shop-db</c> makes
    /// <c>shop-db-app</c>), or names it as what it makes. Not for the silent case.
    /// </summary>
    public static bool MayMakeConfig(this ResourceSet resources, Resource asker, string name)
    {
        for (int end = name.Length; end > 0; end = name.LastIndexOf('-', end - 1))
        {
            if (resources.Named(asker, name[..end], NamespaceMatch.SameOrUnnamed).Any(IsForeign))
                return true;
        }

        foreach ((string kind, string[] field) in Fields)
        {
            foreach (Resource maker in resources.OfKind(asker, kind))
            {
                if (NodeReading.AsString(maker.Root.Get(field))?.Value == name)
                    return true;
            }
        }

        return resources.OfKind(asker, "SecretProviderClass").Any(provider => provider.Spec.GetMappings("secretObjects").Any(made => made.GetString("secretName")?.Value == name))
            || resources.OfKind(asker, "Ingress").Any(ingress => HasCertificate(ingress) && ingress.Spec.GetMappings("tls").Any(tls => tls.GetString("secretName")?.Value == name))
            || resources.OfKind(asker, "Service").Any(service => service.GetAnnotation("service.beta.openshift.io/serving-cert-secret-name")?.Value == name);
    }

    // A group with a dot that is none of Kubernetes' own.
    private static bool IsForeign(Resource resource) =>
        resource.Group.Contains('.', StringComparison.Ordinal) && !resource.Group.EndsWith(".k8s.io", StringComparison.Ordinal) && Workload.From(resource) is null;

    private static bool HasCertificate(Resource ingress) =>
        ingress.GetAnnotation("cert-manager.io/cluster-issuer") is not null || ingress.GetAnnotation("cert-manager.io/issuer") is not null || ingress.GetAnnotation("kubernetes.io/tls-acme") is not null;
}
