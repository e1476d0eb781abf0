using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DeadlineBelowStartBudgetRule : Rule
{
    private const string Deadline = "progressDeadlineSeconds";
    private const long DefaultDeadlineSeconds = 600;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3005",
        name: "deadline-below-start-budget",
        title: "The progress deadline passes while a new pod may still start",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.Rollout) || workload is not { IsPartial: false, OwningRollout: null, Spec: { } spec })
            return;

        // The deadline does not run while the rollout is paused (ML3004).
        if (spec.GetBoolean("paused")?.Value == true)
            return;

        Located<long>? written = spec.GetInteger(Deadline);
        Located<long>? ready = spec.GetInteger("minReadySeconds");
        if (written.HasValue != spec.Get(Deadline) is not null || ready.HasValue != spec.Get("minReadySeconds") is not null)
            return;

        // At minReadySeconds or below the object is refused (ML1024), and the largest number means no deadline (ML3013).
        long deadline = written?.Value ?? DefaultDeadlineSeconds;
        long readySeconds = ready?.Value ?? 0;
        if (readySeconds < 0 || deadline <= readySeconds || deadline >= int.MaxValue || workload.PodSpec.FindStartBudget() is not { } budget)
            return;

        long needed = readySeconds + budget.Seconds;
        if (deadline >= needed || context.Resources.ReplicasOf(workload).IsParked)
            return;

        bool aborts = workload.Kind == WorkloadKind.Rollout && spec.GetBoolean("progressDeadlineAbort")?.Value == true;
        string note = written is null ? " (default)" : "";
        context.Report(
            written?.Node ?? PlaceOf(workload, spec, budget),
            $"{Deadline} {deadline}{note} is below the {needed} s that {Parts(budget, readySeconds)}, "
                + $"so a healthy slow rollout is {(aborts ? "aborted" : "reported as failed")}",
            Raise(workload, needed, aborts));
    }

    private static string Parts(StartBudget budget, long readySeconds)
    {
        string container = budget.Container.Describe();
        if (budget.SidecarSeconds == 0 && readySeconds == 0)
            return $"{container} may take to start";

        string sidecars = budget.SidecarSeconds > 0 ? $"{budget.SidecarSeconds} s start of native sidecars + " : "";
        string ready = readySeconds > 0 ? $" + {readySeconds} s minReadySeconds" : "";
        return $"a new pod may take ({sidecars}{budget.ContainerSeconds} s start of {container}{ready})";
    }

    private static YamlNode PlaceOf(Workload workload, YamlMapping spec, StartBudget budget)
    {
        if (!workload.HasOwnTemplate)
            return workload.Resource.Root.Find("spec")?.Key ?? spec;
        return budget.Probe.GetWritten("failureThreshold")?.Node ?? budget.Container.Mapping.Find(budget.Probe.Key)?.Key ?? spec;
    }

    private static CodeFix? Raise(Workload workload, long needed, bool aborts)
    {
        // A minute for scheduling and pulling, rounded up to whole minutes.
        long seconds = (needed + 60 + 59) / 60 * 60;
        if (seconds >= int.MaxValue)
            return null;

        string title = $"Set {Deadline} to {seconds}";
        return aborts
            ? CodeFix.Unsafe(title, workload.Resource.Root, editor => editor.SetInSpec(workload, Deadline, seconds))
            : CodeFix.Safe(title, workload.Resource.Root, editor => editor.SetInSpec(workload, Deadline, seconds));
    }
}
