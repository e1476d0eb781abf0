using System.CommandLine;
using ManifestLint.Releases.Providers;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>What <c>release convert</c> was asked for.</summary>
internal sealed record ReleaseConvertOptions
{
    /// <summary>Which set.</summary>
    public required ReleaseQueryOptions Set { get; init; }

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>What the result shall be like.</summary>
    public required ConversionRequest Request { get; init; }

    /// <summary>A directory, or <c>-</c>; null means a directory of the application's and the provider's name.</summary>
    public string? Output { get; init; }

    /// <summary>Whether to show what would be written and write nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether files that differ are replaced, and objections do not count.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether nothing but errors is told.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>The options of <c>manifestlint release convert</c>.</summary>
internal sealed class ReleaseConvertCommand
{
    private static readonly string[] Templates = ["inline", "workload-ref"];
    private static readonly string[] ScaleDowns = ["never", "onsuccess", "progressively"];

    private readonly ReleaseOptions _set = new();
    private readonly Option<string> _to = new("--to") { HelpName = "PROVIDER", Description = $"The controller to convert for: {string.Join(", ", ReleaseProvider.All)}.", Required = true };
    private readonly Option<string> _template = new("--template") { HelpName = "PLACE", Description = "Where the template of the pods stands: inline (in the Rollout), or workload-ref (in the Deployment that serves, which stays without pods).", DefaultValueFactory = _ => Templates[0] };
    private readonly Option<string> _scaleDown = new("--scale-down") { HelpName = "WHEN", Description = "With workload-ref: whether the controller takes the Deployment's pods away, never, onsuccess or progressively; git says 0 replicas in any case.", DefaultValueFactory = _ => ScaleDowns[0] };
    private readonly Option<string?> _steps = new("--steps") { HelpName = "LIST", Description = "The weights that a canary goes through, in percent: 10,25,50 when not given." };
    private readonly Option<string?> _pause = new("--pause") { HelpName = "DURATION", Description = "How long a canary stays at each weight but the first, for example 10m; until someone promotes when not given." };
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "DIR", Description = "Where to write, or - for standard output; a directory such as shop-argo when not given." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would change as a diff, and write nothing." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that differ, and insist where a precondition does not hold." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Tell errors, nothing else." };

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var convert = new ReleaseConvertCommand();
        var command = new Command("convert", "Write the manifests of a plain set anew for a controller of releases, with the way to migrate.");
        convert._set.AddQuery(command);
        foreach (Option option in (Option[])[convert._to, convert._template, convert._scaleDown, convert._steps, convert._pause, convert._output, convert._dryRun, convert._force, convert._quiet])
            command.Options.Add(option);
        command.SetAction(parsed => new ReleaseConvertSession(environment, convert.Read(parsed)).Run());
        return command;
    }

    private ReleaseConvertOptions Read(ParseResult parsed)
    {
        ReleaseQueryOptions set = _set.ReadQuery(parsed);
        if (set.IsJson)
            throw new WrongUseException("release convert writes manifests and has no JSON report");
        var request = new ConversionRequest
        {
            Template = Choose(parsed.GetValue(_template)!, "--template", Templates) == 0 ? TemplatePlace.Inline : TemplatePlace.WorkloadReference,
            ScaleDown = Choose(parsed.GetValue(_scaleDown)!, "--scale-down", ScaleDowns) switch { 0 => WorkloadScaleDown.Never, 1 => WorkloadScaleDown.OnSuccess, _ => WorkloadScaleDown.Progressively },
            Pause = parsed.GetValue(_pause),
        };
        return new ReleaseConvertOptions
        {
            Set = set,
            Provider = parsed.GetValue(_to)!,
            Request = parsed.GetValue(_steps) is { } steps ? request with { Steps = NewValues.Steps(steps) } : request,
            Output = parsed.GetValue(_output),
            IsDryRun = parsed.GetValue(_dryRun),
            IsForced = parsed.GetValue(_force),
            IsQuiet = parsed.GetValue(_quiet),
        };
    }

    private static int Choose(string word, string option, string[] words) => Array.IndexOf(words, word) is var index and >= 0
        ? index
        : throw new WrongUseException($"Unknown {option} '{word}'{Spelling.SuggestOrList(word, words)}");
}
