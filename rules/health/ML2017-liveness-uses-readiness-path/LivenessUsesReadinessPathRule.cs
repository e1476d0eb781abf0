using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class LivenessUsesReadinessPathRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2017",
        name: "liveness-uses-readiness-path",
        title: "A livenessProbe asks whether something outside of the container is up",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (context.Workload is not { HasOwnTemplate: true, IsHelmHook: false } || context.Container.LivenessProbe is not { } liveness)
            return;

        if (liveness.Kind == HandlerKind.HttpGet)
            CheckPath(context, liveness);
        else if (liveness.Kind == HandlerKind.Exec)
            CheckCommand(context, liveness);
    }

    private static void CheckPath(ContainerContext context, ProbeView liveness)
    {
        if (liveness.Path is not { } path || !NamesReadiness(path.Value) || context.Container.FindLikeProbes(context.Resources) is not null)
            return;

        context.Report(
            path.Node,
            $"{liveness.Describe(context.Container)} uses the readiness path {path.Value}, so an outage of a dependency restarts every pod");
    }

    private static void CheckCommand(ContainerContext context, ProbeView liveness)
    {
        CommandWords command = liveness.Command;
        if (CalledHost.Find(command) is not { } host || !command.MayRunIn(context.Container) || context.Container.FindLikeProbes(context.Resources) is not null)
            return;

        context.Report(command.Node!, $"{liveness.Describe(context.Container)} calls '{host}', so an outage there restarts every pod");
    }

    // A segment of the path: /readyz, /-/ready, /actuator/health/readiness.
    private static bool NamesReadiness(string path)
    {
        ReadOnlySpan<char> rest = path;
        int query = rest.IndexOfAny('?', '#');
        if (query >= 0)
            rest = rest[..query];
        foreach (Range segment in rest.Split('/'))
        {
            if (rest[segment] is "ready" or "readyz" or "readiness")
                return true;
        }

        return false;
    }
}
