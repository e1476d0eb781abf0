using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>Holds a change to the rules: what it leaves behind must have no error.</summary>
public static class ReleaseGate
{
    /// <summary>The first error that the set has after the change, with whether the change makes it; null when there is none.</summary>
    /// <param name="linter">The rules.</param>
    /// <param name="change">The change.</param>
    /// <param name="maximumThreads">How many threads may lint.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public static ReleaseRefusal? FindObjection(Linter linter, ReleaseChange change, int maximumThreads = 1, CancellationToken cancellation = default)
    {
        if (change.IsNothing)
            return null;

        Diagnostic[] after = FindErrors(linter, change.After, maximumThreads, cancellation);
        if (after.Length == 0)
            return null;

        var before = FindErrors(linter, change.Before, maximumThreads, cancellation).Select(KeyOf).ToHashSet();
        Diagnostic first = Array.Find(after, error => !before.Contains(KeyOf(error))) ?? after[0];
        bool isOld = before.Contains(KeyOf(first));
        return new ReleaseRefusal(RefusalKind.Precondition, $"{(isOld ? "the set has an error" : "the change would bring an error")}: {first.Descriptor.Id} {first.Message}")
        {
            Place = first.Location,
            Remedy = $"{(isOld ? "repair it first; " : "")}manifestlint explain {first.Descriptor.Id}",
            CanBeForced = true,
        };
    }

    private static Diagnostic[] FindErrors(Linter linter, ReleaseState state, int maximumThreads, CancellationToken cancellation)
    {
        var objects = new HashSet<Resource>(state.Set.Sides.Select(side => side.Resource).Concat(state.Set.Services.Select(service => service.Resource)));
        objects.UnionWith(state.Set.Sides.SelectMany(side => state.Resources.ScalersOf(side)).Select(scaler => scaler.Resource));
        objects.UnionWith(state.Set.Sides.SelectMany(side => state.Resources.DisruptionBudgetsOf(side)).Select(budget => budget.Resource));
        return [.. linter.Lint(state.Resources, maximumThreads, cancellation).Diagnostics.Where(finding =>
            finding.Severity == DiagnosticSeverity.Error && (finding.Resource is null || objects.Contains(finding.Resource)))];
    }

    private static (string Rule, string Path, string Message) KeyOf(Diagnostic finding) => (finding.Descriptor.Id, finding.Location.File.Path, finding.Message);
}
