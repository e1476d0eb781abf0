using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Suppressions;

/// <summary>A finding for which no suppression could be written.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Reason">Why, in plain words: no capital, no final period.</param>
public sealed record UnwrittenSuppression(Diagnostic Finding, string Reason);

/// <summary>What writing suppressions came to.</summary>
/// <param name="Files">The files that change, in ordinal order of their paths.</param>
/// <param name="Suppressed">The findings that are suppressed now.</param>
/// <param name="Unwritten">The other findings, with the reason.</param>
public sealed record WrittenSuppressions(ImmutableArray<FixedFile> Files, ImmutableArray<Diagnostic> Suppressed, ImmutableArray<UnwrittenSuppression> Unwritten);

/// <summary>Writes suppressions for findings where a person would write them. Nothing but comments comes into a file, and annotations where none can stand.</summary>
/// <param name="rules">All rules, also those that do not run.</param>
/// <param name="configurations">Tells what may be suppressed where.</param>
/// <param name="reason">Why the findings do not count, on one line; null when nobody says.</param>
public sealed class SuppressionWriter(IEnumerable<DiagnosticDescriptor> rules, ConfigurationMap configurations, string? reason)
{
    private readonly RuleIndex _names = new(rules);
    private readonly SuppressionText _text = new(reason);

    /// <summary>Whether a reason is asked for where one of these findings stands and may be suppressed.</summary>
    public bool NeedsReason(IEnumerable<Diagnostic> findings) =>
        findings.Any(finding => WhyNot(finding) is null && SuppressionPolicy.AsksForReasons(ConfigurationOf(finding)));

    /// <summary>Writes a suppression for each finding.</summary>
    public WrittenSuppressions Write(IEnumerable<Diagnostic> findings)
    {
        var files = ImmutableArray.CreateBuilder<FixedFile>();
        var suppressed = ImmutableArray.CreateBuilder<Diagnostic>();
        var unwritten = ImmutableArray.CreateBuilder<UnwrittenSuppression>();
        foreach (IGrouping<ManifestFile, Diagnostic> group in findings.GroupBy(finding => finding.Location.File).OrderBy(group => group.Key.Path, StringComparer.Ordinal))
        {
            var wanted = new List<Diagnostic>();
            foreach (Diagnostic finding in group.Order(Comparer<Diagnostic>.Create(Diagnostic.Compare)))
            {
                if (WhyNot(finding) is { } reason)
                    unwritten.Add(new UnwrittenSuppression(finding, reason));
                else
                    wanted.Add(finding);
            }

            if (wanted.Count == 0)
                continue;

            var writer = new FileSuppressionWriter(group.Key, wanted, _names, _text);
            if (writer.Write() is { } file)
                files.Add(file);
            suppressed.AddRange(writer.Suppressed);
            unwritten.AddRange(writer.Unwritten);
        }

        return new WrittenSuppressions(files.DrainToImmutable(), suppressed.DrainToImmutable(), unwritten.DrainToImmutable());
    }

    private LintConfiguration ConfigurationOf(Diagnostic finding) => finding.Resource is { } resource ? configurations.For(resource) : configurations.For(finding.Location.File);

    private string? WhyNot(Diagnostic finding)
    {
        string id = finding.Descriptor.Id;
        if (!SuppressionPolicy.IsSuppressible(finding.Descriptor))
            return "it cannot be suppressed";
        if (id is "ML0011" or "ML0012" or "ML0013")
            return "it is about a suppression, which is better repaired";
        if (finding.Location.File.Tree is null)
            return "the file cannot be read";
        return SuppressionPolicy.Allows(ConfigurationOf(finding), id) ? null : SuppressionPolicy.WhyRefused(ConfigurationOf(finding), id);
    }
}
