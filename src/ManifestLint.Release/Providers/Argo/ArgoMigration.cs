using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>How a running set moves over to a Rollout without losing a request, and back.</summary>
/// <param name="plan">What was decided.</param>
/// <param name="companions">The objects around the set.</param>
internal sealed class ArgoMigration(ArgoPlan plan, ImmutableArray<ArgoCompanion> companions)
{
    private const string Timeout = "--timeout=300s";

    private readonly string _space = KubectlCommands.Namespace(plan.Serving.Workload.Resource);
    private readonly string _pods = plan.Replicas.ToString(CultureInfo.InvariantCulture);

    private bool KeepsDeployment => plan.RefersToDeployment;

    private bool ControllerEmpties => plan.RefersToDeployment && plan.Request.ScaleDown != WorkloadScaleDown.Never;

    /// <summary>The steps, in order.</summary>
    public ImmutableArray<MigrationStep> Steps() =>
    [
        Prepare(), Park(), Services(), Start(), .. Scale(), Hold(), Remove(),
    ];

    /// <summary>The way back, while the old pods are there.</summary>
    public MigrationStep WayBack()
    {
        string[] old = [.. plan.Services.Kept.Select(service => service.Resource.File.Path).Concat(Scalers().Concat(Swapped()).SelectMany(_ => OldFiles())).Distinct(StringComparer.Ordinal)];
        var commands = ImmutableArray.CreateBuilder<string>();
        foreach (ArgoCompanion scaler in Scalers())
            commands.Add(Delete(scaler.Word, [scaler.Generated.Name]));
        commands.Add($"kubectl delete rollout {plan.Name}{_space} --cascade=orphan");
        if (Controlled().Any())
        {
            commands.Add($"# until no {ArgoRollout.RevisionLabel} is shown:");
            commands.Add($"kubectl get service{_space} {string.Join(' ', Controlled().Select(service => service.Name))} -o custom-columns=NAME:.metadata.name,SELECTOR:.spec.selector");
        }

        foreach (ArgoCompanion budget in Swapped().Where(companion => companion.Word == ArgoCompanions.BudgetWord))
            commands.Add(Delete(budget.Word, [budget.Generated.Name]));
        commands.Add("# the files as they were, from the directory in which they stand:");
        commands.AddRange(old.Select(KubectlCommands.Apply));
        foreach (ArgoCompanion policy in Swapped().Where(companion => companion.Word != ArgoCompanions.BudgetWord && !companion.Old.IsEmpty))
            commands.Add(Delete(policy.Word, [policy.Generated.Name]));
        commands.Add($"kubectl delete replicaset{_space} -l '{plan.Identity.Query},{ArgoRollout.RevisionLabel}'");
        return new(
            "Back",
            $"As long as {plan.Serving.Name} has its pods{(plan.IsBlueGreen && !ControllerEmpties ? "" : $"; when they are gone, `kubectl scale deployment/{plan.Serving.Name}{_space} --replicas={_pods}` and wait first")}. `--cascade=orphan` leaves the pods of the Rollout serving while the controller takes its hash out of the selectors; with the hash in it, an old selector finds no pod.",
            commands.DrainToImmutable());
    }

    private static MigrationStep Prepare() => new(
        "Look that the controller is there",
        "A current release: old ones lead a Service to pods that are not ready yet (argo-rollouts#1731). And stop whatever applies the old files by itself (Argo CD, Flux) until the last step: it would bring them back.",
        ["kubectl get crd rollouts.argoproj.io", "kubectl argo rollouts version"]);

    private MigrationStep Park()
    {
        string query = string.Join(',', (string[])[plan.Identity.Query, .. plan.State.Set.Pair.SlotKeys.Select(key => $"{key}={plan.Other.Workload.TemplateLabels[key]}")]);
        string why = plan.IsBlueGreen
            ? $"From the next step on the Service selects by {plan.Identity.Query} alone, and pods of {plan.Other.Name} would get requests."
            : $"Only {plan.Serving.ImageText} moves over; a canary would go on getting its share beside it.";
        string gone = plan.Other.Replicas.IsParked ? "By its manifest it has none; look that it is so." : $"That ends an instant way back to {plan.Other.ImageText}.";
        return new(
            $"Take the pods of {plan.Other.Name} away",
            $"{why} {gone}",
            [
                .. plan.Other.Scaler is { } scaler ? [Delete(scaler.Kind == ScalerKind.ScaledObject ? "scaledobject" : ArgoCompanions.ScalerWord, [scaler.Resource.Name])] : ImmutableArray<string>.Empty,
                $"kubectl scale deployment/{plan.Other.Name}{_space} --replicas=0",
                $"kubectl wait pod{_space} -l '{query}' --for=delete {Timeout}",
            ]);
    }

