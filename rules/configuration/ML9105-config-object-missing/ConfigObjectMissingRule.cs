using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ConfigObjectMissingRule : Rule
{
    // No more are slips of the pen; most names need no closer look.
    private const int MaximumSlips = 2;

    // Among more names, several are near by chance.
    private const int MaximumCompared = 200;

    private static readonly ListOption External = new(
        "external",
        ["kube-root-ca.crt", "istio-ca-root-cert", "openshift-service-ca.crt", "linkerd-identity-trust-roots"],
        "names of ConfigMaps and Secrets that are made elsewhere");

    private static readonly SwitchOption Secrets = new("secrets", false, "whether a Secret is reported too when nothing in the manifests has a similar name");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9105",
        name: "config-object-missing",
        title: "Pods use a ConfigMap or Secret that is not in the given manifests",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [External, Secrets];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.IsPartial || !workload.HasOwnTemplate || workload.ConfigReferences.IsEmpty)
            return;

        HashSet<(string, string)>? missing = null;
        foreach (ConfigReference reference in workload.ConfigReferences)
        {
            if (!reference.IsOptional && IsMissing(context, reference) && (missing ??= []).Add((reference.Kind, reference.Name.Value)))
                Check(context, reference);
        }
    }

    private static bool IsMissing(WorkloadContext context, ConfigReference reference)
    {
        foreach (Resource resource in context.Resources.Named(context.Workload.Resource, reference.Name.Value, NamespaceMatch.SameOrUnnamed))
        {
            if (resource.Kind == reference.Kind && ConfigData.IsConfig(resource))
                return false;
        }

        // Secrets are made elsewhere as a rule, which is what the completeness of Secrets says; a near name is asked for below.
        return context.Resources.IsCompleteFor(context.Workload.Resource, "ConfigMap", reference.Name.Value);
    }

    private static void Check(WorkloadContext context, ConfigReference reference)
    {
        Resource asker = context.Workload.Resource;
        string name = reference.Name.Value;
        if (Placeholders.IsPlaceholder(name) || context.GetOption(External).Contains(name) || context.Resources.MayMakeConfig(asker, name) || IsGenerated(context, reference))
            return;

        IEnumerable<string> others = OthersOf(context, reference.Kind);
        string[] near = FindNear(name, others);
        bool isExpected = reference.Kind == "ConfigMap" ? others.Any() : near.Length > 0 || context.GetOption(Secrets);
        if (!isExpected || PrunedConfigs.IsPruned(context.Resources, context.Workload, reference))
            return;

        string hint = near is [var meant] ? $", did you mean '{meant}'" : "";
        context.Report(
            reference.Name.Node,
            $"{reference.Kind} '{name}' is not in the given manifests{hint}; without it the pods of {context.Workload} do not start",
            near is [var only]
                ? CodeFix.Unsafe($"Use {reference.Kind} {only}", reference.Name.Node, editor => editor.SetScalar(YamlPath.Of(reference.Name.Node), YamlValue.String(only)))
                : null);
    }

    // Also one that is referred to by the name that a kustomization gives it.
    private static bool IsGenerated(WorkloadContext context, ConfigReference reference)
    {
        Resource asker = context.Workload.Resource;
        string name = reference.Name.Value;
        if (context.Resources.GeneratedConfigs(asker, reference.Kind, name).Any())
            return true;

        foreach (Kustomization kustomization in context.Resources.KustomizationsAround(asker))
        {
            (string prefix, string suffix) = (kustomization.NamePrefix, kustomization.NameSuffix);
            if (prefix.Length + suffix.Length == 0 || name.Length <= prefix.Length + suffix.Length || !name.StartsWith(prefix, StringComparison.Ordinal) || !name.EndsWith(suffix, StringComparison.Ordinal))
                continue;

            string bare = name[prefix.Length..^suffix.Length];
            if (context.Resources.Find(asker, "", reference.Kind, bare, NamespaceMatch.SameOrUnnamed) is not null || context.Resources.GeneratedConfigs(asker, reference.Kind, bare).Any())
                return true;
        }

        return false;
    }

    private static string[] FindNear(string name, IEnumerable<string> others)
    {
        string[] known = [.. others.Take(MaximumCompared + 1)];
        return known.Length > MaximumCompared
            ? []
            : [.. known.Where(other => Math.Abs(other.Length - name.Length) <= MaximumSlips && EditDistance.IsSlip(other, name)).Distinct(StringComparer.Ordinal)];
    }

    // The names that stand in for what was meant: objects of the namespace, and generated ones.
    private static IEnumerable<string> OthersOf(WorkloadContext context, string kind)
    {
        Resource asker = context.Workload.Resource;
        return context.Resources.KustomizationsAround(asker)
            .SelectMany(kustomization => kustomization.Generated)
            .Where(generated => generated.Kind == kind && Namespaces.AreSame(asker.Namespace, generated.Namespace, NamespaceMatch.SameOrUnnamed))
            .Select(generated => generated.Name)
            .Concat(context.Resources.ConfigNames(asker, kind));
    }
}
