using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DuplicateEnvVarRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9106",
        name: "duplicate-env-var",
        title: "A container sets one environment variable twice",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            if (container.Mapping.Get("env") is YamlSequence { Items.Length: > 1 } list)
                Check(context, container, EnvironmentEntry.Read(list));
        }
    }

    private static void Check(WorkloadContext context, ContainerView container, ImmutableArray<EnvironmentEntry> entries)
    {
        Dictionary<string, int>? last = null;
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            if (entries[i].Name is not { Value.Length: > 0 } name || TemplateMarkers.IsTemplated(name.Value))
                continue;
            last ??= new Dictionary<string, int>(StringComparer.Ordinal);
            if (!last.TryAdd(name.Value, i))
                Report(context, container, entries, i, last[name.Value]);
        }
    }

    private static void Report(WorkloadContext context, ContainerView container, ImmutableArray<EnvironmentEntry> entries, int earlier, int last)
    {
        Located<string> name = entries[earlier].Name!.Value;
        Location winner = new(context.Workload.Resource.File, entries[last].Name!.Value.Node.ContentSpan);
        context.Report(
            entries[earlier].Item is YamlAlias alias ? alias : name.Node,
            $"Environment variable '{name.Value}' of {container.Describe()} is set twice; the last one (line {winner.Start.Line + 1}) wins and server-side apply refuses both",
            Remove(entries, earlier, last),
            related: [new(winner, "this one wins")]);
    }

    // An entry behind it that reads the earlier value would read nothing any more.
    private static CodeFix? Remove(ImmutableArray<EnvironmentEntry> entries, int earlier, int last)
    {
        string name = entries[earlier].Name!.Value.Value;
        for (int i = earlier + 1; i <= last; i++)
        {
            if (entries[i].Value is { } value && VariableReference.Read(value.Value).Any(reference => reference.Name == name))
                return null;
        }

        YamlNode item = entries[earlier].Item;
        YamlEditor Edit(YamlEditor editor) => editor.RemoveItem(YamlPath.Of(item));
        bool areEqual = YamlValue.From(item).Equals(YamlValue.From(entries[last].Item));
        return areEqual
            ? CodeFix.Safe($"Remove the first of two equal entries of {name}", item, Edit)
            : CodeFix.Unsafe($"Remove the entry of {name} that has no effect", item, Edit);
    }
}