    private MigrationStep Services()
    {
        var commands = ImmutableArray.CreateBuilder<string>();
        foreach (ArgoCompanion companion in Swapped())
        {
            // A pod under two budgets cannot be evicted; network policies add up, and a pod without one may be cut off.
            string apply = $"kubectl apply -f {companion.Generated.FileStem}.yaml";
            ImmutableArray<string> delete = companion.Old.IsEmpty ? [] : [Delete(companion.Word, companion.Old)];
            commands.AddRange(companion.Word == ArgoCompanions.BudgetWord ? delete.Add(apply) : delete.Insert(0, apply));
        }

        commands.Add("kubectl apply -f service.yaml");
        commands.Add($"kubectl get endpointslices{_space} -l kubernetes.io/service-name={plan.Services.Kept[0].Name}");
        string slot = string.Join(", ", plan.State.Set.Pair.SlotKeys);
        string services = plan.Services.Kept.Any(service => plan.Identity.HasSlot(service.Selector))
            ? $"The one that clients use still leads to the same pods. Before the Rollout, because Argo Rollouts refuses a Service whose selector asks for a label that its pods have not. `kubectl apply` takes `{slot}` out only where it put it in: look at the selector, and take the label out by hand where it stays."
            : "They select as before.";
        string budgets = Swapped().Any(companion => companion is { Word: ArgoCompanions.BudgetWord, Old.IsEmpty: false }) ? " The old budgets first: a pod under two of them cannot be evicted." : "";
        return new("Give the Services their new form", services + budgets, commands.DrainToImmutable());
    }

    private MigrationStep Start()
    {
        string apply = plan.IsScaled
            ? $"kubectl patch --local -f {ArgoRollout.Stem}.yaml --type=merge -p '{{\"spec\":{{\"replicas\":{_pods}}}}}' -o yaml | kubectl create{_space} -f -"
            : $"kubectl apply -f {ArgoRollout.Stem}.yaml";
        string scaled = plan.IsScaled
            ? $" The manifest names no number of pods, and would begin with one: write what {plan.Serving.Name} has at this moment in the place of {_pods}."
            : "";
        string meanwhile = plan.IsBlueGreen
            ? $"Both serve the same version meanwhile. When all pods of the Rollout are ready, the controller writes `{ArgoRollout.RevisionLabel}` into the selector of {plan.Services.Active!.Name}, and requests go to them alone. Without a previous revision it asks nobody."
            : "Both serve the same version, and get requests alike. The first revision of a Rollout goes through no steps.";
        string deployment = KeepsDeployment ? $" Leave `deployment.yaml` alone in this step: it takes the serving pods away.{(ControllerEmpties ? $" The controller takes those of {plan.Serving.Name} away as soon as the Rollout is healthy, so there is no hold." : "")}" : "";
        return new(
            "Start the Rollout beside the old pods",
            $"{Peak()} {meanwhile}{scaled}{deployment}",
            [
                apply,
                $"kubectl argo rollouts status {plan.Name}{_space} --timeout 300s",
                .. Controlled().Any() ? [$"kubectl get service{_space} {string.Join(' ', Controlled().Select(service => service.Name))} -o custom-columns=NAME:.metadata.name,SELECTOR:.spec.selector"] : ImmutableArray<string>.Empty,
            ]);
    }

    private IEnumerable<MigrationStep> Scale()
    {
        ArgoCompanion[] scalers = [.. Scalers()];
        if (scalers.Length == 0)
            yield break;

        yield return new(
            "Give the autoscaler its new target",
            "The old one first: two that count the same pods both stop. Until the new one has looked, the number stays as it is.",
            [.. scalers.SelectMany(scaler => (string[])[.. scaler.Old.IsEmpty ? [] : (string[])[Delete(scaler.Word, scaler.Old)], $"kubectl apply -f {scaler.Generated.FileStem}.yaml"])]);
    }

