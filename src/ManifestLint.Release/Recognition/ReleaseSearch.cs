using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>Why no release set was found, as helpfully as the manifests allow.</summary>
internal static class ReleaseSearch
{
    // Beyond this a guess would take longer than it is worth.
    private const int LargestComparison = 32;

    public static ReleaseRefusedException WhyNone(ResourceSet resources, ReleaseQuery query, IReadOnlyCollection<ReleaseSet> others)
    {
        if (query.Name is { } name && others.Count > 0)
            return ReleaseRefusedException.WrongUse($"no release set is called {name}; there is {string.Join(", ", others.Select(ReleaseRecognizer.DescribeShortly))}");
        if (query is { Name: null, Files.IsEmpty: false } && others.Count > 0)
        {
            return ReleaseRefusedException.WrongUse(
                $"{string.Join(", ", query.Files)} {(query.Files.Length == 1 ? "holds" : "hold")} no part of a release set; beside it is {string.Join(", ", others.Select(ReleaseRecognizer.DescribeShortly))}",
                "give one of those files, or the directory");
        }

        if (resources.ReleaseFamilies.FirstOrDefault() is { } family && query is { ColorLabel: null, TrackLabel: null })
            return TooMany(family.Sides);
        if (resources.Workloads.FirstOrDefault(workload => workload.Kind == WorkloadKind.Rollout) is { } rollout)
        {
            return ReleaseRefusedException.WrongUse(
                $"{rollout} ({ReleaseRecognizer.PlaceOf(rollout)}) is released by Argo Rollouts, not by two Deployments",
                $"kubectl argo rollouts get rollout {rollout.Name}");
        }

        Workload[] deployments = [.. resources.Workloads.Where(workload => workload is { Kind: WorkloadKind.Deployment, IsPartial: false })];
        if (deployments.Length == 0)
        {
            Workload? stateful = resources.Workloads.FirstOrDefault(workload => workload.Kind is WorkloadKind.StatefulSet or WorkloadKind.DaemonSet);
            return stateful is not null ? WrongKind(stateful) : ReleaseRefusedException.WrongUse(
                resources.Resources.IsEmpty ? "no manifest was found" : "no Deployment is among the manifests",
                "give the files or the directory that hold the Service and the two Deployments");
        }

        string found = string.Join(", ", deployments.Take(5).Select(workload => $"{workload.Name} ({ReleaseRecognizer.PlaceOf(workload)})")) + (deployments.Length > 5 ? $" and {deployments.Length - 5} more" : "");
        if ((query.ColorLabel ?? query.TrackLabel) is { } key)
            return ReleaseRefusedException.WrongUse($"no two Deployments of one application differ in the label {key}; there is {found}");
        if (FindVersions(deployments) is var (first, second, label))
        {
            return ReleaseRefusedException.WrongUse(
                $"{first.Name} ({ReleaseRecognizer.PlaceOf(first)}) and {second.Name} ({ReleaseRecognizer.PlaceOf(second)}) may be the sides of one release: only {label} tells their pods apart, {first.TemplateLabels[label]} from {second.TemplateLabels[label]}",
                $"--color-label {label}, if they take turns");
        }

        return ReleaseRefusedException.WrongUse(
            $"no two Deployments are the sides of one release, such as shop-blue and shop-green with the labels color: blue and color: green; there is {found}",
            "manifestlint new blue-green makes a set of a Deployment and its Service; --color-label or --track-label names the label of a set whose values are other words");
    }

    // Two Deployments of one application whose labels are the same but for a number of a version.
    private static (Workload First, Workload Second, string Label)? FindVersions(Workload[] deployments)
    {
        Workload[] few = [.. deployments.Take(LargestComparison)];
        foreach (Workload first in few)
        {
            foreach (Workload second in few.SkipWhile(other => other != first))
            {
                string[] apart = [.. first.TemplateLabels.Pairs.Where(label => second.TemplateLabels[label.Key] != label.Value.Value).Select(label => label.Key)];
                if (apart is [var key] && second.TemplateLabels.Pairs.Length == first.TemplateLabels.Pairs.Length && IsVersion(first.TemplateLabels[key]) && IsVersion(second.TemplateLabels[key]) && ReleasePair.Find(first, second, key) is not null)
                    return (first, second, key);
            }
        }

        return null;
    }

    private static bool IsVersion(string? value) => value?.TrimStart('v') is [>= '0' and <= '9', ..] number && number.All(letter => char.IsAsciiDigit(letter) || letter is '.' or '-' or '_');

    public static ReleaseRefusedException TooMany(IReadOnlyList<Workload> sides) => ReleaseRefusedException.WrongUse(
        $"{sides.Count} Deployments look like sides of one release, which has two: {string.Join(", ", sides.Select(side => $"{side.Name} ({ReleaseRecognizer.PlaceOf(side)})"))}",
        "remove or rename the others, or name the label that tells two of them apart with --color-label",
        ReleaseRecognizer.LocationOf(sides[^1].Resource));

    public static ReleaseRefusedException WrongKind(Workload workload) => ReleaseRefusedException.WrongUse(
        workload.Kind switch
        {
            WorkloadKind.StatefulSet => $"{workload} cannot be released as two sides: its pods have names and volumes of their own, which a second set would not share",
            WorkloadKind.DaemonSet => $"{workload} cannot be released as two sides: it runs one pod on each node, whatever the other side does",
            _ => $"{workload} cannot be released as two sides, only Deployments can",
        },
        place: ReleaseRecognizer.LocationOf(workload.Resource));
}
