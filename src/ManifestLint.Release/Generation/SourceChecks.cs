using ManifestLint.Resources;

namespace ManifestLint.Releases.Generation;

/// <summary>Refuses sources of which two sides cannot live beside each other, before anything is made.</summary>
internal static class SourceChecks
{
    /// <summary>What is wrong with the options alone.</summary>
    public static void RefuseRecipe(ReleaseRecipe recipe)
    {
        if (recipe.Namespace is { } space && Names.CheckLabel(space) is { } wrong)
            throw ReleaseRefusedException.WrongUse($"'{space}' is no name of a namespace: {wrong}");
        if (recipe.Replicas is < 1)
            throw ReleaseRefusedException.WrongUse(FormattableString.Invariant($"{recipe.Replicas} pods cannot serve"), "give --replicas a number of 1 or more");
        if (recipe.Autoscaler is { } range && (range.Minimum < 1 || range.Maximum < range.Minimum || range.CpuUtilization < 1))
        {
            throw ReleaseRefusedException.WrongUse(
                FormattableString.Invariant($"An autoscaler from {range.Minimum} to {range.Maximum} pods at {range.CpuUtilization} % of the CPU requests makes no sense"),
                "give a minimum of 1 or more, a maximum not below it, and a percentage of 1 or more");
        }

        if (recipe.Strategy == ReleaseStrategy.Canary && recipe.Companions.Contains(Companion.Autoscaler))
            throw ReleaseRefusedException.WrongUse("The share of a canary follows from numbers of pods, which an autoscaler would change", "leave the autoscaler out, or make a blue-green set");
        if (recipe.Companions.Contains(Companion.Ingress) && recipe.Host is null)
            throw ReleaseRefusedException.WrongUse("An Ingress needs the name of a host", "say --host NAME");
    }

    /// <summary>What is wrong with the Deployment, whatever its Service.</summary>
    public static void RefuseWorkload(ResourceSet resources, Workload workload)
    {
        RefuseOwned(resources, workload);
        if (workload.Selector.Mapping is null || workload.Selector.IsEmpty)
            throw ReleaseRefusedException.WrongUse($"{workload} has no selector", "write spec.selector.matchLabels", WorkloadChoice.PlaceOf(workload.Resource));
        if (!workload.Selector.IsKnown || workload.TemplateLabels.HasUnknownPairs || !workload.Selector.Accepts(workload.TemplateLabels))
        {
            throw ReleaseRefusedException.WrongUse(
                $"{workload} selects {workload.Selector}, but its pods carry {workload.TemplateLabels}",
                "make spec.selector and the labels of spec.template agree",
                WorkloadChoice.PlaceOf(workload.Resource));
        }

        if (workload.WrittenReplicas is null && workload.Spec.Get("replicas") is { } replicas)
            throw ReleaseRefusedException.WrongUse($"The replicas of {workload} are '{replicas}', which is no number", "write a number", new(workload.Resource.File, replicas.Span));
        if (resources.FindWrittenClaim(workload) is { } claim)
        {
            throw ReleaseRefusedException.Precondition(
                $"{workload} writes to PersistentVolumeClaim '{claim.Name.Value}', which one node at a time may mount, so pods of the second side would wait for those of the first",
                "use a claim with accessModes ReadWriteMany, or keep the data outside of the pods",
                new(workload.Resource.File, claim.Name.Span));
        }
    }

