using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Fixes;

/// <summary>
/// Applies fixes round by round until nothing changes: all that do not conflict at once, then a new look at the new text. A fix that would break its
/// file is left out; when it is not one fix alone that does, the file stays as it was.
/// </summary>
/// <param name="linter">Finds what to fix.</param>
/// <param name="allowed">The riskiest fixes that may be applied.</param>
/// <param name="maximumThreads">How many threads may share the work.</param>
public sealed class FixApplier(Linter linter, FixSafety allowed, int maximumThreads = 1)
{
    /// <summary>Rounds after which fixing stops even though fixes are left; fixes that undo each other would never end.</summary>
    public const int MaximumRounds = 10;

    /// <summary>Fixes every linted file of the bundles.</summary>
    /// <param name="bundles">What to fix; they are not changed.</param>
    /// <param name="cancellation">Ends fixing early; nothing has been written then.</param>
    public FixResult Apply(ImmutableArray<Bundle> bundles, CancellationToken cancellation = default)
    {
        var originals = bundles.SelectMany(bundle => bundle.Files).Where(file => file.Role == FileRole.Linted).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var refused = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var harmful = new HashSet<(string Path, string Rule, string Message)>();
        var applied = new List<Diagnostic>();
        ImmutableArray<Bundle> current = bundles;
        LintResult found = Lint(current, cancellation);
        LintResult result = found;
        for (int round = 0; round < MaximumRounds; round++)
        {
            var chosen = ChooseFixes(result, refused, harmful);
            if (chosen.Count == 0)
                break;

            ImmutableArray<Bundle> next = Rewrite(current, chosen, refused);
            LintResult nextResult = Lint(next, cancellation);
            List<string> worse = FindWorse(result, nextResult, chosen);
            if (worse.Count > 0)
            {
                // Without the harmful ones the others are tried again; what came before this round stays.
                foreach (Diagnostic diagnostic in worse.SelectMany(path => FindHarmful(current, result, chosen[path], cancellation)))
                    harmful.Add(KeyOf(diagnostic));
                worse.RemoveAll(path => chosen[path].Exists(diagnostic => harmful.Contains(KeyOf(diagnostic))));
                foreach (string path in worse)
                {
                    refused[path] = "a fix would have added an error";
                    chosen.Remove(path);
                    applied.RemoveAll(diagnostic => diagnostic.Location.File.Path == path);
                }

                if (worse.Count > 0)
                {
                    current = Restore(current, originals, worse);
                    result = Lint(current, cancellation);
                }

                continue;
            }

            applied.AddRange(chosen.Where(pair => !refused.ContainsKey(pair.Key)).SelectMany(pair => pair.Value));
            current = next;
            result = nextResult;
        }

        ImmutableArray<FixedFile> files =
        [
            .. current.SelectMany(bundle => bundle.Files)
                .Where(file => originals.TryGetValue(file.Path, out ManifestFile? before) && before.Tree?.Text.Text != file.Tree?.Text.Text)
                .Select(file => new FixedFile(originals[file.Path], file))
                .OrderBy(file => file.After.Path, StringComparer.Ordinal),
        ];
        applied.Sort(Diagnostic.Compare);
        return new FixResult(files, [.. applied], found, result, FindDropped(result, refused, harmful), refused.ToImmutable());
    }

    private static (string Path, string Rule, string Message) KeyOf(Diagnostic diagnostic) => (diagnostic.Location.File.Path, diagnostic.Descriptor.Id, diagnostic.Message);

    // Each of the file's fixes alone.
    private IEnumerable<Diagnostic> FindHarmful(ImmutableArray<Bundle> bundles, LintResult before, List<Diagnostic> fixes, CancellationToken cancellation)
    {
        foreach (Diagnostic diagnostic in fixes)
        {
            var only = new Dictionary<string, List<Diagnostic>>(StringComparer.Ordinal) { [diagnostic.Location.File.Path] = [diagnostic] };
            var unreadable = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            ImmutableArray<Bundle> next = Rewrite(bundles, only, unreadable);
            if (unreadable.Count > 0 || FindWorse(before, Lint(next, cancellation), only).Count > 0)
                yield return diagnostic;
        }
    }

