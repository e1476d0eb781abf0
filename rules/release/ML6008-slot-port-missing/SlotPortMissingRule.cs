using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SlotPortMissingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6008",
        name: "slot-port-missing",
        title: "A Service of a release names a port that one of the two sides does not declare",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        foreach (ServiceView service in context.Set.Services)
        {
            if (service.Resource.IsPartial)
                continue;

            foreach (ServicePort port in service.Ports)
            {
                if (SlotPort.Of(context.Set, port) is { } found && !IsForOwnerOnly(context.Set, service, found))
                    Report(context, service, found);
            }
        }
    }

    // A Service for trying one side, named after its slot, is never switched.
    private static bool IsForOwnerOnly(ReleaseSet set, ServiceView service, SlotPort port) =>
        ReleasePair.EndsInSlotWord(service.Name) && set.PreviewServices.Contains(service) && set.SideOf(service) == port.Owner;

    private static void Report(ReleaseSetContext context, ServiceView service, SlotPort port)
    {
        YamlNode place = port.Lacking.PodSpec.Containers.Select(container => container.Mapping.Find("ports")?.Key ?? container.Name?.Node).FirstOrDefault(node => node is not null)
            ?? port.Lacking.Resource.Root;
        context.Report(
            service.Resource,
            port.Name.Node,
            $"{service} needs port '{port.Name.Value}', which {port.Owner} declares and {port.Lacking} does not: {Consequence(context.Set, service, port)}",
            NamePort(service, port),
            related: [new RelatedLocation(new Location(port.Lacking.TemplateSource!.File, place.Span), $"the ports of {port.Lacking}")]);
    }

    private static string Consequence(ReleaseSet set, ServiceView service, SlotPort port)
    {
        if (set.SelectsBoth(service))
            return "no request on this port reaches that side";
        return set.SideOf(service) == port.Lacking ? "this port has no endpoints" : $"after a switch to {set.Pair.SlotOf(port.Lacking)} this port has no endpoints";
    }

    private static CodeFix? NamePort(ServiceView service, SlotPort port)
    {
        if (!port.Lacking.HasOwnTemplate || port.Lacking.Resource.File != service.Resource.File || port.Target.Number is not { } number)
            return null;

        ImmutableArray<ContainerPort> unnamed =
        [
            .. port.Lacking.PodSpec.AllRunning.SelectMany(container => container.Ports).Where(candidate => candidate.Protocol == port.Port.Protocol && candidate.Number?.Value == number),
        ];
        return unnamed is [{ Name: null } only] && only.Mapping.Get("name") is null
            ? CodeFix.Unsafe(
                $"Name port {number} of {port.Lacking.Name} {port.Name.Value}",
                only.Mapping,
                editor => editor.InsertEntry(YamlPath.Of(only.Mapping), "name", YamlValue.String(port.Name.Value), EntryPosition.First))
            : null;
    }
}
