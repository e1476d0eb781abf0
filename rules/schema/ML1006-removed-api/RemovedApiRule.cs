using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Schemas;

namespace ManifestLint.Rules;

public sealed class RemovedApiRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1006",
        name: "removed-api",
        title: "An API version that the target version of Kubernetes does not serve any more",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        if (ApiLifecycle.Find(resource.ApiVersion, resource.Kind) is not { } lifecycle || ApiVersionNode.Of(resource) is not { } place)
            return;

        int removed = ApiRemoval.FirstMinorWithout(resource, lifecycle, context.Schemas.Store);
        if (removed == 0 || !context.Target.HasFrom(removed))
            return;

        string successor = ApiRemoval.SuccessorOf(lifecycle, context.Schemas.Store) is { } replacement
            ? $", use {ApiRemoval.Name(replacement, resource.Kind)}"
            : $", there is no successor{ApiRemoval.Advice(resource.Kind)}";
        context.Report(
            place,
            FormattableString.Invariant($"{resource.ApiVersion} {resource.Kind} was removed in 1.{removed}{successor}{context.Target.NoteFrom(removed)}"),
            ApiMigration.For(resource, lifecycle, context.Target, context.Schemas.Store)?.Uncovering());
    }
}
