using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NeverLeavesDeadNodeRule : Rule
{
    // What the API server adds for both taints where nothing is written (admission plugin DefaultTolerationSeconds).
    private const int DefaultSeconds = 300;

    private static readonly string[] Taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7021",
        name: "never-leaves-dead-node",
        title: "A toleration binds pods to a dead node for ever",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        bool isJudged = (workload.IsDeploymentLike || workload.Kind is WorkloadKind.ReplicaSet or WorkloadKind.StatefulSet) && workload is { HasOwnTemplate: true, IsLongRunning: true };
        if (!isJudged || workload.PodSpec.Mapping?.Get("tolerations") is not YamlSequence sequence || context.Resources.PodsOf(workload).IsParked)
            return;

        for (int i = 0; i < sequence.Items.Length; i++)
        {
            if (sequence.Items[i].Dereference() is not YamlMapping { Entries.IsEmpty: false } toleration || toleration.Get("tolerationSeconds") is not null)
                continue;

            ImmutableArray<string> bound = [.. Taints.Where(taint => Tolerates(toleration, taint) && !IsDecidedBefore(sequence, i, taint))];
            if (!bound.IsEmpty && !IsSystemWide(workload, toleration))
                Report(context, sequence, i, toleration, bound);
        }
    }

    private static void Report(WorkloadContext context, YamlSequence sequence, int index, YamlMapping toleration, ImmutableArray<string> bound)
    {
        bool isStateful = context.Workload.Kind == WorkloadKind.StatefulSet;
        string every = toleration.Get("effect") is YamlScalar { Value: not "" } ? "every NoExecute taint" : "every taint";
        string what = IsKeyEmpty(toleration) ? every : bound[0];
        // A StatefulSet starts no second pod of a name before it knows that the first is gone.
        string otherwise = isStateful ? $"are deleted after {DefaultSeconds} s and made anew once the node is known to be gone" : $"move after {DefaultSeconds} s";
        context.Report(
            toleration.Entries[0].Key,
            $"Toleration of {what} without tolerationSeconds keeps pods of {context.Workload} bound to a dead node for ever; by default they {otherwise}",
            IsKeyEmpty(toleration) ? TolerateBefore(sequence, index, bound) : LimitTime(toleration),
            isStateful ? DiagnosticSeverity.Info : null);
    }

    private static bool Tolerates(YamlMapping toleration, string taint)
    {
        if (toleration.Get("effect") is { } effect && NodeReading.AsString(effect)?.Value is not ("" or "NoExecute"))
            return false;

        string? operation = toleration.Get("operator") is { } written ? NodeReading.AsString(written)?.Value : "Equal";
        if (IsKeyEmpty(toleration))
            return operation == "Exists";

        bool isValueEmpty = toleration.Get("value") is not { } value || NodeReading.AsString(value)?.Value == "";
        return toleration.GetString("key")?.Value == taint && isValueEmpty && operation is "Exists" or "Equal" or "";
    }

    private static bool IsKeyEmpty(YamlMapping toleration) => toleration.Get("key") is not { } key || NodeReading.AsString(key)?.Value == "";

    // For each taint the first toleration that fits decides (component-helpers GetMatchingTolerations).
    private static bool IsDecidedBefore(YamlSequence sequence, int index, string taint)
    {
        for (int i = 0; i < index; i++)
        {
            if (sequence.Items[i].Dereference() is YamlMapping earlier && Tolerates(earlier, taint))
                return true;
        }

        return false;
    }

    private static bool IsSystemWide(Workload workload, YamlMapping toleration) =>
        IsKeyEmpty(toleration) && workload.PodSpec.Mapping.GetString("priorityClassName")?.Value.StartsWith("system-", StringComparison.Ordinal) == true;

    // tolerationSeconds is allowed with the effect NoExecute only; a dead node takes no new pods, so nothing is lost.
    private static CodeFix LimitTime(YamlMapping toleration)
    {
        YamlPath path = YamlPath.Of(toleration);
        bool needsEffect = toleration.GetString("effect")?.Value != "NoExecute";
        return CodeFix.Unsafe($"Set tolerationSeconds to {DefaultSeconds}", toleration, editor =>
        {
            YamlEditor withEffect = needsEffect ? editor.Set(path / "effect", YamlValue.String("NoExecute")) : editor;
            return withEffect.Set(path / "tolerationSeconds", YamlValue.Integer(DefaultSeconds));
        });
    }

    // With a time the toleration would no longer keep pods on nodes that are set aside for them, so others decide about the two taints before it.
    private static CodeFix TolerateBefore(YamlSequence sequence, int index, ImmutableArray<string> taints)
    {
        YamlPath path = YamlPath.Of(sequence);
        return CodeFix.Unsafe($"Tolerate dead nodes for {DefaultSeconds} s before it", sequence, editor => taints.Reverse().Aggregate(editor, (edited, taint) => edited.InsertItem(
            path,
            index,
            YamlValue.Map(("key", taint), ("operator", "Exists"), ("effect", "NoExecute"), ("tolerationSeconds", DefaultSeconds)))));
    }
}