    /// <summary>What is wrong with the Deployment for what was asked for.</summary>
    public static void RefuseReplicas(GenerationPlan plan)
    {
        Workload workload = plan.Source.Workload;
        foreach (ScalerView scaler in plan.Source.Scalers)
        {
            if (plan.Recipe.Strategy == ReleaseStrategy.Canary)
            {
                throw ReleaseRefusedException.Precondition(
                    $"{scaler} sets the number of pods of {workload}, from which the share of a canary follows",
                    $"take {scaler} out and say --replicas N, or make a blue-green set",
                    WorkloadChoice.PlaceOf(scaler.Resource));
            }

            if (scaler.Kind == ScalerKind.ScaledObject)
            {
                throw ReleaseRefusedException.Precondition(
                    $"{scaler} starts pods by itself, so a side could not wait with none",
                    $"put a HorizontalPodAutoscaler in the place of {scaler}",
                    WorkloadChoice.PlaceOf(scaler.Resource));
            }
        }

        if (plan.Recipe.Adopts && plan.Source.Scalers.IsEmpty && plan.IsScaled && workload.WrittenReplicas is { } written)
        {
            throw ReleaseRefusedException.Precondition(
                $"{workload} runs with 'replicas: {written.Value}', and to take that out for an autoscaler would set it to 1 once",
                $"hand the number over first (kubectl apply edit-last-applied deployment/{workload.Name}), then take 'replicas' out of the manifest; or add the autoscaler later",
                new(workload.Resource.File, written.Span));
        }

        if (plan.Recipe.Replicas is null && workload.WrittenReplicas is { Value: <= 0 } none)
            throw ReleaseRefusedException.Precondition($"{workload} has {none.Value} replicas, so neither side would serve", "say --replicas N", new(workload.Resource.File, none.Span));
    }

    /// <summary>What is wrong with the names that the set would have.</summary>
    public static void RefuseNames(GenerationPlan plan, IEnumerable<GeneratedObject> objects)
    {
        var seen = new HashSet<(string, string)>();
        foreach (GeneratedObject generated in objects)
        {
            string? wrong = generated.Kind switch
            {
                "Service" => Names.CheckLabelFromLetter(generated.Name),
                // A Deployment's name may have dots, and longer ones than a label would be cut in the names of its pods.
                "Deployment" => Names.CheckSubdomain(generated.Name) ?? Names.CheckLabel(generated.Name.Replace('.', '-')),
                _ => null,
            };
            if (wrong is not null)
            {
                throw ReleaseRefusedException.WrongUse(
                    $"The set would have a {generated.Kind} '{generated.Name}', which is no valid name: {wrong}",
                    $"give {plan.Source.Workload} and {plan.Source.Service} shorter names",
                    WorkloadChoice.PlaceOf(generated.Kind == "Service" ? plan.Source.Service.Resource : plan.Source.Workload.Resource));
            }

            if (!seen.Add((generated.Kind, generated.Name)))
            {
                Resource? taken = plan.Source.Resources.Resources.FirstOrDefault(resource => resource.Kind == generated.Kind && resource.Name == generated.Name);
                throw ReleaseRefusedException.WrongUse(
                    $"The set would have two objects {generated.Kind} '{generated.Name}'",
                    "take the one that is there out, or rename it",
                    taken is null ? null : WorkloadChoice.PlaceOf(taken));
            }
        }
    }

    private static void RefuseOwned(ResourceSet resources, Workload workload)
    {
        if (workload.OwningRollout is { } rollout)
        {
            throw ReleaseRefusedException.WrongUse(
                $"{rollout} of Argo Rollouts makes the pods of {workload} and releases them", $"kubectl argo rollouts get rollout {rollout.Name}", WorkloadChoice.PlaceOf(rollout.Resource));
        }

        if (resources.CanariesAround(workload.Resource).FirstOrDefault(canary => canary.Spec.GetMapping("targetRef").GetString("name")?.Value == workload.Name) is { } canary)
            throw ReleaseRefusedException.WrongUse($"{canary} of Flagger releases {workload}", $"kubectl describe canary {canary.Name}", WorkloadChoice.PlaceOf(canary));

        Resource? kruise = resources.InNamespaceOf(workload.Resource, "Rollout", NamespaceMatch.SameOrUnnamed).FirstOrDefault(resource => resource.Group == "rollouts.kruise.io"
            && (resource.Spec.GetMapping("workloadRef") ?? resource.Spec.GetMapping("objectRef", "workloadRef")).GetString("name")?.Value == workload.Name);
        if (kruise is not null)
            throw ReleaseRefusedException.WrongUse($"{kruise} of OpenKruise releases {workload}", $"kubectl-kruise describe rollout {kruise.Name}", WorkloadChoice.PlaceOf(kruise));
    }
}
