using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidEnvNameRule : Rule
{
    // RelaxedEnvironmentVariableValidation is on from here.
    private const int Relaxed = 32;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1036",
        name: "invalid-env-name",
        title: "The name of an environment variable has characters that it must not have",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            foreach (YamlMapping variable in container.Mapping.GetMappings("env"))
            {
                if (variable.GetString("name") is { } name)
                    Check(context, name);
            }

            foreach (YamlMapping source in container.Mapping.GetMappings("envFrom"))
            {
                if (source.GetString("prefix") is { Value.Length: > 0 } prefix)
                    Check(context, prefix);
            }
        }
    }

    private static void Check(WorkloadContext context, Located<string> name)
    {
        string? always = EnvironmentNames.Check(name.Value);
        string? reason = always ?? (context.Target.HasBelow(Relaxed) ? EnvironmentNames.CheckStrictly(name.Value) : null);
        if (reason is null || TemplateMarkers.IsTemplated(name.Value))
            return;

        context.Report(
            name.Node,
            $"'{name.Value}' is not a valid environment variable name{(always is null ? " before 1.32" : "")}: {reason}",
            Trim(name, context.Target));
    }

    private static CodeFix? Trim(Located<string> name, TargetVersions target)
    {
        string trimmed = name.Value.Trim();
        bool isValid = EnvironmentNames.Check(trimmed) is null && (!target.HasBelow(Relaxed) || EnvironmentNames.CheckStrictly(trimmed) is null);
        return isValid && trimmed != name.Value
            ? CodeFix.Safe($"Take the blanks off: {trimmed}", name.Node, editor => editor.SetScalar(YamlPath.Of(name.Node), YamlValue.String(trimmed)))
            : null;
    }
}
