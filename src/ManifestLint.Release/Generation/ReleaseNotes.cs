using ManifestLint.Resources;

namespace ManifestLint.Releases.Generation;

/// <summary>Says what the manifests of a set cannot say themselves.</summary>
internal static class ReleaseNotes
{
    /// <summary>The notes of a set, those about what to do first.</summary>
    public static IEnumerable<string> About(GenerationPlan plan) =>
    [
        .. AboutTheFirstSide(plan),
        .. AboutScaling(plan),
        .. AboutServices(plan),
        .. AboutPods(plan),
        .. AboutConfiguration(plan),
    ];

    private static IEnumerable<string> AboutTheFirstSide(GenerationPlan plan)
    {
        Workload workload = plan.Source.Workload;
        string first = plan.Scheme.First.WorkloadName;
        if (plan.Scheme.Identity is { } identity)
        {
            yield return $"The selector of {workload} cannot be changed and asks for '{identity.DroppedKey}: {identity.DroppedValue}', so the pods of '{plan.Scheme.Second.WorkloadName}' go without that label; both sides carry '{identity.Key}: {identity.Value}'.";
            yield return $"Apply {workload} first and wait for its rollout: its pods get the new labels. Only then apply the Services and what else selects pods by these labels.";
        }
        else if (!plan.Scheme.KeepsFirst && !plan.Recipe.IsScaffolded)
        {
            yield return $"{workload} is not a part of the set. If it runs already: apply the Deployments{(plan.IsScaled ? " and their autoscalers" : "")}, wait until '{first}' {(plan.IsScaled ? "has its pods" : "is ready")}, apply the rest, then delete {workload}; or keep it as the first side with --adopt.";
        }
    }

    private static IEnumerable<string> AboutScaling(GenerationPlan plan)
    {
        if (plan.IsScaled)
        {
            yield return $"The autoscalers decide how many pods a side has; that of '{plan.Scheme.Second.WorkloadName}' does nothing while the side has 0 replicas.";
            if (plan.Recipe.Replicas is { } replicas)
                yield return FormattableString.Invariant($"{replicas} replicas are not written, since an autoscaler sets the number.");
            if (plan.Recipe.Adopts && plan.Source.Workload.WrittenReplicas is { } written)
                yield return FormattableString.Invariant($"{plan.Source.Workload} keeps its 'replicas: {written.Value}': to take it out of a Deployment that runs sets it to 1 once.");
            yield break;
        }

        if (plan.PodsThatMayBeMissing is { } missing)
            yield return FormattableString.Invariant($"A side of a canary may have a single pod, so 'maxUnavailable' is 0 on both sides; it was {missing}.");
        if (!plan.IsBlueGreen && plan.Replicas == 1)
            yield return "One pod cannot be split, so a weight between 0 and 100 is refused: say --replicas 2 or more, 10 for steps of 10 %.";
    }

    private static IEnumerable<string> AboutServices(GenerationPlan plan)
    {
        foreach (ServiceView follower in plan.Source.Followers)
        {
            if (plan.IsBlueGreen)
                yield return $"{follower} leads to the same side as {plan.Source.Service}: switch both.";
        }

        if (plan.IsBlueGreen && plan.Source.Service.Type == ServiceType.LoadBalancer)
            yield return $"{plan.Source.Service} is a load balancer, which may take some seconds to know the pods of the other side after a switch.";
        if (!plan.IsBlueGreen && plan.Source.Service.IsHeadless)
            yield return $"{plan.Source.Service} is headless: clients choose among the pods themselves, so the canary's share is not sure.";
    }

    private static IEnumerable<string> AboutPods(GenerationPlan plan)
    {
        Workload workload = plan.Source.Workload;
        if (workload.Spec.GetMapping("strategy").GetString("type")?.Value == "Recreate")
            yield return $"{workload} has strategy Recreate, which stops all pods of a side before new ones start; RollingUpdate keeps the serving side up.";
        if (workload.PodSpec.FindHostPort() is { } port)
            yield return FormattableString.Invariant($"Pods of both sides want port {port.Value} of their node, so that each needs a node of its own.");
        else if (workload.PodSpec.IsHostNetwork)
            yield return "Pods of both sides want the same ports of their node, so that each needs a node of its own.";
    }

    private static IEnumerable<string> AboutConfiguration(GenerationPlan plan)
    {
        Workload workload = plan.Source.Workload;
        foreach ((string kind, string name) in workload.ConfigReferences.Select(reference => (reference.Kind, reference.Name.Value)).Distinct())
        {
            if (plan.Configuration.Maps.Any(map => kind == "ConfigMap" && map.Name == name))
                continue;
            Resource? found = plan.Source.Resources.Find(workload.Resource, "", kind, name, NamespaceMatch.SameOrUnnamed);
            if (found is null && plan.Recipe.Companions.Contains(Companion.Configuration) && kind == "ConfigMap")
                yield return $"ConfigMap '{name}' is not among the manifests, so both sides share it under its name.";
            else if (found is not null && found.Root.GetBoolean("immutable")?.Value != true)
                yield return $"Both sides share {found}, so the way back to the old side does not bring back its old content{(kind == "ConfigMap" ? "; '--with config' gives it a name with a hash" : "")}.";
        }
    }
}
