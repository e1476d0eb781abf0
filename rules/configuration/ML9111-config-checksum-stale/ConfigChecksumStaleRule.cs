using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ConfigChecksumStaleRule : Rule
{
    private static readonly (string Prefix, string Kind)[] Prefixes = [("checksum/configmap-", "ConfigMap"), ("checksum/secret-", "Secret")];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9111",
        name: "config-checksum-stale",
        title: "A pod template carries the checksum of an older ConfigMap or Secret",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!workload.HasOwnTemplate || workload.TemplateMetadata.GetMapping("annotations") is not { } annotations)
            return;

        foreach (YamlEntry entry in annotations.GetDecidingEntries())
        {
            if (entry.KeyText?.StartsWith("checksum/", StringComparison.Ordinal) != true || NodeReading.AsString(entry.Value) is not { } written || !ConfigData.IsChecksum(written.Value))
                continue;

            foreach ((string prefix, string kind) in Prefixes)
            {
                if (entry.KeyText.StartsWith(prefix, StringComparison.Ordinal))
                    Check(context, kind, entry.KeyText[prefix.Length..], written);
            }
        }
    }

    private static void Check(WorkloadContext context, string kind, string name, Located<string> written)
    {
        Resource? config = context.Resources.Find(context.Workload.Resource, "", kind, name);
        if (config is not { IsPartial: false } || ConfigData.GetChecksum(config) is not { } checksum || checksum == written.Value)
            return;

        context.Report(
            written.Node,
            $"{context.Workload} still carries the checksum of an older {kind} '{name}', so this change does not roll out",
            CodeFix.Safe($"Set the checksum to {checksum}", written.Node, editor => editor.SetScalar(YamlPath.Of(written.Node), YamlValue.String(checksum))));
    }
}
