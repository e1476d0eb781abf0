using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>Reads the suppressions that stand in annotations of objects and pod templates.</summary>
/// <param name="file">Takes what is found.</param>
internal sealed class AnnotationSuppressions(FileSuppressions file)
{
    /// <summary>What every such annotation begins with.</summary>
    public const string Prefix = "manifestlint.dev/";

    /// <summary>The annotation of an object and of a pod template.</summary>
    public const string Key = Prefix + "ignore";

    private readonly HashSet<YamlNode> _seen = [];
    private readonly PeerAnnotations _peers = new(file);

    /// <summary>Reads the annotations of an object, of its pod template, and of the Jobs that a CronJob makes.</summary>
    public void Read(Resource resource)
    {
        Workload? workload = Workload.From(resource);
        Read(resource.Metadata, workload, resource.Root, "this object");
        _peers.Read(resource);
        if (workload is not { Kind: not WorkloadKind.Pod, Template: { } template })
            return;

        if (workload.Kind == WorkloadKind.CronJob && workload.Spec.GetMapping("jobTemplate") is { } job)
            Read(job.GetMapping("metadata"), workload, job, "this job template");
        Read(workload.TemplateMetadata, workload, template, "this pod template");
        _peers.ReadTemplate(workload.TemplateMetadata, resource);
    }

    /// <summary>
    /// Finds such keys that stand beside the place of annotations; called after <see cref="Read(Resource)"/>. Elsewhere they may be meant for an
    /// object that somebody makes of this one.
    /// </summary>
    public void FindMisplaced(YamlDocument document)
    {
        foreach (YamlNode node in document.DescendantsAndSelf())
        {
            if (node is YamlEntry { KeyText: { } key } entry && (key == Key || key.StartsWith(Key + ".", StringComparison.Ordinal)) && IsBesideAnnotations(entry) && !_seen.Contains(entry))
                file.AddMistake(entry.Key.Span, "only an annotation of an object or of its pod template counts");
        }
    }

    private static bool IsBesideAnnotations(YamlEntry entry) => entry.Parent!.Parent is YamlDocument or YamlEntry { KeyText: "annotation" or "labels" or "metadata" };

    private void Read(YamlMapping? metadata, Workload? workload, YamlMapping scope, string scopeName)
    {
        if (metadata.GetMapping("annotations") is not { } annotations)
            return;

        foreach (YamlEntry entry in annotations.Entries)
        {
            if (entry.KeyText is not { } key || !key.StartsWith(Prefix, StringComparison.Ordinal) || !_seen.Add(entry))
                continue;

            if (key == Key)
                Add(entry, scope, scopeName);
            else if (key.StartsWith(Key + ".", StringComparison.Ordinal))
                AddForContainer(entry, workload, key[(Key.Length + 1)..]);
            else if (EditDistance.Between(key, Key) <= 2)
                file.AddMistake(entry.Key.Span, $"write '{Key}'");
        }
    }

    private void AddForContainer(YamlEntry entry, Workload? workload, string name)
    {
        if (workload is null)
        {
            file.AddMistake(entry.Key.Span, "this object has no containers");
            return;
        }

        PodSpecView pod = workload.PodSpec;
        IEnumerable<YamlMapping> containers = [.. pod.All.Select(container => container.Mapping), .. pod.Mapping.GetMappings("ephemeralContainers")];
        if (containers.FirstOrDefault(container => container.GetString("name")?.Value == name) is { } named)
        {
            Add(entry, named, "this container");
            return;
        }

        // A patch may speak of a container that it does not show.
        if (!workload.IsPartial)
            file.AddMistake(entry.Key.Span, $"no container is called '{name}'");
    }

    private void Add(YamlEntry entry, YamlMapping scope, string scopeName)
    {
        if (NodeReading.AsString(entry.Value) is not { Value: var text })
            return;

        var rules = SuppressedRules.Parse(text, file.Names);
        TextSpan value = entry.Value.ContentSpan;
        int start = entry.Document.Source.Text.IndexOf(text, value.Start, value.Length, StringComparison.Ordinal);
        bool isWrittenOut = text.Length > 0 && start >= 0;
        YamlPath path = YamlPath.Of(entry);
        YamlNodeHandle place = entry.Handle;
        file.Add(
            rules,
            rule => isWrittenOut ? rule.SpanIn(start) : value,
            entry.Key.Span,
            scope.Span,
            scopeName,
            index => Edit(place, editor => rules.Rules.Length == 1 ? editor.RemoveEntry(path) : editor.SetScalar(path, YamlValue.String(Without(text, rules, index)))),
            (index, meant) => Edit(place, editor => editor.SetScalar(path, YamlValue.String(With(text, rules.Rules[index], meant)))));
    }

    private static ImmutableArray<TextChange> Edit(YamlNodeHandle place, Func<YamlEditor, YamlEditor> edit) =>
        edit(YamlEditor.Of(place.Document)) is { Refusal: null } edited ? edited.Changes : [];

    private static string Without(string text, SuppressedRules rules, int index)
    {
        SuppressedRule rule = rules.Rules[index];
        return index == 0
            ? text.Remove(rule.Start, rules.Rules[1].Start - rule.Start)
            : text.Remove(rules.Rules[index - 1].SpanIn(0).End, rule.SpanIn(0).End - rules.Rules[index - 1].SpanIn(0).End);
    }

    private static string With(string text, SuppressedRule rule, string meant) => text.Remove(rule.Start, rule.Text.Length).Insert(rule.Start, meant);
}
