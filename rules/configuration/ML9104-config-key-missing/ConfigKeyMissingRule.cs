using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ConfigKeyMissingRule : Rule
{
    private const int MaximumShown = 5;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9104",
        name: "config-key-missing",
        title: "A container asks for a key that its ConfigMap or Secret does not have",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ConfigReference reference in context.Workload.ConfigReferences)
        {
            if (reference is { IsOptional: false, Key: { } key })
                Check(context, reference, key);
        }
    }

    private static void Check(WorkloadContext context, ConfigReference reference, Located<string> key)
    {
        Resource? config = FindOnly(context, reference);
        if (config is not null && ConfigData.HasKey(config, key.Value))
            return;

        List<GeneratedConfig> generated = [.. context.Resources.GeneratedConfigs(context.Workload.Resource, reference.Kind, reference.Name.Value)];
        if ((config is null && generated.Count == 0) || generated.Exists(made => !made.AreKeysKnown || made.Keys.Contains(key.Value)))
            return;
        if (Placeholders.IsPlaceholder(key.Value) || Placeholders.IsPlaceholder(reference.Name.Value) || !AreKeysKnown(context, reference, config))
            return;

        ImmutableArray<string> keys = [.. (config is null ? [] : ConfigData.ReadKeys(config)).Concat(generated.SelectMany(made => made.Keys)).Distinct(StringComparer.Ordinal)];
        if (!keys.IsEmpty)
            Report(context, reference, key, config, keys);
    }

    // With two objects of the name, which one is applied is not known (ML1011).
    private static Resource? FindOnly(WorkloadContext context, ConfigReference reference)
    {
        Resource? found = null;
        foreach (Resource resource in context.Resources.Named(context.Workload.Resource, reference.Name.Value))
        {
            if (resource.Kind != reference.Kind || !ConfigData.IsConfig(resource))
                continue;
            if (found is not null)
                return null;
            found = resource;
        }

        return found;
    }

    private static bool AreKeysKnown(WorkloadContext context, ConfigReference reference, Resource? config)
    {
        Resource asker = context.Workload.Resource;
        if (config is not null && ConfigData.MayHaveMoreKeys(config))
            return false;

        int objects = context.Resources.Named(asker, reference.Name.Value, NamespaceMatch.SameOrUnnamed).Count(resource => resource.Kind == reference.Kind && ConfigData.IsConfig(resource));
        return objects == (config is null ? 0 : 1)
            && !context.Resources.KustomizationsAround(asker).Any(kustomization => kustomization.ChangesConfig)
            && !context.Resources.MayMakeConfig(asker, reference.Name.Value);
    }

    private static void Report(WorkloadContext context, ConfigReference reference, Located<string> key, Resource? config, ImmutableArray<string> keys)
    {
        string has = string.Join(", ", keys.Take(MaximumShown)) + (keys.Length > MaximumShown ? $" and {keys.Length - MaximumShown} more" : "");
        string consequence = reference.Container is { } container
            ? $"{container.Describe()} never starts (CreateContainerConfigError)"
            : $"volume '{reference.Volume}' cannot be mounted and the pod never starts";
        context.Report(
            key.Node,
            $"Key '{key.Value}' is not in {reference.Kind} '{reference.Name.Value}' (it has {has}), so {consequence}",
            Rename(key, keys),
            related: RelatedTo(config));
    }

    private static ImmutableArray<RelatedLocation> RelatedTo(Resource? config) =>
        (config?.Root.Find("data") ?? config?.Root.Find("stringData") ?? config?.Root.Find("binaryData")) is { } data
            ? [new(new(config!.File, data.Key.ContentSpan), $"the keys of {config}")]
            : [];

    // Equal but for case, or else near: one candidate only.
    private static CodeFix? Rename(Located<string> key, ImmutableArray<string> keys)
    {
        string[] near = [.. keys.Where(candidate => candidate.Equals(key.Value, StringComparison.OrdinalIgnoreCase))];
        if (near.Length == 0)
            near = [.. keys.Where(candidate => EditDistance.IsSlip(candidate, key.Value))];
        return near is [var meant]
            ? CodeFix.Unsafe($"Set key to {meant}", key.Node, editor => editor.SetScalar(YamlPath.Of(key.Node), YamlValue.String(meant)))
            : null;
    }
}
