using System.Collections.Immutable;
using System.CommandLine;
using ManifestLint.Releases;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>What is wanted instead of a report.</summary>
internal enum ReleaseEmission
{
    /// <summary>A report.</summary>
    None,

    /// <summary>Commands that patch the objects in the cluster, guarded against values that are others there.</summary>
    Patch,

    /// <summary>The commands that bring the files into the cluster, in order.</summary>
    Commands,
}

/// <summary>Which set, and how to tell about it.</summary>
internal sealed record ReleaseQueryOptions
{
    /// <summary>Files and directories as they were given.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    /// <summary>Which set.</summary>
    public required ReleaseQuery Query { get; init; }

    /// <summary>The form of the report.</summary>
    public required string Format { get; init; }

    /// <summary>Whether the report is JSON.</summary>
    public bool IsJson => Format == "json";

    /// <summary>What stands behind the verb in another command about the same set: paths and options, as a shell takes them.</summary>
    /// <param name="name">The name to find it by, where it was not found by one.</param>
    public string CommandWords(string? name = null)
    {
        (string Option, string? Value)[] options = [("--name", Query.Name ?? name), ("--color-label", Query.ColorLabel), ("--track-label", Query.TrackLabel)];
        return string.Join(' ', [.. Paths.Select(KubectlCommands.Quote), .. options.Where(option => option.Value is not null).Select(option => $"{option.Option} {KubectlCommands.Quote(option.Value!)}")]);
    }
}

/// <summary>How to carry out an operation.</summary>
internal sealed record ReleaseOperationOptions
{
    /// <summary>Which set.</summary>
    public required ReleaseQueryOptions Set { get; init; }

    /// <summary>Whether files are written.</summary>
    public bool Writes => !IsDryRun && !IsDiff && !IsCheck && Emission == ReleaseEmission.None;

    /// <summary>Whether the report is given and nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether the difference of the files is shown and nothing is written.</summary>
    public bool IsDiff { get; init; }

    /// <summary>Whether only the exit code tells that a change is due.</summary>
    public bool IsCheck { get; init; }

    /// <summary>What to print instead of a report.</summary>
    public ReleaseEmission Emission { get; init; }

    /// <summary>Whether the user insists.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether only errors are told.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>The options that all <c>release</c> commands share.</summary>
/// <param name="formats">The forms of the report, the one without <c>--format</c> first; none for text and JSON.</param>
internal sealed class ReleaseOptions(params string[] formats)
{
    private readonly string[] _formats = formats.Length == 0 ? ["text", "json"] : formats;
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Files and directories that hold the release set; the current directory when none is given.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Argument<string> _path = new("PATH") { Description = "The file or directory that holds the release set." };
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "Which set, where there are several: its Service or one of its Deployments." };
    private readonly Option<string?> _colorLabel = new("--color-label") { HelpName = "KEY", Description = "The label that tells the two colours apart, where it is not found by itself." };
    private readonly Option<string?> _trackLabel = new("--track-label") { HelpName = "KEY", Description = "The label that tells stable and canary apart, where it is not found by itself." };
    private readonly Option<string> _format = new("--format")
    {
        HelpName = "FORMAT",
        Description = formats.Length == 0 ? "text or json." : $"{string.Join(", ", formats)}.",
        DefaultValueFactory = _ => formats.Length == 0 ? "text" : formats[0],
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell what would be done, and write nothing." };
    private readonly Option<bool> _diff = new("--diff") { Description = "Show the difference of the files, and write nothing." };
    private readonly Option<bool> _check = new("--check") { Description = "Write nothing, and exit with 4 when a change is due." };
    private readonly Option<string?> _emit = new("--emit") { HelpName = "FORM", Description = "Print kubectl patches with a guard (patch), or the commands that apply the change (commands), and write nothing." };
    private readonly Option<bool> _force = new("--force") { Description = "Insist where a precondition does not hold and service suffers, but nothing breaks for good." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Tell only what is wrong." };
    private bool _hasOnePath;

    /// <summary>Adds what every command has.</summary>
    public void AddQuery(Command command)
    {
        if (!_hasOnePath)
            command.Arguments.Add(_paths);
        MisspeltOptions.Refuse(command, _hasOnePath ? _path : _paths);
        command.Options.Add(_name);
        command.Options.Add(_colorLabel);
        command.Options.Add(_trackLabel);
        command.Options.Add(_format);
    }

    /// <summary>Adds what operations have.</summary>
    public void AddOperation(Command command)
    {
        AddQuery(command);
        foreach (Option option in (Option[])[_dryRun, _diff, _check, _emit, _force, _quiet])
            command.Options.Add(option);
    }

    /// <summary>Adds one path, followed by another argument.</summary>
    public void AddPathBefore(Command command, Argument last)
    {
        _hasOnePath = true;
        command.Arguments.Add(_path);
        command.Arguments.Add(last);
    }

    /// <summary>Reads what every command has.</summary>
    public ReleaseQueryOptions ReadQuery(ParseResult parsed)
    {
        string format = parsed.GetValue(_format)!;
        if (!_formats.Contains(format))
            throw new WrongUseException($"Unknown format '{format}'{Spelling.SuggestOrList(format, _formats)}");
        if (parsed.GetValue(_colorLabel) is not null && parsed.GetValue(_trackLabel) is not null)
            throw new WrongUseException("--color-label and --track-label exclude each other: a set is blue-green or a canary");

        string[] paths = _hasOnePath ? [parsed.GetValue(_path)!] : parsed.GetValue(_paths) ?? [];
        return new ReleaseQueryOptions
        {
            Paths = paths.Length == 0 ? ["."] : [.. paths],
            Query = new ReleaseQuery { Name = parsed.GetValue(_name), ColorLabel = parsed.GetValue(_colorLabel), TrackLabel = parsed.GetValue(_trackLabel) },
            Format = format,
        };
    }

    /// <summary>Reads what operations have.</summary>
    public ReleaseOperationOptions ReadOperation(ParseResult parsed)
    {
        var options = new ReleaseOperationOptions
        {
            Set = ReadQuery(parsed),
            IsDryRun = parsed.GetValue(_dryRun),
            IsDiff = parsed.GetValue(_diff),
            IsCheck = parsed.GetValue(_check),
            Emission = ReadEmission(parsed.GetValue(_emit)),
            IsForced = parsed.GetValue(_force),
            IsQuiet = parsed.GetValue(_quiet),
        };
        string[] ways = [.. ((string Name, bool IsGiven)[])[("--dry-run", options.IsDryRun), ("--diff", options.IsDiff), ("--check", options.IsCheck), ("--emit", options.Emission != ReleaseEmission.None)]
            is var all ? all.Where(way => way.IsGiven).Select(way => way.Name) : []];
        if (ways.Length > 1)
            throw new WrongUseException($"{string.Join(" and ", ways)} exclude each other");
        if (options.Set.IsJson && (options.IsDiff || options.Emission != ReleaseEmission.None))
            throw new WrongUseException($"{ways[0]} and --format json exclude each other: each of them says what is printed");
        return options;
    }

    private static ReleaseEmission ReadEmission(string? word) => word switch
    {
        null => ReleaseEmission.None,
        "patch" => ReleaseEmission.Patch,
        "commands" => ReleaseEmission.Commands,
        _ => throw new WrongUseException($"Unknown --emit '{word}'{Spelling.SuggestOrList(word, ["patch", "commands"])}"),
    };
}
