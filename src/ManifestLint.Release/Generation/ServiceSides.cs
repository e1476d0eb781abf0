using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>Makes the Services of the set: the public one, those that follow it, and the one that leads to the second side alone.</summary>
internal sealed class ServiceSides(GenerationPlan plan)
{
    private static readonly YamlPath Selector = YamlPath.Root / "spec" / "selector";
    private static readonly string[] PortFields = ["name", "port", "targetPort", "protocol", "appProtocol"];

    private readonly SideLabels _labels = new(plan.Scheme);

    private bool IsBlueGreen => plan.Recipe.Strategy == ReleaseStrategy.BlueGreen;

    /// <summary>The Services, the public one first.</summary>
    public IEnumerable<GeneratedObject> Make()
    {
        ObjectDraft open = WithSelector(plan.Take(plan.Source.Service.Resource));
        yield return Generated(plan.Source.Service.Name, WithAnnotations(open).Text);
        foreach (ServiceView follower in plan.Source.Followers)
            yield return Generated(follower.Name, WithSelector(plan.Take(follower.Resource)).Text);
        if (plan.Recipe.HasPreview)
            yield return Generated(plan.PreviewName, MakePreview(open));
    }

    private static GeneratedObject Generated(string name, string text) => new("service", "Service", name, text);

    private ObjectDraft WithSelector(ObjectDraft draft)
    {
        if (IsBlueGreen)
            return _labels.Narrow(draft, Selector, plan.Scheme.First, "the side that serves: a switch edits this line");
        return _labels.Share(draft, Selector).Without(Selector / plan.Scheme.Key);
    }

    private ObjectDraft WithAnnotations(ObjectDraft draft)
    {
        YamlPath annotations = YamlPath.Root / "metadata" / "annotations";
        draft = draft.WithScalar(annotations / ReleaseAnnotations.Strategy, YamlValue.String(IsBlueGreen ? ReleaseAnnotations.BlueGreen : ReleaseAnnotations.Canary));
        if (IsBlueGreen)
            return draft;
        return draft
            .WithScalar(annotations / ReleaseAnnotations.TotalReplicas, YamlValue.String(FormattableString.Invariant($"{plan.Replicas}")))
            .WithScalar(annotations / ReleaseAnnotations.Weight, YamlValue.String("0"));
    }

    // Only what a test needs: what the source says to a load balancer, to the monitoring or to the mesh is about the public Service.
    private string MakePreview(ObjectDraft open)
    {
        var service = (YamlMappingValue)YamlValue.From(open.Document);
        var metadata = (YamlMappingValue)service["metadata"]!;
        var spec = (YamlMappingValue)service["spec"]!;
        YamlValue slot = YamlValue.String(plan.Scheme.Second.Slot).WithComment(IsBlueGreen ? "always the side that waits" : "the canary alone", YamlCommentPlacement.Behind);
        IEnumerable<(string, YamlValue)> identity = [("name", YamlValue.String(plan.PreviewName)), .. Picked(metadata, ["namespace"])];
        return ObjectText.Write(
            ObjectDraft.Of(plan.Source.Workload.Resource).Text,
            YamlValue.Map(
                ("apiVersion", YamlValue.String("v1")),
                ("kind", YamlValue.String("Service")),
                ("metadata", YamlValue.Map(identity)),
                ("spec", YamlValue.Map(
                [
                    ("type", YamlValue.String("ClusterIP")),
                    .. Picked(spec, ["ipFamilyPolicy", "ipFamilies"]),
                    ("selector", ((YamlMappingValue)spec["selector"]!).With(plan.Scheme.Key, slot)),
                    .. spec["ports"] is YamlSequenceValue ports ? [("ports", YamlValue.List(ports.Items.Select(PortOf)))] : ImmutableArray<(string, YamlValue)>.Empty,
                ]))));
    }

    private static YamlValue PortOf(YamlValue port) => port is YamlMappingValue mapping ? YamlValue.Map(Picked(mapping, PortFields)) : port;

    private static IEnumerable<(string Key, YamlValue Value)> Picked(YamlMappingValue mapping, string[] keys) =>
        mapping.Entries.Where(entry => keys.Contains(entry.Key)).Select(entry => (entry.Key, entry.Value));
}
