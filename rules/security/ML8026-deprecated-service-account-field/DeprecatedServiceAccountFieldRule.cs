using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DeprecatedServiceAccountFieldRule : Rule
{
    private const string OldKey = "serviceAccount";
    private const string Key = "serviceAccountName";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML8026",
        name: "deprecated-service-account-field",
        title: "A pod names its ServiceAccount in the old field",
        severity: DiagnosticSeverity.Info,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    // The alias counts only when the name itself is absent or empty (pkg/apis/core/v1/conversion.go).
    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate || context.Workload.PodSpec.Mapping is not { } pod || pod.GetString(OldKey) is not { Value.Length: > 0 } old)
            return;

        YamlPath path = YamlPath.Of(pod) / OldKey;
        YamlNode key = pod.Find(OldKey)!.Key;
        if (pod.GetString(Key) is { Value.Length: > 0 } name)
        {
            bool isEqual = name.Value == old.Value;
            context.Report(
                key,
                $"'{OldKey}' is the deprecated name of '{Key}' and is ignored, because both are set{(isEqual ? "" : $": the pods run as '{name.Value}'")}",
                CodeFix.Safe($"Delete {OldKey}", pod, editor => editor.RemoveEntry(path)),
                isEqual ? null : DiagnosticSeverity.Warning);
            return;
        }

        context.Report(key, $"'{OldKey}' is the deprecated name of '{Key}'", Rename(pod, path));
    }

    private static CodeFix Rename(YamlMapping pod, YamlPath path) => CodeFix.Safe(
        $"Rename it to {Key}",
        pod,
        editor => (pod.Find(Key) is null ? editor : editor.RemoveEntry(YamlPath.Of(pod) / Key)).RenameKey(path, Key));
}
