using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class UnknownKindRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1008",
        name: "unknown-kind",
        title: "A kind that Kubernetes does not have under this API version",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        SchemaStore store = context.Schemas.Store;
        if (context.Schemas.Find(resource) is { } root)
        {
            ReportNotYet(context, root);
            return;
        }

        // ML1006 speaks of what was removed.
        if (ApiLifecycle.Find(resource.ApiVersion, resource.Kind) is not null || TemplateMarkers.IsTemplated(resource.Kind) || TemplateMarkers.IsTemplated(resource.ApiVersion))
            return;
        if (!ReportUnknown(context, store) && context.RequiresSchemas && context.Schemas.LacksSchema(resource) && resource.Root.GetString("kind") is { Node: var kind })
            context.Report(kind, $"No schema for {SchemaText.Shorten(resource.ApiVersion)} {SchemaText.Shorten(resource.Kind)}, fields are not checked");
    }

    // Whether the kind is one that Kubernetes should have.
    private static bool ReportUnknown(ResourceContext context, SchemaStore store)
    {
        Resource resource = context.Resource;
        if (IsNeverApplied(resource.Kind) || !IsBuiltInGroup(resource.Group, store))
            return false;

        ImmutableArray<SchemaRoot> elsewhere = [.. store.BuiltInKinds.Where(known => known.Kind == resource.Kind && known.Minors.Contains(MinorSet.Of(context.Target)) && !known.ApiVersion.Contains("alpha", StringComparison.Ordinal))];
        if (!elsewhere.IsEmpty)
        {
            string[] versions = [.. elsewhere.Select(known => known.ApiVersion).Order(StringComparer.Ordinal)];
            string[] stable = [.. versions.Where(version => !version.Contains("beta", StringComparison.Ordinal))];
            string[] best = stable.Length > 0 ? stable : versions;
            Report(context, ApiVersionNode.Of(resource), $", it is served by {string.Join(", ", best)}", best is [var served] ? served : null);
            return true;
        }

        // Files of many tools have an apiVersion without a group, or with a short one, such as v1alpha1 and skaffold/v4.
        if (!IsCertainlyBuiltIn(resource))
            return false;

        string[] near = [.. store.BuiltInKinds.Where(known => known.ApiVersion == resource.ApiVersion && known.Minors.Contains(MinorSet.Of(context.Target)) && IsNear(known.Kind, resource.Kind)).Select(known => known.Kind)];
        string hint = near is [var only] ? $", did you mean '{only}'" : "";
        Report(context, resource.Root.GetString("kind")?.Node, hint, near is [var kind] ? kind : null);
        return true;
    }

    // The kind exists, though not yet in every version of the target; what went away is ML1006's.
    private static void ReportNotYet(ResourceContext context, SchemaRoot root)
    {
        MinorSet missing = MinorSet.Of(context.Target).Without(root.Minors);
        bool isRemoved = ApiLifecycle.Find(root.ApiVersion, root.Kind) is { } lifecycle && context.Target.HasFrom(ApiRemoval.FirstMinorWithout(context.Resource, lifecycle, context.Schemas.Store) is var first and > 0 ? first : int.MaxValue);
        if (missing.IsEmpty || isRemoved || ApiVersionNode.Of(context.Resource) is not { } place)
            return;

        string since = missing.First < root.Minors.First ? FormattableString.Invariant($", it is served since 1.{root.Minors.First}") : FormattableString.Invariant($", it was served until 1.{root.Minors.Last}");
        context.Report(place, $"There is no {root.Kind} in {root.ApiVersion}{since}{missing.NoteFor(context.Target)}");
    }

    private static void Report(ResourceContext context, YamlNode? place, string hint, string? replacement)
    {
        if (place is null)
            return;

        YamlPath path = YamlPath.Of(place);
        context.Report(
            place,
            $"There is no {SchemaText.Shorten(context.Resource.Kind)} in {SchemaText.Shorten(context.Resource.ApiVersion)}{hint}",
            replacement is null ? null : CodeFix.Unsafe($"Replace it by {replacement}", place, editor => editor.SetScalar(path, YamlValue.String(replacement))).Uncovering());
    }

    // What a program keeps for itself (a kubeconfig, an EncryptionConfig, a template of OpenShift), and what is sent to a part of an object or comes back from the server.
    private static bool IsNeverApplied(string kind) =>
        kind is "Template" or "Status" or "DeleteOptions" or "Scale" or "Eviction" or "TokenRequest" or "ConversionReview" || kind.EndsWith("List", StringComparison.Ordinal) || kind.EndsWith("Config", StringComparison.Ordinal);

    private static bool IsNear(string known, string written) => string.Equals(known, written, StringComparison.OrdinalIgnoreCase) || EditDistance.IsSlip(written, known);

    // Groups without a dot are reserved for Kubernetes.
    private static bool IsBuiltInGroup(string group, SchemaStore store) =>
        !group.Contains('.', StringComparison.Ordinal)
        || (group.EndsWith(".k8s.io", StringComparison.Ordinal) && store.BuiltInKinds.Any(known => known.ApiVersion.StartsWith(group + "/", StringComparison.Ordinal)));

    private static bool IsCertainlyBuiltIn(Resource resource) =>
        resource.ApiVersion == "v1" || resource.Group is "apps" or "batch" or "autoscaling" or "policy" or "extensions" || resource.Group.Contains('.', StringComparison.Ordinal);
}
