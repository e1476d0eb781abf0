using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>Holds what the steps of a plan ask for against quotas and against what the user says there is.</summary>
internal sealed class PlanCapacityCheck
{
    private readonly List<Limit> _limits = [];
    private readonly Dictionary<int, List<string>> _notes = [];

    public PlanCapacityCheck(ReleaseState state, PlanCapacity capacity)
    {
        foreach (ResourceQuotaView quota in state.Resources.QuotasOf(state.Serving.Workload))
        {
            foreach (string counted in (ReadOnlySpan<string>)["pods", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"])
            {
                if (!quota.HasScopes && quota.Hard(counted) is { } hard)
                    _limits.Add(new Limit(counted, hard.Value, quota.ToString(), new Location(quota.Resource.File, hard.Span)));
            }
        }

        if (capacity.Pods is { } pods)
            _limits.Add(new Limit("pods", Quantity.FromInteger(pods), "--capacity", Place: null));
        if (capacity.Cpu is { } cpu)
            _limits.Add(new Limit("requests.cpu", cpu, "--capacity", Place: null));
        if (capacity.Memory is { } memory)
            _limits.Add(new Limit("requests.memory", memory, "--capacity", Place: null));
    }

    /// <summary>What both sides ask for in a step; null when a container does not say. Of an old and a new template the one that asks for more counts.</summary>
    public static Quantity? AmountOf(ReleaseState before, ReleaseState after, ImmutableArray<SidePods> sides, string counted, Func<SidePods, long> pods)
    {
        Quantity sum = default;
        foreach (SidePods side in sides)
        {
            long count = pods(side);
            Quantity? first = CapacityCheck.AmountOf(before, SideNamed(before, side.Side.Name), counted, count);
            Quantity? last = CapacityCheck.AmountOf(after, side.Side, counted, count);
            if (count > 0 && (first is null || last is null))
                return null;
            if (count > 0)
                sum += first!.Value > last!.Value ? first.Value : last.Value;
        }

        return sum;
    }

    /// <summary>Takes a step into account.</summary>
    public void Add(ReleaseState before, ReleaseState after, ImmutableArray<SidePods> sides, int step)
    {
        foreach (Limit limit in _limits)
        {
            if (AmountOf(before, after, sides, limit.Counted, side => side.Peak.Least) is not { } least)
                continue;

            if (least > limit.Hard && (limit.Worst is null || least > limit.Worst))
                (limit.Worst, limit.WorstStep) = (least, step);
            if (least > limit.Hard)
                continue;
            if (AmountOf(before, after, sides, limit.Counted, side => side.Peak.Most) is { } most && most > limit.Hard)
                Note(step, limit, $"With all pods that the autoscaler may bring, this step needs {Show(limit, most)}, and {limit.Source} allows {limit.Hard}");
            else if (AmountOf(before, after, sides, limit.Counted, side => side.Peak.Least + (side.Rollout is null ? 0 : side.Ending.Least)) is { } ending && ending > limit.Hard)
                Note(step, limit, $"With the old pods that are still ending, this step may need {Show(limit, ending)}, and {limit.Source} allows {limit.Hard}: new pods then wait until old ones are gone");
        }
    }

    /// <summary>Limits that a step exceeds, each with the step that exceeds it most.</summary>
    public ImmutableArray<PlanObstacle> FindShortages()
    {
        var shortages = ImmutableArray.CreateBuilder<PlanObstacle>();
        foreach (Limit limit in _limits)
        {
            if (limit.Worst is not { } worst)
                continue;
            shortages.Add(new PlanObstacle(limit.WorstStep, new ReleaseRefusal(RefusalKind.Precondition, $"the set needs {Show(limit, worst)}, and {limit.Source} allows {limit.Hard}: pods would stay pending")
            {
                Remedy = limit.Place is null ? "make room first, or plan with fewer pods" : "raise the quota, or make room in the namespace first",
                Place = limit.Place,
                CanBeForced = true,
            }));
        }

        return shortages.DrainToImmutable();
    }

    /// <summary>What is tight in a step.</summary>
    public IEnumerable<string> NotesOf(int step) => _notes.TryGetValue(step, out List<string>? notes) ? notes : [];

    // Once for each limit: the steps that follow have the same pods.
    private void Note(int step, Limit limit, string text)
    {
        if (limit.IsNoted)
            return;
        limit.IsNoted = true;
        if (!_notes.TryGetValue(step, out List<string>? notes))
            _notes[step] = notes = [];
        notes.Add(text);
    }

    private static string Show(Limit limit, Quantity amount) => limit.Counted == "pods" ? $"{amount} pods" : $"{amount} of {limit.Counted}";

    private static ReleaseSide SideNamed(ReleaseState state, string name) => state.Serving.Name == name ? state.Serving : state.Other;

    private sealed record Limit(string Counted, Quantity Hard, string Source, Location? Place)
    {
        public Quantity? Worst { get; set; }

        public int WorstStep { get; set; }

        public bool IsNoted { get; set; }
    }
}
