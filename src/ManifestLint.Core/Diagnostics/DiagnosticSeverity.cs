namespace ManifestLint.Diagnostics;

/// <summary>How bad a finding is; ordered, so that severities compare.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Hygiene: costs little, helps later.</summary>
    Info,

    /// <summary>Requests will likely be lost, or a rollout can hang.</summary>
    Warning,

    /// <summary>The API server rejects it, or an outage is certain when it is applied or updated.</summary>
    Error,
}
