using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class EnvReferenceUndefinedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9107",
        name: "env-reference-undefined",
        title: "An environment variable refers to one that is not set before it",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (context.Workload is not { HasOwnTemplate: true, IsPartial: false })
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.Mapping.Get("env") is YamlSequence list)
                Check(context, container, EnvironmentEntry.Read(list));
        }
    }

    private static void Check(WorkloadContext context, ContainerView container, ImmutableArray<EnvironmentEntry> entries)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Value is not { } value || !value.Value.Contains("$(", StringComparison.Ordinal))
                continue;

            foreach (VariableReference reference in VariableReference.Read(value.Value))
            {
                if (IsVariable(reference.Name) && !IsSet(entries, reference.Name, before: i) && !MayComeFromElsewhere(context, container, reference.Name))
                    Report(context, container, entries, i, reference);
            }
        }
    }

    // Other text in brackets is likely a command, or a placeholder of another tool.
    private static bool IsVariable(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c != '_')
                return false;
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]);
    }

    private static bool IsSet(ImmutableArray<EnvironmentEntry> entries, string name, int before)
    {
        for (int i = 0; i < before; i++)
        {
            // An item that is no mapping yet may be any variable.
            if (entries[i].Name is not { } set || set.Value == name || TemplateMarkers.IsTemplated(set.Value))
                return true;
        }

        return false;
    }

    private static bool MayComeFromElsewhere(WorkloadContext context, ContainerView container, string name) =>
        IsServiceVariable(name)
        || context.Workload.ConfigReferences.Any(reference => reference.Use == ConfigUse.Environment && reference.Container == container && MayHold(context, reference, name))
        || context.Resources.KustomizationsAround(context.Workload.Resource).Any(kustomization => kustomization.Variables.Contains(name))
        || context.FindPatches().Any(patch => patch.PodSpec.All.Any(other => other.Name?.Value == container.Name?.Value && other.Environment.Any(variable => variable.Name?.Value == name)));

    // SHOP_SERVICE_HOST, SHOP_SERVICE_PORT_HTTP, SHOP_PORT_80_TCP_ADDR: of Services that may well be elsewhere.
    private static bool IsServiceVariable(string name) =>
        name.EndsWith("_SERVICE_HOST", StringComparison.Ordinal) || name.EndsWith("_PORT", StringComparison.Ordinal)
        || name.Contains("_SERVICE_PORT", StringComparison.Ordinal) || name.Contains("_PORT_", StringComparison.Ordinal);

    // Only an object that is at hand with all of its keys can be said to lack one.
    private static bool MayHold(WorkloadContext context, ConfigReference reference, string name)
    {
        if (!name.StartsWith(reference.Prefix, StringComparison.Ordinal))
            return false;

        Resource? config = context.Resources.Find(context.Workload.Resource, "", reference.Kind, reference.Name.Value);
        return config is null || ConfigData.HasKey(config, name[reference.Prefix.Length..]) || ConfigData.MayHaveMoreKeys(config)
            || context.Resources.GeneratedConfigs(context.Workload.Resource, reference.Kind, reference.Name.Value).Any()
            || context.Resources.KustomizationsAround(context.Workload.Resource).Any(kustomization => kustomization.ChangesConfig)
            || context.Resources.MayMakeConfig(context.Workload.Resource, reference.Name.Value);
    }

    private static void Report(WorkloadContext context, ContainerView container, ImmutableArray<EnvironmentEntry> entries, int index, VariableReference reference)
    {
        int later = -1;
        for (int i = index + 1; i < entries.Length && later < 0; i++)
            later = entries[i].Name?.Value == reference.Name ? i : -1;

        Located<string> value = entries[index].Value!.Value;
        context.Report(
            value.Node,
            $"'$({reference.Name})' in '{entries[index].Name?.Value}' of {container.Describe()} is {(later < 0 ? "not defined" : "defined only later")} and stays literal",
            later < 0 ? null : Move(entries, reference.Name, later),
            span: ScalarPart.Find(value.Node, value.Value, reference.Start, reference.Length));
    }

    // To the first entry that reads it, unless it reads something in between itself, or is set once more.
    private static CodeFix? Move(ImmutableArray<EnvironmentEntry> entries, string name, int later)
    {
        int first = 0;
        while (!Reads(entries[first], name))
            first++;
        for (int i = first; i < entries.Length; i++)
        {
            bool isNeeded = i < later && entries[i].Name is { } between && Reads(entries[later], between.Value);
            if (isNeeded || (i != later && entries[i].Name?.Value == name) || (i == first && Reads(entries[later], name)))
                return null;
        }

        YamlNode item = entries[later].Item;
        return CodeFix.Safe($"Move {name} in front of {entries[first].Name?.Value}", item, editor => editor.MoveItem(YamlPath.Of(item).Parent, later, first));
    }

    private static bool Reads(EnvironmentEntry entry, string name) => entry.Value is { } value && VariableReference.Read(value.Value).Any(reference => reference.Name == name);
}
