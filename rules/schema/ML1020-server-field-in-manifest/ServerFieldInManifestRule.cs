using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ServerFieldInManifestRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1020",
        name: "server-field-in-manifest",
        title: "A manifest holds a field that only the cluster writes",
        severity: DiagnosticSeverity.Info,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        if (resource.IsPartial || resource.Metadata is not { } metadata)
            return;

        bool isDump = CheckMetadata(context, metadata);
        if (HasOwnStatus(resource) && resource.Root.Find("status") is { } status && !IsEmpty(status.Value))
        {
            isDump = true;
            Report(context, status, "status");
        }

        if (resource is { Kind: "Service", Group: "" } && resource.Spec is { } spec)
            CheckAddress(context, spec, isDump);
    }

    // An address alone may be chosen by hand (that of the cluster's DNS is); the list beside it nobody writes.
    private static void CheckAddress(ResourceContext context, YamlMapping spec, bool isDump)
    {
        bool hasList = spec.Get("clusterIPs") is not null;
        if (!(isDump || hasList) || spec.GetString("clusterIP") is not { } address || address.Value is "" or "None")
            return;

        YamlEntry entry = spec.Find("clusterIP")!;
        YamlPath path = YamlPath.Of(spec);
        context.Report(entry.Key, Describe("spec.clusterIP"), CodeFix.Unsafe("Delete clusterIP", entry, editor =>
        {
            YamlEditor edited = editor.RemoveEntry(path / "clusterIP");
            return hasList ? edited.RemoveEntry(path / "clusterIPs") : edited;
        }));
    }

    private static bool CheckMetadata(ResourceContext context, YamlMapping metadata)
    {
        bool isDump = false;
        foreach (YamlEntry entry in metadata.Entries)
        {
            switch (entry.KeyText)
            {
                case "uid" or "resourceVersion" when !IsEmpty(entry.Value):
                    isDump = true;
                    Report(context, entry, $"metadata.{entry.KeyText}", conflicts: true);
                    break;
                case "generation" or "selfLink" or "managedFields" or "creationTimestamp" when !IsEmpty(entry.Value):
                    isDump = true;
                    Report(context, entry, $"metadata.{entry.KeyText}");
                    break;
                case "annotations" when entry.Value.Dereference() is YamlMapping annotations:
                    CheckAnnotations(context, annotations);
                    break;
            }
        }

        return isDump;
    }

    private static void CheckAnnotations(ResourceContext context, YamlMapping annotations)
    {
        foreach (YamlEntry entry in annotations.Entries)
        {
            if (entry.KeyText is "kubectl.kubernetes.io/last-applied-configuration" or "deployment.kubernetes.io/revision")
                Report(context, entry, entry.KeyText);
        }
    }

    private static void Report(ResourceContext context, YamlEntry entry, string field, bool conflicts = false)
    {
        context.Report(
            entry.Key,
            conflicts ? $"{Describe(field)}: apply then fails with a conflict" : Describe(field),
            CodeFix.Safe($"Delete {entry.KeyText}", entry, editor => editor.RemoveEntry(YamlPath.Of(entry))),
            conflicts ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info);
    }

    private static string Describe(string field) => $"'{field}' is written by the cluster, remove it";

    // Kinds whose status is a subresource, which a client's write leaves alone. Simulated nodes are made with one; that of a custom resource may be its user's.
    private static bool HasOwnStatus(Resource resource) =>
        resource.Group is "" or "apps" or "batch" or "autoscaling" or "policy" or "networking.k8s.io" && resource.Kind != "Node";

    // "creationTimestamp: null" and "status: {loadBalancer: {}}" are what kubectl create --dry-run prints.
    private static bool IsEmpty(YamlNode node) => node.Dereference() switch
    {
        YamlMapping mapping => mapping.Entries.All(entry => IsEmpty(entry.Value)),
        YamlSequence sequence => sequence.Items.IsEmpty,
        YamlScalar { Value.Length: 0 } => true,
        YamlScalar scalar => scalar.IsNull,
        _ => false,
    };
}
