using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ServiceAccountNotFoundRule : Rule
{
    private static readonly ListOption External = new("external", [], "names of ServiceAccounts that something else creates, such as an operator");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML8025",
        name: "service-account-not-found",
        title: "Pods run as a ServiceAccount that nothing creates",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [External];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        Resource resource = workload.Resource;
        if (workload.IsPartial || !workload.HasOwnTemplate || NameOf(workload.PodSpec.Mapping) is not { Value.Length: > 0 } account || account.Value == "default")
            return;
        if (!resources.IsCompleteFor(resource, "ServiceAccount", account.Value) || TemplateMarkers.IsTemplated(account.Value))
            return;
        if (resources.Named(resource, account.Value, NamespaceMatch.SameOrUnnamed).Any(IsServiceAccount) || context.GetOption(External).Contains(account.Value))
            return;

        // Manifests without any ServiceAccount get theirs from somewhere else.
        ImmutableArray<string> present = [.. resources.OfKind(resource, "ServiceAccount").Where(other => IsServiceAccount(other) && Namespaces.AreSame(other, resource)).Select(other => other.Name)];
        if (present.IsEmpty)
            return;

        ImmutableArray<string> near = [.. present.Distinct().Where(name => EditDistance.Between(name, account.Value) <= 2)];
        string effect = workload.Kind == WorkloadKind.Pod ? $"{workload} is rejected" : $"no pod of {workload} is created";
        string hint = near is [var closest] ? $" (is '{closest}' meant?)" : "";
        context.Report(
            account.Node,
            $"ServiceAccount '{account.Value}' is not in the given manifests, and without it {effect}{hint}",
            near is [var only] ? Use(account, only) : null);
    }

    // The old name counts when the new one is absent or empty.
    private static Located<string>? NameOf(YamlMapping? pod) =>
        pod.GetString("serviceAccountName") is { Value.Length: > 0 } name ? name : pod.Get("serviceAccountName") is null or YamlScalar ? pod.GetString("serviceAccount") : null;

    private static bool IsServiceAccount(Resource resource) => resource is { Kind: "ServiceAccount", Group: "" };

    private static CodeFix Use(Located<string> account, string name) => CodeFix.Unsafe(
        $"Write '{name}'",
        account.Node,
        editor => editor.SetScalar(YamlPath.Of(account.Node), YamlValue.String(name)));
}
