using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>One run of an operation: read, decide, hold it to the rules, write, report.</summary>
internal sealed class ReleaseSession(CommandEnvironment environment, ReleaseOperationOptions options)
{
    /// <summary>Runs and tells the exit code.</summary>
    public int Run(Func<ReleaseState, ReleaseChange> operate)
    {
        CancellationToken cancellation = options.Writes ? environment.WatchForInterrupt() : default;
        var input = ReleaseInput.Read(environment, options.Set.Paths);
        ReleaseChange change;
        try
        {
            change = operate(ReleaseRecognizer.Recognize(input.Resources, input.Complete(options.Set.Query)));
        }
        catch (ReleaseRefusedException exception)
        {
            return input.Refuse(environment, exception.Refusal);
        }

        ImmutableArray<ReleaseRefusal> objections = FindObjections(change, cancellation);
        foreach (ReleaseRefusal objection in objections)
        {
            if (!options.IsForced || !objection.CanBeForced)
                return input.Refuse(environment, objection, mayForce: !options.IsForced);
        }

        if (options.Writes && !change.IsNothing)
            Write(change, input, cancellation);
        Report(change, [.. objections]);
        return options.IsCheck && !change.IsNothing ? ExitCode.Differs : ExitCode.Clean;
    }

    private ImmutableArray<ReleaseRefusal> FindObjections(ReleaseChange change, CancellationToken cancellation)
    {
        if (change.IsNothing)
            return [];

        ImmutableArray<Rule> rules = environment.CreateRules();
        var linter = new Linter(rules, CommandConfiguration.Read(environment, rules, preset: null, cancellation));
        ReleaseRefusal?[] all = [change.Objection, ReleaseGate.FindObjection(linter, change, Environment.ProcessorCount, cancellation)];
        return [.. all.OfType<ReleaseRefusal>()];
    }

    private void Write(ReleaseChange change, ReleaseInput input, CancellationToken cancellation)
    {
        if (change.Files.FirstOrDefault(file => file.Before == input.Inputs.Input) is not null)
            throw new WrongUseException("standard input cannot be edited in place; add --diff, --dry-run or --emit");
        if (new ReleaseWriter(environment.Disk, input.Inputs.FullPaths).Write(change.Files, cancellation) is { } trouble)
            throw new WrongUseException(trouble);
    }

    private void Report(ReleaseChange change, ImmutableArray<ReleaseRefusal> overruled)
    {
        using StreamWriter writer = ReportText.Open(environment.Output);
        if (options.IsDiff)
        {
            var diff = new UnifiedDiff(writer, environment.WantsColor, environment.IsOutputTerminal);
            foreach (ChangedFile file in change.Files)
                diff.Write(file.Before.Path, file.Before.Tree!.Text.Text, file.After.Tree!.Text.Text);
        }
        else if (options.Emission != ReleaseEmission.None)
        {
            ReleaseEmissions.Write(writer, change, options.Emission);
        }
        else if (options.Set.IsJson)
        {
            writer.Flush();
            ReleaseJson.Write(environment.Output, change, overruled, isWritten: options.Writes);
        }
        else if (!options.IsQuiet)
        {
            ReleaseText.Write(writer, change, overruled, options.Set.CommandWords(), isWritten: options.Writes);
        }
    }
}
