using System.Collections.Immutable;
using System.CommandLine;
using ManifestLint.Analysis;
using ManifestLint.Cli.Inputs;
using ManifestLint.Cli.Merging;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary><c>manifestlint merge A B…</c>: the reports of several machines as one.</summary>
internal static class MergeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var reports = new Argument<string[]>("REPORT") { Description = "Reports of lint, all json or all sarif.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Write the report to a file instead of standard output." };
        var failOn = new Option<string>("--fail-on") { HelpName = "LEVEL", Description = "Exit with 1 from this severity on: error, warning, info or never.", DefaultValueFactory = _ => "warning" };
        var command = new Command("merge", "Put the reports of several runs together, as if it had been one run.");
        command.Arguments.Add(reports);
        command.Options.Add(output);
        command.Options.Add(failOn);
        MisspeltOptions.Refuse(command, reports);
        command.SetAction(parsed => Run(environment, parsed.GetValue(reports)!, parsed.GetValue(output), RuleSelection.ParseLevel(parsed.GetValue(failOn)!, " in --fail-on", off: "never")));
        return command;
    }

    private static int Run(CommandEnvironment environment, string[] paths, string? output, DiagnosticSeverity? failOn)
    {
        var reader = new ReportFileReader(environment);
        ImmutableArray<ReportFile> reports = [.. paths.Select(reader.Read)];
        if (reports.FirstOrDefault(report => report.Format != reports[0].Format) is { } other)
            throw new WrongUseException($"{other.Path} is {NameOf(other.Format)}, {reports[0].Path} is {NameOf(reports[0].Format)}; merge reports of one format");

        MergedReport merged = reports[0].Format == MergeFormat.Json ? JsonMerger.Merge(reports) : SarifMerger.Merge(reports);
        Write(environment, output, merged.Bytes);
        return Judge(merged.Findings, failOn);
    }

    private static string NameOf(MergeFormat format) => format == MergeFormat.Json ? "json" : "sarif";

    private static void Write(CommandEnvironment environment, string? output, byte[] bytes)
    {
        if (output is not null)
        {
            if (new AtomicFile(environment.Disk).TryWrite(environment.FullPath(output), bytes, environment.WatchForInterrupt()) is { } reason)
                throw new WrongUseException($"cannot write {output}: {reason}");
            return;
        }

        try
        {
            environment.Output.Write(bytes);
            environment.Output.Flush();
        }
        catch (IOException exception)
        {
            throw new WrongUseException($"cannot write to standard output: {FileTrouble.Describe("", exception)}");
        }
    }

    // As lint judges.
    private static int Judge(ImmutableArray<MergedFinding> findings, DiagnosticSeverity? failOn)
    {
        string nothing = EngineDiagnostics.NothingLinted.Id;
        if (findings.Any(finding => finding.Rule == EngineDiagnostics.RuleFailed.Id))
            return ExitCode.Defect;
        if (failOn is { } level && findings.Any(finding => finding.Severity >= level && finding.Rule != nothing))
            return ExitCode.Findings;
        return findings.Any(finding => finding.Rule == nothing) ? ExitCode.NothingLinted : ExitCode.Clean;
    }
}
