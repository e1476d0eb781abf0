namespace ManifestLint.Diagnostics;

/// <summary>The smallest named set of rules that a rule belongs to; each set holds the ones before it.</summary>
public enum RulePreset
{
    /// <summary>Errors and warnings about delivery and correctness, with low noise; the default.</summary>
    Recommended,

    /// <summary>Adds information, and policy about resources and spread.</summary>
    Strict,

    /// <summary>Adds what is a matter of taste.</summary>
    All,
}
