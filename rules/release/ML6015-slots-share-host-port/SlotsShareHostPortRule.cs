using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SlotsShareHostPortRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6015",
        name: "slots-share-host-port",
        title: "Both sides of a release need the same port of a node",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        (Workload first, Workload second) = (set.Pair.First, set.Pair.Second);
        if (!second.HasOwnTemplate || !first.PodSpec.TakesHostPort() || set.Sides.All(side => resources.ReplicasOf(side).IsParked))
            return;

        HostPort[] taken = [.. first.PodSpec.ReadHostPorts().Select(declared => declared.Port)];
        ImmutableArray<HostPort> shared = [.. second.PodSpec.ReadHostPorts().Select(declared => declared.Port).Where(port => Array.Exists(taken, port.Excludes))];
        if (shared.IsEmpty || PodPlacement.AreOnDifferentNodes(first.PodSpec, second.PodSpec))
            return;

        string ports = string.Join(" and ", shared.Select(port => $"{port.Number} ({port.Protocol})").Distinct(StringComparer.Ordinal));
        string nodes = resources.PeakOf(set) is { HasBothSides: true } peak
            ? $", and both together need {peak.First} + {peak.Second} = {peak.Total} nodes"
            : ", and pods of the second side stay pending where the first runs";
        context.Report(
            second.Resource,
            shared[0].Node,
            $"{first} and {second} both need host port{(ports.Contains(" and ", StringComparison.Ordinal) ? "s" : "")} {ports}, so a node takes a pod of one side only{nodes}");
    }
}
