using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>Whether a side can take the requests of the other one.</summary>
internal static class SwitchReadiness
{
    /// <summary>What speaks against it, the worst first; null when nothing does.</summary>
    public static ReleaseRefusal? FindObjection(ReleaseState state, ReleaseSide target)
    {
        ReleaseSide live = state.Serving == target ? state.Other : state.Serving;
        if (target.Replicas.IsParked)
        {
            return Refuse(
                $"{target.Name} has 0 replicas, {live.Name} has {live.Replicas.Count}: after the switch no pod would answer",
                "release deploy starts it; switch when its pods are ready",
                target,
                canBeForced: false);
        }

        return FindMissingPort(state, target) ?? FindSmaller(target, live) ?? FindMissingProbe(state, target);
    }

    private static ReleaseRefusal? FindMissingPort(ReleaseState state, ReleaseSide target)
    {
        foreach (ServiceView service in state.Set.PublicServices)
        {
            foreach (ServicePort port in service.Ports)
            {
                if (port.Target?.Value.Name is { } name && port.ResolveIn(target.Workload.PodSpec) is null)
                    return Refuse($"{service} needs port \"{name}\", which no container of {target.Name} declares: the port would have no endpoints", $"name a port of {target.Name} {name}", target, canBeForced: false);
            }
        }

        return null;
    }

    private static ReleaseRefusal? FindSmaller(ReleaseSide target, ReleaseSide live)
    {
        if (target.Replicas.IsAssumed || live.Replicas.IsAssumed || target.Replicas.Count >= live.Replicas.Count)
            return null;

        bool isScaled = target.Scaler is not null;
        long percent = 100 * target.Replicas.Count / live.Replicas.Count;
        return Refuse(
            $"{target.Name} has {(isScaled ? "at least " : "")}{target.Replicas.Count} {(target.Replicas.Count == 1 ? "pod" : "pods")}, {live.Name} {live.Replicas.Count}: {percent} % of the capacity after the switch",
            isScaled ? $"raise minReplicas of {target.Scaler} to {live.Replicas.Count}" : $"release deploy --replicas {live.Replicas.Count}",
            target,
            canBeForced: true);
    }

    private static ReleaseRefusal? FindMissingProbe(ReleaseState state, ReleaseSide target)
    {
        foreach (ServicePort port in state.Set.PublicServices.SelectMany(service => service.Ports))
        {
            if (port.ResolveIn(target.Workload.PodSpec) is { Container: { ReadinessProbe: null } container })
                return Refuse($"container '{container.Name?.Value}' of {target.Name} has no readinessProbe, so requests would reach pods that are not up", "add one", target, canBeForced: true);
        }

        return null;
    }

    private static ReleaseRefusal Refuse(string reason, string remedy, ReleaseSide target, bool canBeForced) => new(RefusalKind.Precondition, reason)
    {
        Remedy = remedy,
        CanBeForced = canBeForced,
        Place = target.Replicas.Node is { } node && (target.Replicas.Scaler?.Resource ?? target.Workload.Resource) is var holder
            ? new Location(holder.File, node.ContentSpan)
            : ReleaseRecognizer.LocationOf(target.Workload.Resource),
    };
}
