using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Schemas;

namespace ManifestLint.Rules;

public sealed class DeprecatedApiRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1007",
        name: "deprecated-api",
        title: "An API version that is deprecated, while its successor is served",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        if (ApiLifecycle.Find(resource.ApiVersion, resource.Kind) is not { Deprecated: > 0 } lifecycle || ApiVersionNode.Of(resource) is not { } place)
            return;

        SchemaStore store = context.Schemas.Store;
        int removed = ApiRemoval.FirstMinorWithout(resource, lifecycle, store);
        bool isServed = removed == 0 || !context.Target.HasFrom(removed);
        if (!isServed || !context.Target.HasFrom(lifecycle.Deprecated) || resource.ApiVersion.Contains("alpha", StringComparison.Ordinal))
            return;
        (string ApiVersion, string Kind)? successor = ApiRemoval.SuccessorOf(lifecycle, store);
        if (successor is { } replacement && store.FindBuiltIn(replacement.ApiVersion, replacement.Kind)?.Minors.Contains(MinorSet.Of(context.Target)) != true)
            return;

        string end = lifecycle.Removed == 0 ? ""
            : lifecycle.Removed > TargetVersions.Newest ? FormattableString.Invariant($" and is planned to go away in 1.{lifecycle.Removed}")
            : FormattableString.Invariant($" and goes away in 1.{lifecycle.Removed}");
        string advice = successor is { } known ? $", use {ApiRemoval.Name(known, resource.Kind)}" : $", there is no successor{ApiRemoval.Advice(resource.Kind)}";
        context.Report(
            place,
            FormattableString.Invariant($"{resource.ApiVersion} {resource.Kind} is deprecated since 1.{lifecycle.Deprecated}{end}{advice}{context.Target.NoteFrom(lifecycle.Deprecated)}"),
            ApiMigration.For(resource, lifecycle, context.Target, store)?.Uncovering(),
            resource is { Kind: "Endpoints", Group: "" } ? DiagnosticSeverity.Info : null);
    }
}
