using System.Collections.Immutable;
using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Baselines;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands;

/// <summary>The baseline of a run: the file that is read, and the one that is written.</summary>
internal sealed class BaselineUse
{
    private readonly CommandEnvironment _environment;
    private readonly LintOptions _options;
    private readonly Baseline _baseline;
    private readonly BaselineFilter _filter;
    private readonly bool _tellsStaleEntries;

    // What the file held; null when there was none.
    private readonly byte[]? _bytes;

    private BaselineUse(CommandEnvironment environment, LintOptions options, Baseline baseline, byte[]? bytes, BaselineScope scope)
    {
        _environment = environment;
        _options = options;
        _baseline = baseline;
        _bytes = bytes;
        _tellsStaleEntries = scope.Configurations.First.IsEnabled(EngineDiagnostics.StaleBaselineEntry);
        _filter = new BaselineFilter(baseline, scope with
        {
            TellsStaleEntries = (_tellsStaleEntries || options.PrunesBaseline) && options.Since is null && options.Shard is null,
        });
    }

    /// <summary>What takes out the findings that the baseline holds; null when it is to be written, for which all are needed.</summary>
    public BaselineFilter? Filter => _options.NewBaseline is null ? _filter : null;

    /// <summary>Reads the file that the options name.</summary>
    /// <exception cref="WrongUseException">It cannot be read, or is no baseline.</exception>
    public static BaselineUse Open(CommandEnvironment environment, LintOptions options, ImmutableArray<Rule> rules, ConfigurationMap configurations)
    {
        // Its paths begin where the file is, so that they mean the same wherever the command is run.
        string directory = Path.GetDirectoryName(environment.FullPath(options.Baseline ?? options.NewBaseline!))!;
        string[] covered = [.. (options.Paths.IsEmpty ? ["."] : options.Paths).Select(environment.FullPath).Where(Directory.Exists).Select(path => Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar)];
        var scope = new BaselineScope
        {
            Configurations = configurations,
            Rules = [.. rules.Select(rule => rule.Descriptor)],
            NameOf = path => NameOf(environment, directory, path),
            IsGone = name => !File.Exists(Path.GetFullPath(name, directory)),
            IsCovered = name => Array.Exists(covered, area => Path.GetFullPath(name, directory).StartsWith(area, StringComparison.Ordinal)),
        };
        (Baseline baseline, byte[]? bytes) = options.Baseline is { } file ? Read(environment, options, file) : (Baseline.Empty, null);
        return new BaselineUse(environment, options, baseline, bytes, scope);
    }

    /// <summary>Writes the new baseline, or removes entries from the old one, as the options say.</summary>
    /// <returns>The report without what the baseline now holds, or without the entries that are gone.</returns>
    public LintReport Write(LintReport report, LintInputs inputs, Action<string> complain, Action<string> note, CancellationToken cancellation)
    {
        if (_options.NewBaseline is { } path)
            return Write(path, report, inputs, complain, note, cancellation);
        return _options.PrunesBaseline ? Prune(report, complain, note, cancellation) : report;
    }

    private LintReport Write(string path, LintReport report, LintInputs inputs, Action<string> complain, Action<string> note, CancellationToken cancellation)
    {
        BaselineUpdate update = _filter.Update(inputs.Bundles, report.Findings);
        if (new AtomicFile(_environment.Disk).TryWrite(_environment.FullPath(path), Bytes(update.Baseline), cancellation) is { } reason)
        {
            complain($"cannot write {path}: {reason}");
            return report;
        }

        int count = update.Baseline.Entries.Length;
        string difference = _options.Baseline is null ? "" : $" ({update.Added} new, {update.Removed} gone)";
        note($"{path} holds {ReportText.Count(count, "finding")}{difference}");
        if (update.Locked > 0)
            note($"{ReportText.Count(update.Locked, "finding")} of locked rules {(update.Locked == 1 ? "is" : "are")} not in it and {(update.Locked == 1 ? "stays" : "stay")} reported");
        return report with { Findings = update.Left, Baselined = report.Findings.Length - update.Left.Length };
    }

    private LintReport Prune(LintReport report, Action<string> complain, Action<string> note, CancellationToken cancellation)
    {
        string path = _options.Baseline!;
        ImmutableArray<Diagnostic> stale = [.. report.Findings.Where(IsStaleEntry)];
        if (!stale.IsEmpty)
        {
            Baseline pruned = _baseline.Without(stale.Select(finding => finding.Location.Span));
            if (new AtomicFile(_environment.Disk).TryReplace(_environment.FullPath(path), _bytes!, Bytes(pruned), cancellation) is { } reason)
            {
                complain($"cannot write {path}: {reason}");
                return _tellsStaleEntries ? report : Without(report);
            }
        }

        note($"{(stale.Length == 1 ? "1 entry is" : $"{stale.Length} entries are")} removed from {path}, {_baseline.Entries.Length - stale.Length} left");
        return Without(report);
    }

    private static LintReport Without(LintReport report) => report with { Findings = [.. report.Findings.Where(finding => !IsStaleEntry(finding))] };

    private static bool IsStaleEntry(Diagnostic finding) => finding.Descriptor.Id == EngineDiagnostics.StaleBaselineEntry.Id;

    private static byte[] Bytes(Baseline baseline) => Encoding.UTF8.GetBytes(BaselineWriter.Write(baseline));

    private static string NameOf(CommandEnvironment environment, string directory, string path) =>
        path.StartsWith('<') ? path : (Path.GetRelativePath(directory, environment.FullPath(path)) is var name && Path.DirectorySeparatorChar == '/' ? name : name.Replace('\\', '/'));

    private static (Baseline Baseline, byte[]? Bytes) Read(CommandEnvironment environment, LintOptions options, string path)
    {
        string full = environment.FullPath(path);
        byte[] bytes;
        try
        {
            bytes = environment.Disk.Read(full);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            // The command that updates it also makes it.
            bool isMissing = exception is FileNotFoundException or DirectoryNotFoundException;
            if (isMissing && options.NewBaseline is { } written && environment.FullPath(written) == full)
                return (Baseline.Empty, null);
            throw new WrongUseException($"--baseline {path}: {FileTrouble.Describe(full, exception)}{(isMissing ? $"; 'manifestlint lint --write-baseline {path}' makes it" : "")}");
        }

        var file = ManifestFile.Parse(environment.DisplayPath(full, isWrittenRelative: !Path.IsPathRooted(path)), bytes);
        return BaselineReader.Read(file, out BaselineMistake? mistake) is { } baseline
            ? (baseline, bytes)
            : throw new WrongUseException($"--baseline {file.Path}:{mistake!.Position.Line + 1}:{mistake.Position.Character + 1}: {mistake.Message}");
    }
}
