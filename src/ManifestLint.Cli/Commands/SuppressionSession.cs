using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Suppressions;

namespace ManifestLint.Cli.Commands;

/// <summary>The part of a run that writes suppressions (<c>--add-suppressions</c>), in the form in which fixes are written.</summary>
internal sealed class SuppressionSession(LintOptions options, LintInputs inputs, ImmutableArray<Rule> rules, Linter linter)
{
    /// <summary>Finds what is reported, and the texts in which it is suppressed; nothing is written to the disk yet.</summary>
    /// <param name="notes">Takes what there is to say.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="WrongUseException">A reason is asked for and none is given.</exception>
    public FixResult Write(List<string> notes, CancellationToken cancellation)
    {
        LintResult found = linter.Lint(ResourceSet.Create(inputs.Bundles), options.Jobs, cancellation);
        ILookup<bool, Diagnostic> findings = found.Diagnostics.ToLookup(finding => IsOnDisk(finding.Location.File));
        var writer = new SuppressionWriter(rules.Select(rule => rule.Descriptor), linter.Configurations, options.SuppressionReason);
        if (options.SuppressionReason is null && writer.NeedsReason(findings[true]))
            throw new WrongUseException("--add-suppressions: every suppression has to say why here; add --reason TEXT");

        WrittenSuppressions written = writer.Write(findings[true]);
        if (!options.IsQuiet && options.Fix == FixMode.Write)
            notes.Add($"{ReportText.Count(written.Suppressed.Length, "finding")} suppressed in {ReportText.Count(written.Files.Length, "file")}");
        IEnumerable<UnwrittenSuppression> elsewhere = findings[false].Select(finding => new UnwrittenSuppression(finding, "it was found in no file that could be changed"));
        AddNotes([.. written.Unwritten, .. elsewhere], notes);

        var after = written.Files.ToDictionary(file => file.Before, file => file.After);
        ImmutableArray<Bundle> bundles = [.. inputs.Bundles.Select(bundle => new Bundle([.. bundle.Files.Select(file => after.GetValueOrDefault(file, file))], bundle.IsReadWhole))];
        LintResult remaining = after.Count == 0 ? found : linter.Lint(ResourceSet.Create(bundles), options.Jobs, cancellation);
        return new FixResult(written.Files, written.Suppressed, found, remaining, NotApplied: [], Refused: ImmutableDictionary<string, string>.Empty);
    }

    private bool IsOnDisk(ManifestFile file) => file == inputs.Input || inputs.FullPaths.ContainsKey(file.Path);

    // One line for each rule of a file: a hundred findings of one kind are one thing to know.
    private static void AddNotes(IEnumerable<UnwrittenSuppression> unwritten, List<string> notes)
    {
        foreach (var group in unwritten.GroupBy(one => (one.Finding.Location.File.Path, one.Finding.Descriptor.Id, one.Reason)))
        {
            (_, string id, string reason) = group.Key;
            int count = group.Count();
            string what = count == 1 ? id : $"{ReportText.Count(count, "finding")} of {id}, this one first,";
            notes.Add($"{ReportText.Place(group.First().Finding.Location)}: {what} not suppressed: {reason}");
        }
    }
}
