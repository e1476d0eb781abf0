using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Inputs.Kustomize;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary>Says in the report what kustomizations name and is not there, and what cannot be built.</summary>
internal static class KustomizationFindings
{
    /// <summary>The findings. A build that failed for a file that is reported as missing is not reported again.</summary>
    public static IEnumerable<Diagnostic> Find(LintInputs inputs, ConfigurationMap configurations) =>
        FindAll(inputs, configurations).Where(finding => configurations.For(finding.Location.File).IsEnabled(finding.Descriptor));

    private static IEnumerable<Diagnostic> FindAll(LintInputs inputs, ConfigurationMap configurations)
    {
        foreach (MissingItem missing in inputs.Missing)
        {
            yield return Report(configurations, $"Cannot read {missing.Path}: {missing.Reason}", new Location(missing.Kustomization, missing.Node.ContentSpan)) with
            {
                Node = missing.Node.Handle,
            };
        }

        foreach (FailedBuild failed in inputs.Rendered?.Failures ?? [])
        {
            if (!failed.HasMissingItem)
                yield return Report(configurations, $"Cannot build {failed.Directory}: {failed.Reason}", new Location(failed.Kustomization, default));
        }
    }

    private static Diagnostic Report(ConfigurationMap configurations, string message, Location place) => new()
    {
        Descriptor = EngineDiagnostics.UnreadableFile,
        Severity = configurations.For(place.File).GetSeverity(EngineDiagnostics.UnreadableFile, EngineDiagnostics.UnreadableFile.Severity),
        Message = message,
        Location = place,
    };
}
