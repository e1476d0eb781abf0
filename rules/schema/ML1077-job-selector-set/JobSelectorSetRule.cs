using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class JobSelectorSetRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1077",
        name: "job-selector-set",
        title: "A Job has a selector or labels that the API server generates",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.JobSpec is not { } job || MaySelectByHand(workload, job))
            return;

        YamlEntry? manual = job.GetBoolean("manualSelector")?.Value == true ? job.Find("manualSelector") : null;
        YamlEntry? selector = HasForeignSelector(workload, job) ? job.Find("selector") : null;
        if (selector is not null)
            context.Report(selector.Key, "A Job's selector is generated, a hand-written one is refused", Delete(workload, job, selector, manual));
        else if (manual is not null)
            context.Report(manual.Key, "A CronJob's Jobs have generated selectors, manualSelector: true is refused", Delete(workload, job, selector, manual));
        else if (FindForeignLabel(workload) is { } label)
            context.Report(label.Entry.Key, $"The label '{label.Key}' of a Job's pods is generated, {Refuse(workload)}", Delete(workload, job, selector, manual));
    }

    // In a patch the switch may stand in the base; one that is no truth value says nothing. The Jobs of a CronJob have no choice.
    private static bool MaySelectByHand(Workload workload, YamlMapping job) =>
        workload.Kind == WorkloadKind.Job && (workload.IsPartial || (job.Get("manualSelector") is not null && job.GetBoolean("manualSelector")?.Value != false));

    private static string Refuse(Workload workload) =>
        workload.Kind == WorkloadKind.Job ? "a hand-written one is refused" : "with a hand-written one no Job can be created";

    // What is written is added to what is generated, so a selector of the Job's own name is one that the API server could have made.
    private static bool HasForeignSelector(Workload workload, YamlMapping job)
    {
        if (job.Get("selector") is not YamlMapping selector)
            return false;
        if (workload.Kind == WorkloadKind.CronJob || selector.Get("matchExpressions") is YamlSequence { Items.IsEmpty: false })
            return true;

        var labels = new Labels(selector.GetMapping("matchLabels"));
        foreach (Label label in labels.Pairs)
        {
            bool isOwnName = IsNameLabel(label.Key) && (label.Value.Value == workload.Name || TemplateMarkers.IsTemplated(label.Value.Value));
            if (!isOwnName)
                return !labels.HasUnknownPairs;
        }

        return false;
    }

    private static Label? FindForeignLabel(Workload workload)
    {
        foreach (Label label in workload.TemplateLabels.Pairs)
        {
            if (IsForeign(workload, label))
                return label;
        }

        return null;
    }

    private static bool IsForeign(Workload workload, Label label)
    {
        if (label.Key is "controller-uid" or "batch.kubernetes.io/controller-uid")
            return true;
        if (!IsNameLabel(label.Key) || TemplateMarkers.IsTemplated(label.Value.Value))
            return false;

        // The name of a CronJob's Job ends in the minute that it is for; that of a Job with generateName is not known yet.
        return workload.Kind == WorkloadKind.CronJob || (workload.Name.Length > 0 && !TemplateMarkers.IsTemplated(workload.Name) && label.Value.Value != workload.Name);
    }

    private static bool IsNameLabel(string key) => key is "job-name" or "batch.kubernetes.io/job-name";

    private static CodeFix Delete(Workload workload, YamlMapping job, YamlEntry? selector, YamlEntry? manual)
    {
        Label[] labels = [.. workload.TemplateLabels.Pairs.Where(label => IsForeign(workload, label))];
        string[] parts =
        [
            .. selector is null ? [] : new[] { "selector" },
            .. manual is null ? [] : new[] { "manualSelector" },
            .. labels.Select(label => $"the label {label.Key}"),
        ];
        return CodeFix.Safe(
            $"Delete {string.Join(" and ", parts)}",
            job,
            editor =>
            {
                YamlPath path = YamlPath.Of(job);
                editor = selector is null ? editor : editor.RemoveEntry(path / "selector");
                editor = manual is null ? editor : editor.RemoveEntry(path / "manualSelector");
                return labels.Length == 0 ? editor : DeleteLabels(editor, workload, labels);
            });
    }

    private static YamlEditor DeleteLabels(YamlEditor editor, Workload workload, Label[] labels)
    {
        YamlPath path = YamlPath.Of(workload.TemplateMetadata!) / "labels";
        if (labels.Length == workload.TemplateLabels.Mapping!.Entries.Length)
            return editor.RemoveEntry(path);

        foreach (Label label in labels)
            editor = editor.RemoveEntry(path / label.Key);
        return editor;
    }
}
