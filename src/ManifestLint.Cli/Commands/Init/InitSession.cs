using System.Collections.Immutable;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Configuration.Migration;
using ManifestLint.Releases.Generation;

namespace ManifestLint.Cli.Commands.Init;

/// <summary>One run of <c>init</c>: look, translate, write, say what comes next.</summary>
internal sealed class InitSession(CommandEnvironment environment, InitOptions options)
{
    private readonly GeneratedOutput _output = new(environment, options.IsForced, isQuiet: false);

    /// <summary>Runs and tells the exit code.</summary>
    public int Run()
    {
        CancellationToken cancellation = environment.WatchForInterrupt();
        string directory = Path.TrimEndingDirectorySeparator(environment.FullPath(options.Directory));
        if (!Directory.Exists(directory))
            throw new WrongUseException($"{options.Directory} is no directory");

        RepositoryFacts facts = new RepositoryScan(environment, directory).Run();
        PeerMigration migration = PeerMigration.Translate(facts.Peers, environment.CreateRules().Select(rule => rule.Descriptor));
        string text = new ConfigurationDraft(facts, migration).Print();
        _output.Tell(facts.Troubles);
        if (options.WritesToOutput)
        {
            TellLeft(migration);
            _output.Write(writer => writer.Write(text));
            return ExitCode.Clean;
        }

        ImmutableArray<TargetFile> targets = new GeneratedFileWriter(environment).Look(options.Directory, [new GeneratedFile(FileName(directory), text)]);
        if (options.IsDryRun)
        {
            TellLeft(migration);
            _output.ShowDifferences(targets);
            return ExitCode.Clean;
        }

        if (_output.Write(targets, cancellation) is { } refused)
            return refused;
        TellLeft(migration);
        _output.Write(writer => new InitReport(writer, facts, migration, targets).Write(options.Directory));
        return ExitCode.Clean;
    }

    // A file of the other name would be one too many.
    private static string FileName(string directory) =>
        ConfigurationKeys.FileNames.FirstOrDefault(name => File.Exists(Path.Combine(directory, name))) ?? ConfigurationKeys.FileNames[0];

    private void TellLeft(PeerMigration migration)
    {
        if (!migration.Left.IsEmpty)
            _output.Tell([$"{ReportText.Count(migration.Left.Length, "setting")} of other linters not carried over, listed in the file"]);
    }
}
