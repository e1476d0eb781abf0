using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The terms of <c>podAffinity</c> and <c>podAntiAffinity</c> (<c>validatePodAffinityTerm</c>).</summary>
internal static class AffinityTerms
{
    // matchLabelKeys and mismatchLabelKeys: known since 1.29, on by default since 1.31 (feature gate MatchLabelKeysInPodAffinity).
    private const int LabelKeysKnownMinor = 29;
    private const int LabelKeysMinor = 31;

    public static void Analyze(WorkloadContext context, YamlMapping affinity)
    {
        foreach (string kind in (ReadOnlySpan<string>)["podAffinity", "podAntiAffinity"])
        {
            if (affinity.GetMapping(kind) is not { } terms)
                continue;

            AnalyzeTerms(context, terms, kind, "requiredDuringSchedulingIgnoredDuringExecution", isWeighted: false);
            AnalyzeTerms(context, terms, kind, "preferredDuringSchedulingIgnoredDuringExecution", isWeighted: true);
        }
    }

    private static void AnalyzeTerms(WorkloadContext context, YamlMapping terms, string kind, string list, bool isWeighted)
    {
        if (terms.Get(list) is not YamlSequence sequence)
            return;

        for (int i = 0; i < sequence.Items.Length; i++)
        {
            var item = sequence.Items[i].Dereference() as YamlMapping;
            if ((isWeighted ? item.GetMapping("podAffinityTerm") : item) is { } term)
                AnalyzeTerm(context, term, new TermPlace(kind, list, i, isWeighted));
        }
    }

    private static void AnalyzeTerm(WorkloadContext context, YamlMapping term, TermPlace place)
    {
        if (term.GetString("topologyKey") is { Value: "" } key)
            context.Report(key.Node, $"{place}.topologyKey: must not be empty; {Refusal.OfTemplate(context.Workload, context.Target)}");

        AnalyzeLabelKeys(context, term, place, "matchLabelKeys");
        AnalyzeLabelKeys(context, term, place, "mismatchLabelKeys");
    }

    private static void AnalyzeLabelKeys(WorkloadContext context, YamlMapping term, TermPlace place, string field)
    {
        if (term.Get(field) is not YamlSequence { Items.IsEmpty: false } keys)
            return;

        if (field == "matchLabelKeys" && context.Target.HasFrom(LabelKeysMinor))
            AnalyzeSelected(context, term, place, keys);

        if (context.Target.HasFrom(LabelKeysMinor) && term.Get("labelSelector") is null && !context.Workload.IsPartial)
            context.Report(keys, $"{place}.{field}: needs a labelSelector; {Refusal.OfTemplate(context.Workload, context.Target)}{context.Target.NoteFrom(LabelKeysMinor)}");
        else if (context.Target.HasBelow(LabelKeysMinor) && context.Target.First >= LabelKeysKnownMinor)
            context.Report(term.Find(field)!.Key, $"{place}.{field}: is dropped before 1.31{context.Target.NoteBelow(LabelKeysMinor)}", severity: DiagnosticSeverity.Warning);
    }

    private static void AnalyzeSelected(WorkloadContext context, YamlMapping term, TermPlace place, YamlSequence keys)
    {
        foreach (YamlNode item in keys.Items)
        {
            if (NodeReading.AsString(item) is { } label && LabelKeys.IsSelected(term.GetMapping("labelSelector"), label.Value) && LabelKeys.IsAdded(context.Workload, label.Value))
                context.Report(label.Node, $"{place}.matchLabelKeys: '{label.Value}' stands in labelSelector too; {LabelKeys.RefusalOfPod(context.Workload)}{context.Target.NoteFrom(LabelKeysMinor)}");
        }
    }

    private readonly record struct TermPlace(string Kind, string List, int Index, bool IsWeighted)
    {
        public override string ToString() => FormattableString.Invariant($"{Kind}.{List}[{Index}]{(IsWeighted ? ".podAffinityTerm" : "")}");
    }
}
