namespace ManifestLint.Diagnostics;

/// <summary>Whether a rule's findings come with a fix; the tests hold every rule to what it declares.</summary>
public enum FixAvailability
{
    /// <summary>Never.</summary>
    None,

    /// <summary>Only where it is certain what to write.</summary>
    Sometimes,

    /// <summary>With every finding.</summary>
    Always,
}
