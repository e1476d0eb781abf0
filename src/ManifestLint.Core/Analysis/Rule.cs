using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Analysis;

/// <summary>
/// One rule: registers what it wants to look at, and reports what it finds. An instance serves a whole run and is called from several threads
/// at once, so it keeps no state.
/// </summary>
public abstract class Rule
{
    /// <summary>What the rule is called and how bad its findings are.</summary>
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>What a user may set.</summary>
    public virtual ImmutableArray<RuleOption> Options => [];

    /// <summary>Registers the rule's actions; called once.</summary>
    public abstract void Initialize(AnalysisContext context);
}
