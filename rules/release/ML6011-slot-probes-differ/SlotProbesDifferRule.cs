using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SlotProbesDifferRule : Rule
{
    private static readonly string[] Probes = ["readinessProbe", "livenessProbe"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6011",
        name: "slot-probes-differ",
        title: "The two sides of a release are probed in different ways",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (Workload first, Workload second) = (context.Set.Pair.First, context.Set.Pair.Second);
        if (first.TemplateSource is null || !second.HasOwnTemplate)
            return;

        foreach (ContainerView later in second.PodSpec.AllRunning)
        {
            if (later.Name is not { } name || first.PodSpec.AllRunning.FirstOrDefault(container => container.Name?.Value == name.Value) is not { } earlier)
                continue;

            foreach (string key in Probes)
                Compare(context, key, earlier, later);
        }
    }

    private static void Compare(ReleaseSetContext context, string key, ContainerView earlier, ContainerView later)
    {
        (ProbeView? mine, ProbeView? its) = (Find(earlier, key), Find(later, key));
        if (!IsKnown(earlier, key, mine) || !IsKnown(later, key, its) || (mine is null && its is null))
            return;
        if (mine is not null && its is not null ? AskSame(mine, earlier, its, later) : IsTold(context, key, mine is null ? earlier : later))
            return;

        string probe = key == "readinessProbe" ? "Readiness probe" : "Liveness probe";
        string meaning = key == "readinessProbe" ? "\"ready\" means different things" : "a restart means different things";
        context.Report(
            later.Pod.Workload.Resource,
            its?.Entry.Key ?? later.Name!.Value.Node,
            $"{probe} of container '{later.Name!.Value.Value}' {Describe(mine)} in {earlier.Pod.Workload} and {Describe(its)} in {later.Pod.Workload}, so {meaning}");
    }

    private static ProbeView? Find(ContainerView container, string key) => key == "readinessProbe" ? container.ReadinessProbe : container.LivenessProbe;

    private static bool IsKnown(ContainerView container, string key, ProbeView? probe) =>
        probe is null ? container.Mapping.Get(key) is null : probe.Kind != HandlerKind.Unknown && !TemplateMarkers.IsTemplated(Describe(probe));

    // A missing readiness probe is told by ML2001 or ML6010.
    private static bool IsTold(ReleaseSetContext context, string key, ContainerView lacking) =>
        key == "readinessProbe"
        && (context.Resources.LacksReadiness(lacking) || context.Resources.FindUnreadyIdle(context.Set).Any(unready => unready.Container == lacking));

    // Type, path, port and scheme, or the words of a command. A port's name and its number are the same.
    private static bool AskSame(ProbeView mine, ContainerView earlier, ProbeView its, ContainerView later)
    {
        bool isSamePort = mine.Port?.Value == its.Port?.Value || (mine.ResolvePort(earlier) is { } number && number == its.ResolvePort(later));
        return mine.Kind == its.Kind && isSamePort && mine.Kind switch
        {
            HandlerKind.HttpGet => mine.EffectivePath == its.EffectivePath && SchemeOf(mine) == SchemeOf(its),
            HandlerKind.Grpc => (mine.GrpcService?.Value ?? "") == (its.GrpcService?.Value ?? ""),
            HandlerKind.Exec => !mine.Command.IsKnown || !its.Command.IsKnown || mine.Command.HasSameWordsAs(its.Command),
            _ => true,
        };
    }

    private static string SchemeOf(ProbeView probe) => probe.Scheme?.Value ?? "HTTP";

    private static string Describe(ProbeView? probe) => probe?.Kind switch
    {
        null => "is missing",
        HandlerKind.HttpGet => $"asks {SchemeOf(probe)} {probe.EffectivePath} on port {probe.Port?.Value}",
        HandlerKind.Grpc when probe.GrpcService is { Value.Length: > 0 } service => $"asks grpc '{service.Value}' on port {probe.Port?.Value}",
        HandlerKind.Exec => $"asks exec '{OnOneLine(probe.Command.ToString())}'",
        _ => $"asks {probe.HandlerKey} on port {probe.Port?.Value}",
    };

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