    private MigrationStep Hold()
    {
        string seconds = $"{plan.HoldSeconds.ToString(CultureInfo.InvariantCulture)} s or longer";
        if (plan.IsBlueGreen || ControllerEmpties)
            return new("Hold", $"{seconds}: connections to the old pods end. Watch errors and latency.", []);
        return new(
            "Take the old pods out, and hold",
            $"The pods of the Rollout serve alone from here on; {plan.Serving.Name} can get its pods back. {seconds}; watch errors and latency.",
            [$"kubectl scale deployment/{plan.Serving.Name}{_space} --replicas=0"]);
    }

    private MigrationStep Remove()
    {
        string[] dropped = [.. plan.Services.Dropped.Select(service => service.Name)];
        string git = $"In git, in one change: these files come, and {Left()} go.";
        ImmutableArray<string> services = dropped.Length == 0 ? [] : [Delete("service", dropped)];
        return KeepsDeployment
            ? new(
                $"Empty {plan.Serving.Name} and delete {plan.Other.Name}",
                $"`{plan.Serving.Name}` stays as the place of the template, with `replicas: 0`: with another number its pods would serve beside those of the Rollout, and the controller takes them away only once if at all. {git}",
                ["kubectl apply -f deployment.yaml", Delete("deployment", [plan.Other.Name]), .. services])
            : new(
                "Delete the old Deployments",
                $"From here on there is no instant way back to them. {git}",
                [Delete("deployment", [plan.Serving.Name, plan.Other.Name]), .. services]);
    }

    private string Left()
    {
        (string Word, string Name)[] objects =
        [
            .. KeepsDeployment ? [] : new[] { ("deployment", plan.Serving.Name) },
            ("deployment", plan.Other.Name),
            .. plan.Services.Dropped.Select(service => ("service", service.Name)),
            .. companions.SelectMany(companion => companion.Old.Select(old => (companion.Word, old))),
        ];
        return string.Join(", ", objects.Distinct().Select(old => $"`{old.Word}/{old.Name}`"));
    }

    private string Peak()
    {
        string pods = $"Up to {(plan.Replicas * 2).ToString(CultureInfo.InvariantCulture)} pods";
        string[] amounts = [.. new[] { ("requests.cpu", "CPU"), ("requests.memory", "memory") }
            .Select(pair => CapacityCheck.AmountOf(plan.State, plan.Serving, pair.Item1, plan.Replicas * 2) is { } amount ? $"{amount} of {pair.Item2}" : null).OfType<string>()];
        return $"{pods} run{(amounts.Length == 0 ? "" : $", and ask for {string.Join(" and ", amounts)}")}.";
    }

    private IEnumerable<ServiceView> Controlled() => new[] { plan.Services.Active, plan.Services.Preview, plan.Services.Stable, plan.Services.Canary }.OfType<ServiceView>();

    private IEnumerable<ArgoCompanion> Scalers() => companions.Where(companion => companion is { IsChanged: true, Word: ArgoCompanions.ScalerWord or "scaledobject" or "vpa" });

    private IEnumerable<ArgoCompanion> Swapped() => companions.Where(companion => companion is { IsChanged: true, Word: ArgoCompanions.BudgetWord or "networkpolicy" });

    private IEnumerable<string> OldFiles() => plan.State.Resources.ScalersOf(plan.Serving.Workload).Select(scaler => scaler.Resource.File.Path)
        .Concat(plan.State.Resources.DisruptionBudgetsOf(plan.Serving.Workload).Select(budget => budget.Resource.File.Path))
        .Concat(plan.State.Resources.NetworkPoliciesOf(plan.Serving.Workload).Where(policy => plan.Identity.HasSlot(policy.PodSelector)).Select(policy => policy.Resource.File.Path));

    private string Delete(string word, IEnumerable<string> names) => $"kubectl delete {word}{_space} {string.Join(' ', names)} --ignore-not-found";
}
