namespace ManifestLint.Diagnostics;

/// <summary>
/// The smallest named set of rules that a rule belongs to. <see cref="Strict"/> holds <see cref="Recommended"/>, <see cref="All"/> holds everything;
/// <see cref="Security"/> is a set of its own.
/// </summary>
public enum RulePreset
{
    /// <summary>Errors and warnings about delivery and correctness, with low noise; the default.</summary>
    Recommended,

    /// <summary>Adds information, and policy about resources and spread.</summary>
    Strict,

    /// <summary>What limits an attacker; says nothing about delivery. It has no rules yet.</summary>
    Security,

    /// <summary>Adds what is a matter of taste.</summary>
    All,
}
