using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;
using ManifestLint.Releases.Planning;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands.Release;

/// <summary><c>manifestlint release plan</c>: the steps to a goal, in order. It writes nothing.</summary>
internal sealed class ReleasePlanCommand
{
    private readonly ReleaseOptions _options = new("text", "json", "markdown");
    private readonly Option<string[]> _images = new("--image") { HelpName = "[CONTAINER=]REFERENCE", Description = "Goal: this version serves. Without any goal it is the version that the idle side, or the canary, has.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _to = new("--to") { HelpName = "COLOUR", Description = "Goal: this side serves, and the other one keeps its pods; with --rollback, the side to go back to." };
    private readonly Option<int?> _weight = WholeNumberOption.Create("--weight", "Goal: the canary has N percent of the requests.");
    private readonly Option<bool> _rollback = new("--rollback") { Description = "Goal: the side that served before serves again, or stable serves alone." };
    private readonly Option<bool> _retire = new("--retire") { Description = "Goal: the side that does not serve has no pods." };
    private readonly Option<string?> _steps = new("--steps") { HelpName = "N,N", Description = "The weights that a canary goes through; 10,25,50 when not given." };
    private readonly Option<string?> _hold = new("--hold") { HelpName = "TIME", Description = "How long to watch: 10m, 1h30m. A canary is watched for 10m at each weight; after a switch, as long as endpoints and grace period need." };
    private readonly Option<string?> _capacity = new("--capacity") { HelpName = "LIST", Description = "What there is room for: pods=20,cpu=8,memory=16Gi, or some of them." };

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var plan = new ReleasePlanCommand();
        var command = new Command("plan", "Show the steps to a goal: edits, commands, waits, pods, and the way back from each. Writes nothing.");
        plan._options.AddQuery(command);
        foreach (Option option in (Option[])[plan._images, plan._to, plan._weight, plan._rollback, plan._retire, plan._steps, plan._hold, plan._capacity])
            command.Options.Add(option);
        command.SetAction(parsed => plan.Run(environment, parsed));
        return command;
    }

    private int Run(CommandEnvironment environment, ParseResult parsed)
    {
        ReleaseQueryOptions options = _options.ReadQuery(parsed);
        ReleaseGoal goal = ReadGoal(parsed);
        var input = ReleaseInput.Read(environment, options.Paths);
        ReleasePlan plan;
        try
        {
            plan = ReleasePlanner.Plan(ReleaseRecognizer.Recognize(input.Resources, input.Complete(options.Query)), goal);
        }
        catch (ReleaseRefusedException exception)
        {
            return input.Refuse(environment, exception.Refusal);
        }

        string path = options.CommandWords();
        if (options.IsJson)
        {
            ReleasePlanJson.Write(environment.Output, plan, path);
        }
        else
        {
            using StreamWriter writer = ReportText.Open(environment.Output);
            if (options.Format == "markdown")
                new ReleasePlanMarkdown(writer, path).Write(plan);
            else
                new ReleasePlanText(writer, path).Write(plan);
        }

        return plan.Obstacles.IsEmpty ? ExitCode.Clean : ExitCode.Findings;
    }

    private ReleaseGoal ReadGoal(ParseResult parsed)
    {
        ImmutableArray<string> images = [.. parsed.GetValue(_images) ?? []];
        string? to = parsed.GetValue(_to);
        bool isRollback = parsed.GetValue(_rollback);
        string[] goals =
        [
            .. ((string Name, bool IsGiven)[])[("--image", !images.IsEmpty), ("--weight", parsed.GetValue(_weight) is not null), ("--rollback", isRollback), ("--retire", parsed.GetValue(_retire))]
                is var all ? all.Where(goal => goal.IsGiven).Select(goal => goal.Name) : [],
        ];
        if (goals.Length > 1)
            throw new WrongUseException($"{string.Join(" and ", goals)} are different goals; a plan has one");
        if (to is not null && (parsed.GetValue(_weight) is not null || parsed.GetValue(_retire)))
            throw new WrongUseException($"--to goes with --image or --rollback, or stands alone; not with {goals[0]}");

        return new ReleaseGoal
        {
            Kind = isRollback ? GoalKind.Rollback
                : parsed.GetValue(_retire) ? GoalKind.Retire
                : parsed.GetValue(_weight) is not null ? GoalKind.Weight
                : to is not null && images.IsEmpty ? GoalKind.Switch
                : GoalKind.Serve,
            Images = images,
            Colour = to,
            Weight = parsed.GetValue(_weight) ?? 0,
            Weights = parsed.GetValue(_steps) is { } steps ? ReadSteps(steps) : [10, 25, 50],
            HoldSeconds = parsed.GetValue(_hold) is { } hold ? ReadHold(hold) : null,
            Capacity = parsed.GetValue(_capacity) is { } capacity ? ReadCapacity(capacity) : new(),
        };
    }

    private static ImmutableArray<int> ReadSteps(string text)
    {
        var steps = ImmutableArray.CreateBuilder<int>();
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            steps.Add(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int step)
                ? step
                : throw new WrongUseException($"--steps '{text}': '{word}' is no whole percentage; write --steps 10,25,50"));
        }

        return steps.DrainToImmutable();
    }

    private static long ReadHold(string text) => Durations.ParseGo(text) is { } seconds and <= int.MaxValue
        ? (long)Math.Ceiling(seconds)
        : throw new WrongUseException($"--hold '{text}' is no time; write 90s, 10m or 1h30m");

    private static PlanCapacity ReadCapacity(string text)
    {
        var capacity = new PlanCapacity();
        foreach (string pair in text.Split(',', StringSplitOptions.TrimEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? pair : pair[..equals];
            if (equals < 0 || Quantity.Parse(pair[(equals + 1)..]) is not { IsNegative: false } amount)
                throw new WrongUseException($"--capacity '{text}': '{pair}' is no amount; write pods=20,cpu=8,memory=16Gi");
            capacity = key switch
            {
                "pods" when long.TryParse(pair[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out long pods) => capacity with { Pods = pods },
                "pods" => throw new WrongUseException($"--capacity '{text}': pods are a whole number, not {pair[(equals + 1)..]}"),
                "cpu" => capacity with { Cpu = amount },
                "memory" => capacity with { Memory = amount },
                _ => throw new WrongUseException($"--capacity '{text}': unknown '{key}'{Spelling.SuggestOrList(key, ["pods", "cpu", "memory"])}"),
            };
        }

        return capacity;
    }
}
