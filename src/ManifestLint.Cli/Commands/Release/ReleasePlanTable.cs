using System.Globalization;
using ManifestLint.Releases;
using ManifestLint.Releases.Planning;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>What the forms of a plan share: the table of its steps, and its numbers in words.</summary>
internal static class ReleasePlanTable
{
    /// <summary>The heading and one row for each step.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="hasRequests">Whether the columns of cpu and memory are there, as far as they are known.</param>
    public static string[][] Rows(ReleasePlan plan, bool hasRequests)
    {
        bool isCanary = plan.Before.Strategy == ReleaseStrategy.Canary;
        bool hasCpu = hasRequests && plan.Steps.All(step => step.Cpu is { IsZero: false });
        bool hasMemory = hasRequests && plan.Steps.All(step => step.Memory is { IsZero: false });
        return
        [
            [
                "#", "step", plan.Before.Serving.Slot, plan.Before.Other.Slot, "peak", .. hasCpu ? ["cpu"] : (string[])[], .. hasMemory ? ["memory"] : (string[])[], "ready",
                .. isCanary ? ["weight"] : (string[])[],
            ],
            .. plan.Steps.Select(step => (string[])
            [
                Number(step.Number), step.Title, Change(step.Sides[0]), Change(step.Sides[1]), step.Peak.ToString(), .. hasCpu ? [step.Cpu!.Value.ToString()] : (string[])[],
                .. hasMemory ? [step.Memory!.Value.ToString()] : (string[])[], Number(step.Serving), .. isCanary ? [$"{step.Weight!.Value.Effective.EffectiveText} %"] : (string[])[],
            ]),
        ];
    }

    /// <summary>What it is about in one line.</summary>
    public static string Title(ReleasePlan plan) => $"release plan: {plan.Before.Name} ({(plan.Before.Strategy == ReleaseStrategy.Canary ? "canary" : "blue-green")}): {plan.Summary}";

    /// <summary>The numbers of the whole plan.</summary>
    public static string Extent(ReleasePlan plan)
    {
        PlanStep peak = plan.Steps.MaxBy(step => step.Peak.Most)!;
        long worst = plan.Steps.Min(step => step.Serving);
        string serving = worst >= plan.Wanted ? $"At least {Number(plan.Wanted)} pods are ready to serve at every moment" : $"At the worst moment {Number(worst)} of {Number(plan.Wanted)} pods are ready to serve";
        return $"{serving}; at most {peak.Peak} run at once{Requests(peak)}.";
    }

    /// <summary>The pods of a step.</summary>
    public static string Pods(PlanStep step)
    {
        string sides = string.Join(", ", step.Sides.Select(side => $"{side.Side.Slot} {Change(side)}{(side.Peak.Most > Math.Max(side.Before.Most, side.After.Most) ? $" (up to {side.Peak} on the way)" : "")}"));
        return $"{sides}; at most {step.Peak} at once{Requests(step)}";
    }

    /// <summary>Old pods that are on their way out; null when there are none.</summary>
    public static string? Ending(PlanStep step)
    {
        string[] ending = [.. step.Sides.Where(side => side.Ending.Least > 0).Select(side => $"{side.Ending} old {(side.Ending.Most == 1 ? "pod" : "pods")} of {side.Side.Slot} {(side.Ending.Most == 1 ? "ends" : "end")}, each within {Number(side.GraceSeconds)} s, and {(side.Ending.Most == 1 ? "holds" : "hold")} cpu and memory until then")];
        return ending.Length == 0 ? null : string.Join("; ", ending);
    }

    /// <summary>The ready pods of a step.</summary>
    public static string Serving(ReleasePlan plan, PlanStep step) =>
        $"{Number(step.Serving)} {(step.Serving == 1 ? "pod" : "pods")} ready behind Service {plan.Before.PublicService?.Name} at the worst moment, {Number(plan.Wanted)} wanted";

    /// <summary>The canary's share; null in a blue-green set.</summary>
    public static string? Weight(PlanStep step) => step.Weight is { } weight
        ? $"{Number(weight.Requested)} % asked for, {weight.Effective.EffectiveText} % after the step ({Number(weight.Effective.Canary)} of {Number(weight.Effective.Total)} pods)"
        : null;

    /// <summary>Seconds, or minutes where they are whole.</summary>
    public static string Duration(long seconds) => seconds >= 60 && seconds % 60 == 0 ? $"{Number(seconds / 60)} min" : $"{Number(seconds)} s";

    private static string Change(SidePods side) => side.Before == side.After ? side.After.ToString() : $"{side.Before} -> {side.After}";

    private static string Requests(PlanStep step)
    {
        string[] all = [.. step.Cpu is { IsZero: false } cpu ? [$"cpu {cpu}"] : (string[])[], .. step.Memory is { IsZero: false } memory ? [$"memory {memory}"] : (string[])[]];
        return all.Length == 0 ? "" : $" (requests: {string.Join(", ", all)})";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
