using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PreviewServiceDiffersRule : Rule
{
    private static readonly SwitchOption AllowSubset = new("allowSubset", false, "whether a preview Service may leave out ports of the public one");

    // What is different, where the preview Service says so, and how it is made equal.
    private sealed record Difference(string What, YamlNode? Node = null, Func<YamlEditor, YamlEditor>? Edit = null);

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6009",
        name: "preview-service-differs",
        title: "The preview Service of a release has other ports than the public one",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [AllowSubset];

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        ReleaseSet set = context.Set;
        if (set.Strategy == ReleaseStrategy.Undecided || set.PreviewServices.IsEmpty || set.Sides.Any(side => side.TemplateSource is null))
            return;

        ImmutableArray<ServiceView> open = [.. set.PublicServices.Where(IsComparable)];
        foreach (ServiceView preview in set.PreviewServices)
        {
            if (open.IsEmpty || !IsComparable(preview))
                continue;

            // One preview of several public Services shows the one that it resembles.
            (ServiceView model, List<Difference> differences) = open.Select(service => (service, Compare(context, service, preview))).MinBy(candidate => candidate.Item2.Count);
            if (differences.Count > 0)
                Report(context, model, preview, differences);
        }
    }

    // Clients of a headless Service choose the port themselves.
    private static bool IsComparable(ServiceView service) =>
        !service.Resource.IsPartial && !service.IsHeadless && !service.Ports.IsEmpty && service.Ports.All(port => port.Port is not null && !IsTemplated(port));

    private static bool IsTemplated(ServicePort port) =>
        port.Mapping.Entries.Any(entry => NodeReading.AsString(entry.Value) is { } value && TemplateMarkers.IsTemplated(value.Value));

    private static void Report(ReleaseSetContext context, ServiceView model, ServiceView preview, List<Difference> differences)
    {
        YamlNode node = differences.Find(difference => difference.Node is not null)?.Node ?? preview.Resource.Spec!.Find("ports")!.Key;
        CodeFix? fix = differences.TrueForAll(difference => difference.Edit is not null)
            ? CodeFix.Unsafe($"Copy the ports of {model.Name}", preview.Resource.Root, editor => differences.Aggregate(editor, (edited, difference) => difference.Edit!(edited)))
            : null;
        context.Report(
            preview.Resource,
            node,
            $"{preview} differs from {model} in {string.Join(" and ", differences.Select(difference => difference.What))}, so a test through it does not prove the live path",
            fix);
    }

    private static List<Difference> Compare(ReleaseSetContext context, ServiceView model, ServiceView preview)
    {
        var differences = new List<Difference>();
        var rest = new List<ServicePort>(preview.Ports);
        foreach (ServicePort port in model.Ports)
        {
            int index = rest.FindIndex(other => other.Port!.Value.Value == port.Port!.Value.Value && other.Protocol == port.Protocol);
            if (index < 0)
                index = rest.FindIndex(other => other.Name?.Value is { } name && name == port.Name?.Value && other.Protocol == port.Protocol);
            if (index >= 0)
                ComparePorts(context.Set, port, rest[index], differences);
            else if (!context.GetOption(AllowSubset))
                differences.Add(new($"port {NumberOf(port)}, which it lacks"));
            if (index >= 0)
                rest.RemoveAt(index);
        }

        differences.AddRange(rest.Select(port => new Difference($"port {NumberOf(port)}, which only it has", port.Port!.Value.Node)));
        return differences;
    }

    private static void ComparePorts(ReleaseSet set, ServicePort model, ServicePort preview, List<Difference> differences)
    {
        string number = NumberOf(model);
        YamlPath path = YamlPath.Of(preview.Mapping);
        if (model.Port!.Value.Value != preview.Port!.Value.Value)
            differences.Add(new($"the number of port '{model.Name?.Value}' ({NumberOf(preview)}, not {number})", preview.Port.Value.Node, editor => editor.SetScalar(path / "port", YamlValue.Integer(model.Port.Value.Value))));
        if (!LeadSameWay(set, model, preview))
        {
            YamlValue target = model.Target!.Value.Value is { Name: { } name } ? YamlValue.String(name) : YamlValue.Integer(model.Target.Value.Value.Number!.Value);
            differences.Add(new($"the targetPort of port {number} ({preview.Target!.Value.Value}, not {model.Target.Value.Value})", preview.Target.Value.Node, editor => editor.Set(path / "targetPort", target)));
        }

        CompareText("name", model.Name, preview.Name, $"the name of port {number}", preview, differences);
        CompareText("appProtocol", model.Mapping.GetString("appProtocol"), preview.Mapping.GetString("appProtocol"), $"the appProtocol of port {number}", preview, differences);
    }

    private static void CompareText(string key, Located<string>? model, Located<string>? preview, string what, ServicePort port, List<Difference> differences)
    {
        if (model?.Value == preview?.Value)
            return;

        YamlPath path = YamlPath.Of(port.Mapping) / key;
        differences.Add(new(
            $"{what} ({preview?.Value ?? "none"}, not {model?.Value ?? "none"})",
            preview?.Node ?? port.Port!.Value.Node,
            editor => model is { } value ? editor.Set(path, YamlValue.String(value.Value)) : editor.RemoveEntry(path)));
    }

    // A name and its number lead the same way; a name that no side has is told by ML5002.
    private static bool LeadSameWay(ReleaseSet set, ServicePort model, ServicePort preview)
    {
        if (model.Target is not { } mine || preview.Target is not { } its || mine.Value == its.Value)
            return true;

        bool isSame = true;
        bool isModelFound = false;
        bool isPreviewFound = false;
        foreach (Workload side in set.Sides)
        {
            (TargetedPort? first, TargetedPort? second) = (model.ResolveIn(side.PodSpec), preview.ResolveIn(side.PodSpec));
            isModelFound |= first is not null;
            isPreviewFound |= second is not null;
            isSame &= first?.Number is { } number && number == second?.Number;
        }

        return isSame || !isModelFound || !isPreviewFound;
    }

    private static string NumberOf(ServicePort port) => port.Port!.Value.Value.ToString(CultureInfo.InvariantCulture);
}
