using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class AnnotationKeyMisspelledRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9208",
        name: "annotation-key-misspelled",
        title: "The key of an annotation or label is unknown, and close to a known one",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        Resource resource = context.Resource;
        CheckMetadata(context, resource.Metadata, isTemplate: false);
        if (context.Resources.WorkloadOf(resource) is not { HasOwnTemplate: true } workload)
            return;

        if (workload.Kind == WorkloadKind.CronJob)
            CheckMetadata(context, workload.Spec.GetMapping("jobTemplate", "metadata"), isTemplate: false);
        if (workload.Kind != WorkloadKind.Pod)
            CheckMetadata(context, workload.TemplateMetadata, isTemplate: true);
    }

    private static void CheckMetadata(ResourceContext context, YamlMapping? metadata, bool isTemplate)
    {
        // What an alias repeats is written elsewhere, and judged there.
        if (metadata?.Find("annotations")?.Value is YamlMapping annotations)
            Check(context, annotations, isLabels: false, isTemplate);
        if (metadata?.Find("labels")?.Value is YamlMapping labels)
            Check(context, labels, isLabels: true, isTemplate);
    }

    private static void Check(ResourceContext context, YamlMapping mapping, bool isLabels, bool isTemplate)
    {
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (entry.IsMerge || entry.KeyText is not { } key || KnownKeys.FindMeant(key) is not { } meant || mapping.Find(meant) is not null)
                continue;

            context.Report(
                entry.Key,
                $"{(isLabels ? "Label" : "Annotation")} '{key}' is unknown and has no effect; did you mean '{meant}'",
                isLabels ? RenameLabel(entry, meant, isTemplate) : CodeFix.Safe(Title(meant), entry, editor => Rename(editor, entry, meant)));
        }
    }

    // A selector may ask for a label of pods as it is written, and one of other objects may switch something on.
    private static CodeFix? RenameLabel(YamlEntry entry, string meant, bool isTemplate) =>
        isTemplate ? null : CodeFix.Unsafe(Title(meant), entry, editor => Rename(editor, entry, meant));

    private static string Title(string meant) => $"Rename it to {meant}";

    private static YamlEditor Rename(YamlEditor editor, YamlEntry entry, string meant) => editor.RenameKey(YamlPath.Of(entry), meant);
}
