using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Baselines;

/// <summary>Takes the findings out that a baseline holds, and reports entries that stand for nothing any more.</summary>
/// <param name="baseline">What is let through.</param>
/// <param name="scope">What is known about the run.</param>
public sealed class BaselineFilter(Baseline baseline, BaselineScope scope) : IFindingFilter
{
    private readonly Lazy<Dictionary<string, DiagnosticDescriptor>> _rules = new(() => scope.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal));

    /// <inheritdoc/>
    public int Apply(ResourceSet resources, List<Diagnostic> findings)
    {
        List<KnownFinding> known = Recognise(findings);
        BaselineFiles files = FilesOf(resources.Bundles);
        BaselineMatch match = Match(known, files);
        var hidden = new HashSet<Diagnostic>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < known.Count; i++)
        {
            if (match.Holds(i) && !IsLocked(known[i].Finding))
                hidden.Add(known[i].Finding);
        }

        List<Diagnostic> stale = scope.TellsStaleEntries ? FindStale(match, files, findings) : [];
        findings.RemoveAll(hidden.Contains);
        if (stale.Count > 0)
        {
            findings.AddRange(stale);
            findings.Sort(Diagnostic.Compare);
        }

        return hidden.Count;
    }

    /// <summary>
    /// The baseline after a run: a new entry for every finding, and the entries that the run says nothing about, because their files were not part of it.
    /// </summary>
    /// <param name="bundles">The manifests of the run.</param>
    /// <param name="findings">All findings of the run, in the order of a report.</param>
    public BaselineUpdate Update(ImmutableArray<Bundle> bundles, ImmutableArray<Diagnostic> findings)
    {
        List<KnownFinding> known = Recognise(findings);
        BaselineFiles files = FilesOf(bundles);
        BaselineMatch match = Match(known, files);
        var entries = new List<BaselineEntry>();
        var left = ImmutableArray.CreateBuilder<Diagnostic>();
        left.AddRange(findings.Where(finding => !Baseline.CanHold(finding.Descriptor)));
        int added = 0;
        int locked = 0;
        for (int i = 0; i < known.Count; i++)
        {
            Diagnostic finding = known[i].Finding;
            if (IsLocked(finding))
            {
                left.Add(finding);
                locked++;
                continue;
            }

            entries.Add(new BaselineEntry(known[i].Key, finding.Descriptor.Name, finding.Message));
            added += match.Holds(i) ? 0 : 1;
        }

        int removed = 0;
        HashSet<ManifestFile> failed = FindFailed(findings);
        for (int i = 0; i < baseline.Entries.Length; i++)
        {
            if (match.IsUsed[i])
                continue;
            if (IsStale(baseline.Entries[i], files, failed))
                removed++;
            else
                entries.Add(baseline.Entries[i]);
        }

        left.Sort(Diagnostic.Compare);
        return new BaselineUpdate(Baseline.Of(entries), left.DrainToImmutable()) { Added = added, Removed = removed, Locked = locked };
    }

    private List<KnownFinding> Recognise(IEnumerable<Diagnostic> findings)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var known = new List<KnownFinding>();
        foreach (Diagnostic finding in findings)
        {
            if (!Baseline.CanHold(finding.Descriptor))
                continue;

            string path = finding.Location.File.Path;
            if (!names.TryGetValue(path, out string? name))
                names[path] = name = scope.NameOf(path);
            known.Add(new KnownFinding(finding, FindingKey.Of(finding, name)));
        }

        return known;
    }

    private BaselineFiles FilesOf(ImmutableArray<Bundle> bundles) => new(bundles, scope.NameOf);

    private BaselineMatch Match(List<KnownFinding> known, BaselineFiles files) => BaselineMatch.Find(baseline.Entries, known, entry => MayHaveMoved(entry.Key, files));

    // In another file there may be another object of the name: while the entry's own file holds it, the entry is about that one.
    private bool MayHaveMoved(FindingKey key, BaselineFiles files) => files.Find(key.File) is { } file
        ? key.Kind.Length > 0 && file.IsReadable && !file.Holds(key)
        : scope.IsGone(key.File);

    private bool IsLocked(Diagnostic finding)
    {
        LintConfiguration configuration = finding.Resource is { } resource ? scope.Configurations.For(resource) : scope.Configurations.For(finding.Location.File);
        return configuration.Locked.Contains(finding.Descriptor.Id);
    }

    private List<Diagnostic> FindStale(BaselineMatch match, BaselineFiles files, List<Diagnostic> findings)
    {
        var stale = new List<Diagnostic>();
        if (baseline.File is not { } place)
            return stale;

        DiagnosticDescriptor descriptor = EngineDiagnostics.StaleBaselineEntry;
        HashSet<ManifestFile> failed = FindFailed(findings);
        for (int i = 0; i < baseline.Entries.Length; i++)
        {
            BaselineEntry entry = baseline.Entries[i];
            if (match.IsUsed[i] || !IsStale(entry, files, failed))
                continue;

            stale.Add(new Diagnostic
            {
                Descriptor = descriptor,
                Severity = scope.Configurations.First.GetSeverity(descriptor, descriptor.Severity),
                Message = $"The baseline entry for {entry.Key.Rule} in {entry.Key.File} is fixed and can go",
                Location = new Location(place, entry.Span),
            });
        }

        return stale;
    }

    // Files in which a rule threw: what it would have found is not known.
    private static HashSet<ManifestFile> FindFailed(IEnumerable<Diagnostic> findings) =>
        [.. findings.Where(finding => finding.Descriptor.Id == EngineDiagnostics.RuleFailed.Id).Select(finding => finding.Location.File)];

    // Nothing is said about what the run did not look at: a rule that does not run, a file that was read alone or cannot be read whole.
    private bool IsStale(BaselineEntry entry, BaselineFiles files, HashSet<ManifestFile> failed)
    {
        DiagnosticDescriptor? rule = _rules.Value.GetValueOrDefault(entry.Key.Rule);
        if (files.Find(entry.Key.File) is not { } file)
            return scope.IsGone(entry.Key.File) && scope.IsCovered(entry.Key.File) && (rule is null || scope.Configurations.First.IsEnabled(rule));
        if (!file.IsJudged || file.Files.Any(failed.Contains))
            return false;

        LintConfiguration configuration = file.ResourceOf(entry.Key) is { } resource ? scope.Configurations.For(resource) : scope.Configurations.For(file.Files[0]);
        return rule is null || configuration.IsEnabled(rule);
    }
}

/// <summary>What becomes of a baseline.</summary>
/// <param name="Baseline">The new one.</param>
/// <param name="Left">The findings that it cannot hold.</param>
public sealed record BaselineUpdate(Baseline Baseline, ImmutableArray<Diagnostic> Left)
{
    /// <summary>How many findings it holds that the old one did not.</summary>
    public int Added { get; init; }

    /// <summary>How many entries are gone.</summary>
    public int Removed { get; init; }

    /// <summary>How many findings it cannot hold because their rule is locked.</summary>
    public int Locked { get; init; }
}
