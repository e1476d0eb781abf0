using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using static ManifestLint.Yaml.Editing.YamlValue;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>The strategy of a Rollout.</summary>
internal static class ArgoStrategy
{
    private static readonly string[] RollingUpdate = ["strategy", "rollingUpdate"];

    /// <summary>What stands under <c>spec.strategy</c>.</summary>
    public static YamlMappingValue Of(ArgoPlan plan) => plan.IsBlueGreen ? Map(("blueGreen", BlueGreen(plan))) : Map(("canary", Canary(plan)));

    /// <summary>How many pods more a promotion may have; null when nothing is written that can be read.</summary>
    public static IntOrPercent? SurgeOf(Workload workload) => IntOrPercent.Read(workload.Spec.GetMapping(RollingUpdate).GetWritten("maxSurge"))?.Value;

    private static YamlMappingValue BlueGreen(ArgoPlan plan)
    {
        YamlMappingValue strategy = Map(("activeService", String(plan.Services.Active!.Name)));
        if (plan.Services.Preview is { } preview)
            strategy = strategy.With("previewService", String(preview.Name));
        return strategy
            .With("autoPromotionEnabled", Boolean(false).WithComment($"a new version waits for: kubectl argo rollouts promote {plan.Name}", YamlCommentPlacement.Behind))
            .With("scaleDownDelaySeconds", Integer(plan.HoldSeconds).WithComment("how long the old pods stay after the switch", YamlCommentPlacement.Behind));
    }

    private static YamlMappingValue Canary(ArgoPlan plan)
    {
        YamlMappingValue strategy = Map();
        if (plan.Services.Stable is { } stable)
            strategy = strategy.With("stableService", String(stable.Name));
        if (plan.Services.Canary is { } canary)
            strategy = strategy.With("canaryService", String(canary.Name));

        YamlMapping? written = plan.Serving.Workload.Spec.GetMapping(RollingUpdate);
        YamlValue surge = SurgeOf(plan.Serving.Workload) is null ? String("25%") : From(written.GetWritten("maxSurge"));
        YamlValue unavailable = IntOrPercent.Read(written.GetWritten("maxUnavailable")) is null ? (plan.MaySurge ? Integer(0) : Integer(1)) : From(written.GetWritten("maxUnavailable"));
        return strategy.With("maxSurge", surge).With("maxUnavailable", unavailable).With("steps", List(StepsOf(plan)));
    }

    private static IEnumerable<YamlValue> StepsOf(ArgoPlan plan)
    {
        bool isFirst = true;
        foreach (ArgoStep step in plan.Steps.Where(step => !step.IsDropped))
        {
            yield return Map(("setWeight", Integer(step.Weight)));
            YamlValue pause = isFirst || plan.Request.Pause is null ? Map() : Map(("duration", String(plan.Request.Pause)));
            yield return isFirst ? Map(("pause", pause.WithComment($"until: kubectl argo rollouts promote {plan.Name}", YamlCommentPlacement.Behind))) : Map(("pause", pause));
            isFirst = false;
        }
    }
}
