using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Releases.Providers;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>One run of <c>release convert</c>: read, make, look at the result, write.</summary>
internal sealed class ReleaseConvertSession(CommandEnvironment environment, ReleaseConvertOptions options)
{
    private readonly GeneratedOutput _output = new(environment, options.IsForced, options.IsQuiet);

    /// <summary>Runs and tells the exit code.</summary>
    public int Run()
    {
        CancellationToken cancellation = environment.WatchForInterrupt();
        ReleaseConversion conversion;
        try
        {
            conversion = Convert();
        }
        catch (ReleaseRefusedException exception)
        {
            return Refuse(exception.Refusal);
        }

        if (conversion.Objection is { } objection && !options.IsForced)
            return Refuse(objection);
        ImmutableArray<GeneratedFile> files = conversion.ToFiles();
        if (_output.Judge(files.Where(file => file.IsManifest), RulePreset.Recommended, tellsAll: false, source: null, cancellation) is { } refused)
            return refused;
        if (options.Output == "-")
            return WriteStream(conversion);

        ImmutableArray<TargetFile> targets = new GeneratedFileWriter(environment).Look(options.Output ?? $"{conversion.Name}-{options.Provider}", files);
        return options.IsDryRun ? ShowDifferences(targets) : Write(conversion, targets, cancellation);
    }

    private ReleaseConversion Convert()
    {
        var provider = ReleaseProvider.Find(options.Provider);
        var input = ReleaseInput.Read(environment, options.Set.Paths);
        return provider.Convert(ReleaseRecognizer.Recognize(input.Resources, input.Complete(options.Set.Query)), options.Request);
    }

    private int Refuse(ReleaseRefusal refusal)
    {
        Refusals.Write(environment, refusal);
        return Refusals.ExitCodeOf(refusal);
    }

    private int WriteStream(ReleaseConversion conversion)
    {
        _output.Tell([.. conversion.Notes, "how to migrate stands in the README.md that --output DIR writes"]);
        _output.Write(writer => writer.Write(conversion.ToStream()));
        return ExitCode.Clean;
    }

    private int ShowDifferences(ImmutableArray<TargetFile> targets)
    {
        _output.ShowDifferences(targets);
        return ExitCode.Clean;
    }

    private int Write(ReleaseConversion conversion, ImmutableArray<TargetFile> targets, CancellationToken cancellation)
    {
        if (_output.Write(targets, cancellation) is { } refused)
            return refused;
        if (!options.IsQuiet)
            _output.Write(writer => Tell(writer, conversion, targets));
        return ExitCode.Clean;
    }

    private static void Tell(StreamWriter writer, ReleaseConversion conversion, ImmutableArray<TargetFile> targets)
    {
        GeneratedOutput.TellFiles(writer, targets);
        writer.WriteLine();
        writer.WriteLine("what is lost, and what changes:");
        foreach (ConversionDifference difference in conversion.Differences)
            writer.WriteLine(VisibleText.Escape($"  {difference.Topic}: {difference.Plain} -> {difference.Converted}"));
        foreach (string note in conversion.Notes)
            writer.WriteLine(VisibleText.Escape($"note: {note}"));
        writer.WriteLine();
        writer.WriteLine(VisibleText.Escape($"to migrate ({targets[^1].ShownPath} says why and what to look at):"));
        for (int i = 0; i < conversion.Migration.Length; i++)
        {
            writer.WriteLine(VisibleText.Escape($"  {(i + 1).ToString(CultureInfo.InvariantCulture)}. {conversion.Migration[i].Title}"));
            foreach (string command in conversion.Migration[i].Commands)
                writer.WriteLine(VisibleText.Escape($"       {command}"));
        }
    }
}