    // Every round leaves only fixes of files that were given up; others are left when the rounds end.
    private ImmutableArray<Diagnostic> FindDropped(
        LintResult result,
        ImmutableDictionary<string, string>.Builder refused,
        HashSet<(string Path, string Rule, string Message)> harmful)
    {
        var dropped = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            LintConfiguration configuration = linter.Configurations.For(diagnostic.Location.File);
            if (!configuration.IsEnabled(EngineDiagnostics.FixNotApplied) || diagnostic.ProposedFix is not { } proposed || proposed.Safety > allowed || diagnostic.Fix is null)
                continue;

            string reason = harmful.Contains(KeyOf(diagnostic)) ? "it would have added an error" : refused.GetValueOrDefault(diagnostic.Location.File.Path, $"there are still fixes to apply after {MaximumRounds} rounds");
            dropped.Add(diagnostic with
            {
                Descriptor = EngineDiagnostics.FixNotApplied,
                Severity = configuration.GetSeverity(EngineDiagnostics.FixNotApplied, EngineDiagnostics.FixNotApplied.Severity),
                Message = $"The fix for {diagnostic.Descriptor.Id} was not applied: {reason}",
                ProposedFix = null,
                Related = [],
            });
        }

        dropped.Sort(Diagnostic.Compare);
        return dropped.DrainToImmutable();
    }

    private LintResult Lint(ImmutableArray<Bundle> bundles, CancellationToken cancellation) =>
        linter.Lint(ResourceSet.Create(bundles), maximumThreads, cancellation);

    // In the order of the report, so that the choice does not depend on threads; the first of two that conflict wins this round.
    private Dictionary<string, List<Diagnostic>> ChooseFixes(
        LintResult result,
        ImmutableDictionary<string, string>.Builder refused,
        HashSet<(string Path, string Rule, string Message)> harmful)
    {
        var chosen = new Dictionary<string, List<Diagnostic>>(StringComparer.Ordinal);
        var taken = new Dictionary<string, ChangeSet>(StringComparer.Ordinal);
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            string path = diagnostic.Location.File.Path;
            if (diagnostic.ProposedFix is not { } proposed || proposed.Safety > allowed || refused.ContainsKey(path) || harmful.Contains(KeyOf(diagnostic)) || diagnostic.Fix is not { } fix)
                continue;

            if (!taken.TryGetValue(path, out ChangeSet? changes))
                taken[path] = changes = new ChangeSet();
            if (!changes.TryAdd(fix.Changes))
                continue;

            if (!chosen.TryGetValue(path, out List<Diagnostic>? diagnostics))
                chosen[path] = diagnostics = [];
            diagnostics.Add(diagnostic);
        }

        return chosen;
    }

    private ImmutableArray<Bundle> Rewrite(ImmutableArray<Bundle> bundles, Dictionary<string, List<Diagnostic>> chosen, ImmutableDictionary<string, string>.Builder refused) =>
        Replace(bundles, file =>
        {
            if (!chosen.TryGetValue(file.Path, out List<Diagnostic>? diagnostics))
                return file;

            ImmutableArray<TextChange> changes = [.. diagnostics.SelectMany(diagnostic => diagnostic.Fix!.Changes).OrderBy(change => change.Span)];
            ManifestFile rewritten = file.WithText(file.Tree!.Text.WithChanges(changes), maximumThreads);
            if (CountErrors(rewritten) <= CountErrors(file))
                return rewritten;

            refused[file.Path] = "a fix would have made the file unreadable";
            return file;
        });

    private static ImmutableArray<Bundle> Restore(ImmutableArray<Bundle> bundles, Dictionary<string, ManifestFile> originals, List<string> paths) =>
        Replace(bundles, file => paths.Contains(file.Path) ? originals[file.Path] : file);

    private static ImmutableArray<Bundle> Replace(ImmutableArray<Bundle> bundles, Func<ManifestFile, ManifestFile> replace) =>
        [.. bundles.Select(bundle => new Bundle([.. bundle.Files.Select(replace)], bundle.IsReadWhole))];

    // A file is worse when it has more errors of some rule than before its fixes, unless one of them uncovers what was there.
    private static List<string> FindWorse(LintResult before, LintResult after, Dictionary<string, List<Diagnostic>> changed)
    {
        Dictionary<(string Path, string Rule), int> earlier = CountErrorsByRule(before);
        return
        [
            .. CountErrorsByRule(after)
                .Where(pair => changed.TryGetValue(pair.Key.Path, out List<Diagnostic>? fixes) && !fixes.Exists(fix => fix.Fix!.Uncovers) && pair.Value > earlier.GetValueOrDefault(pair.Key))
                .Select(pair => pair.Key.Path)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static Dictionary<(string Path, string Rule), int> CountErrorsByRule(LintResult result) =>
        result.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .GroupBy(diagnostic => (diagnostic.Location.File.Path, diagnostic.Descriptor.Id))
            .ToDictionary(group => group.Key, group => group.Count());

    private static int CountErrors(ManifestFile file) => file.Tree!.Documents.Sum(document => document.Errors.Length);
}
