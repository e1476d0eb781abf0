using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HoldTooShortRule : Rule
{
    // What Argo Rollouts waits by default, so that every node has the new endpoints.
    private const long ShortestHold = 30;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6027",
        name: "hold-too-short",
        title: "The old side of a release is taken away before its clients are done",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        foreach (ServiceView service in context.Set.Services)
        {
            if (service.Resource.GetAnnotation(ReleaseAnnotations.Hold) is { } hold && !TemplateMarkers.IsTemplated(hold.Value))
                Check(context, service, hold);
        }
    }

    private static void Check(ReleaseSetContext context, ServiceView service, Located<string> hold)
    {
        (long needed, string reason) = FindNeeded(context.Set);
        if (Durations.ParseGo(hold.Value) is not { } seconds || !double.IsFinite(seconds))
        {
            context.Report(
                service.Resource,
                hold.Node,
                $"Hold '{hold.Value}' of {service} is no duration such as 10m or 90s; it has to be at least {needed} s ({reason})");
        }
        else if (seconds < needed)
        {
            context.Report(
                service.Resource,
                hold.Node,
                $"Hold of {seconds.ToString("0.###", CultureInfo.InvariantCulture)} s is shorter than {needed} s ({reason}): old pods go while clients still use them",
                CodeFix.Safe($"Set the hold to {needed}s", hold.Node, editor => editor.SetScalar(YamlPath.Of(hold.Node), YamlValue.String(FormattableString.Invariant($"{needed}s")))));
        }
    }

    // The sides take turns, so each is the old one after one of the switches.
    private static (long Seconds, string Reason) FindNeeded(ReleaseSet set)
    {
        (long first, long second) = (set.Pair.First.PodSpec.EffectiveGrace, set.Pair.Second.PodSpec.EffectiveGrace);
        (Workload longest, long grace) = second > first ? (set.Pair.Second, second) : (set.Pair.First, first);
        return grace > ShortestHold ? (grace, $"the grace period of {longest}") : (ShortestHold, "until every node sends to the new side");
    }
}
