using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ManifestLint.Releases;

namespace ManifestLint.Cli.Commands.Release;

/// <summary><c>manifestlint release</c>: moves a release set by editing its files.</summary>
internal static class ReleaseCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var release = new Command("release", "Move a blue-green or canary set forward and back, by editing its files.");
        release.Subcommands.Add(CreateStatus(environment));
        release.Subcommands.Add(ReleasePlanCommand.Create(environment));
        release.Subcommands.Add(CreateDeploy(environment));
        release.Subcommands.Add(CreateSwitch(environment));
        release.Subcommands.Add(CreateWeight(environment));
        release.Subcommands.Add(CreatePromote(environment));
        release.Subcommands.Add(CreateRetire(environment));
        release.Subcommands.Add(CreateRollback(environment));
        release.Subcommands.Add(ReleaseConvertCommand.Create(environment));
        return release;
    }

    private static Command CreateStatus(CommandEnvironment environment)
    {
        var options = new ReleaseOptions();
        var command = new Command("status", "Show what is live, what is idle, the weights, and what may be done next.");
        options.AddQuery(command);
        command.SetAction(parsed => ReleaseStatus.Run(environment, options.ReadQuery(parsed)));
        return command;
    }

    private static Command CreateDeploy(CommandEnvironment environment)
    {
        var images = new Option<string[]>("--image") { HelpName = "[CONTAINER=]REFERENCE", Description = "The image to run; several times for several containers.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        Option<int?> replicas = WholeNumberOption.Create("--replicas", "Pods of the idle side; as many as the live side has when not given.");
        return CreateOperation(environment, "deploy", "Put a version on the idle side, or on the canary.", [images, replicas], (state, parsed) =>
        {
            if (parsed.GetValue(replicas) is < 0)
                throw new WrongUseException("--replicas is a number of pods, 0 or more");
            return DeployOperation.Run(state, [.. parsed.GetValue(images) ?? []], parsed.GetValue(replicas));
        });
    }

    private static Command CreateSwitch(CommandEnvironment environment)
    {
        var to = new Option<string>("--to") { HelpName = "COLOUR", Description = "The side that shall serve.", Required = true };
        return CreateOperation(environment, "switch", "Lead the requests of a blue-green set to a side.", [to], (state, parsed) => SwitchOperation.Run(state, parsed.GetValue(to)!));
    }

    private static Command CreateWeight(CommandEnvironment environment)
    {
        var phase = new Option<string>("--phase") { HelpName = "PHASE", Description = "Which half to write: both, grow (the side that gets pods) or shrink.", DefaultValueFactory = _ => "both" };
        Option<int?> total = CreateTotal();
        var weight = new Argument<string>("WEIGHT") { Description = "The canary's share of the requests in percent, 0 to 100." };
        return CreateOperation(environment, "weight", "Give the canary a share of the requests, by the number of its pods.", [phase, total], (state, parsed) => WeightOperation.Run(
            state,
            ReadWeight(parsed.GetValue(weight)!),
            Choose(parsed.GetValue(phase)!, "--phase", ("both", WeightPhase.Both), ("grow", WeightPhase.Grow), ("shrink", WeightPhase.Shrink)),
            ReadTotal(parsed, total)), weight);
    }

    private static Command CreatePromote(CommandEnvironment environment)
    {
        var phase = new Option<string>("--phase") { HelpName = "PHASE", Description = "What to write: all, template (stable gets the version), scale (and all pods) or cleanup (the canary goes).", DefaultValueFactory = _ => "all" };
        Option<int?> total = CreateTotal();
        return CreateOperation(environment, "promote", "Give the canary's version to the stable side; in a blue-green set, park the old side.", [phase, total], (state, parsed) => PromoteOperation.Run(
            state,
            Choose(parsed.GetValue(phase)!, "--phase", ("all", PromotePhase.All), ("template", PromotePhase.Template), ("scale", PromotePhase.Scale), ("cleanup", PromotePhase.Cleanup)),
            ReadTotal(parsed, total)));
    }

    private static Option<int?> CreateTotal() => WholeNumberOption.Create("--total", "The pods that shall serve together, where no annotation tells it and the set is between two steps.");

    private static long? ReadTotal(ParseResult parsed, Option<int?> total) =>
        parsed.GetValue(total) is not < 0 ? parsed.GetValue(total) : throw new WrongUseException("--total is a number of pods, 0 or more");

    private static Command CreateRetire(CommandEnvironment environment) =>
        CreateOperation(environment, "retire", "Take the pods of the idle side, or of the canary, away.", [], (state, _) => RetireOperation.Run(state));

    private static Command CreateRollback(CommandEnvironment environment)
    {
        var to = new Option<string?>("--to") { HelpName = "COLOUR", Description = "The side to go back to, where no annotation remembers it." };
        var start = new Option<bool>("--start-old") { Description = "Start the pods of the old side again, as the first of two changes." };
        return CreateOperation(environment, "rollback", "Go back to the side that served before, or take all requests from the canary.", [to, start], (state, parsed) =>
            RollbackOperation.Run(state, parsed.GetValue(to), parsed.GetValue(start)));
    }

    private static Command CreateOperation(
        CommandEnvironment environment,
        string name,
        string description,
        ImmutableArray<Option> own,
        Func<ReleaseState, ParseResult, ReleaseChange> operate,
        Argument? last = null)
    {
        var options = new ReleaseOptions();
        var command = new Command(name, description);
        if (last is not null)
            options.AddPathBefore(command, last);
        foreach (Option option in own)
            command.Options.Add(option);
        options.AddOperation(command);
        command.SetAction(parsed => new ReleaseSession(environment, options.ReadOperation(parsed)).Run(state => operate(state, parsed)));
        return command;
    }

    // A weight is absolute, or a job that is run again would add to it again.
    private static int ReadWeight(string text) => text.StartsWith('+')
        ? throw new WrongUseException($"the weight '{text}' looks as if it were to be added; say the share that the canary shall have, from 0 to 100")
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int weight)
        ? weight
        : throw new WrongUseException($"the weight '{text}' is no whole percentage from 0 to 100{(text.EndsWith('%') ? "; leave the % away" : "")}");

    private static T Choose<T>(string word, string option, params (string Name, T Value)[] choices)
    {
        foreach ((string name, T value) in choices)
        {
            if (name == word)
                return value;
        }

        throw new WrongUseException($"Unknown {option} '{word}'{Spelling.SuggestOrList(word, [.. choices.Select(choice => choice.Name)])}");
    }
}
