using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands.Release;

/// <summary><c>manifestlint release status</c>.</summary>
internal static class ReleaseStatus
{
    private const int BarWidth = 40;

    /// <summary>Runs and tells the exit code.</summary>
    public static int Run(CommandEnvironment environment, ReleaseQueryOptions options)
    {
        var input = ReleaseInput.Read(environment, options.Paths);
        ImmutableArray<ReleaseState> states;
        try
        {
            states = ReleaseRecognizer.RecognizeAll(input.Resources, input.Complete(options.Query));
        }
        catch (ReleaseRefusedException exception)
        {
            return input.Refuse(environment, exception.Refusal);
        }

        if (options.IsJson)
        {
            ReleaseJson.Write(environment.Output, states);
            return ExitCode.Clean;
        }

        using StreamWriter writer = ReportText.Open(environment.Output);
        for (int i = 0; i < states.Length; i++)
        {
            if (i > 0)
                writer.WriteLine();
            Write(writer, states[i], options.CommandWords(states.Length > 1 ? ReleaseRecognizer.UniqueName(states[i], states) : null));
        }

        return ExitCode.Clean;
    }

    /// <summary>The slots that a Service leads to.</summary>
    public static IEnumerable<string> SlotsOf(ReleaseState state, ServiceView service) =>
        SidesOf(state, service).Select(side => side.Slot);

    private static ReleaseSide[] SidesOf(ReleaseState state, ServiceView service) =>
        [.. ((ReleaseSide[])[state.Serving, state.Other]).Where(side => state.Set.SelectsBoth(service) || state.Set.SideOf(service) == side.Workload)];

    private static void Write(TextWriter writer, ReleaseState state, string path)
    {
        bool isCanary = state.Strategy == ReleaseStrategy.Canary;
        writer.WriteLine(VisibleText.Escape($"{state.Name}  {(isCanary ? "canary" : "blue-green")}{(state.Serving.Workload.Namespace is { } space ? $"  namespace {space}" : "")}"));
        writer.WriteLine();
        string[] roles = state.Obstacle is not null && !isCanary ? ["?", "?"] : isCanary ? ["stable", "canary"] : ["live", "idle"];
        string[][] rows =
        [
            ["", "SIDE", "PODS", "IMAGE", "FILE"],
            Row(state.Serving, roles[0]),
            Row(state.Other, roles[1]),
        ];
        foreach (string line in ReleaseText.Columns(rows))
            writer.WriteLine(VisibleText.Escape($"  {line}"));
        writer.WriteLine();
        WriteServices(writer, state);
        if (state.Obstacle is null)
            WriteBar(writer, state, isCanary);
        else
            WriteObstacle(writer, state.Obstacle);
        ReleaseText.WriteNext(writer, ReleaseAdvice.For(state), path);
    }

    private static string[] Row(ReleaseSide side, string role) => [role, side.Slot, PodsOf(side), side.ImageText, $"{side.Workload.Resource.File.Path}:{LineOf(side.Workload.Resource)}"];

    private static string PodsOf(ReleaseSide side)
    {
        string count = side.Replicas.Count.ToString(CultureInfo.InvariantCulture);
        return side.Replicas.IsParked || side.Scaler is null ? count : $"{count}..{side.Replicas.Maximum.ToString(CultureInfo.InvariantCulture)} ({side.Scaler.Resource.Name})";
    }

    private static void WriteServices(TextWriter writer, ReleaseState state)
    {
        foreach (ServiceView service in state.Set.Services)
        {
            ReleaseSide[] sides = SidesOf(state, service);
            string slots = string.Join(" and ", sides.Select(side => side.Slot));
            string pods = sides.Length == 0 ? "no pod" : Array.TrueForAll(sides, side => side.Replicas.IsParked) ? $"{slots}, which has no pods" : slots;
            writer.WriteLine(VisibleText.Escape($"  Service {service.Name} leads to {pods}  ({service.Resource.File.Path}:{LineOf(service.Resource)})"));
        }
    }

    // The share of requests of each side: by pods in a canary, all or nothing in a blue-green set.
    private static void WriteBar(TextWriter writer, ReleaseState state, bool isCanary)
    {
        decimal other = isCanary ? state.Split.EffectiveWeight : 0;
        int filled = (int)decimal.Round(BarWidth * (100 - other) / 100, MidpointRounding.AwayFromZero);
        string share = isCanary ? state.Split.EffectiveText : "0";
        string rest = isCanary ? new CanarySplit(state.Split.Stable, state.Split.Canary).EffectiveText : "100";
        writer.WriteLine();
        if (isCanary ? state.Split.Total == 0 : state.Serving.Replicas.IsParked)
        {
            writer.WriteLine($"  [{new string('.', BarWidth)}]  no pod answers");
            writer.WriteLine();
            return;
        }

        writer.WriteLine(VisibleText.Escape($"  [{new string('#', filled)}{new string('.', BarWidth - filled)}]  {state.Serving.Slot} {rest} %, {state.Other.Slot} {share} %"));
        if (isCanary && state.RequestedWeight is { } requested && requested != state.Split.EffectiveWeight)
            writer.WriteLine($"  asked for: {requested} %, which {state.Split.Canary} of {state.Split.Total} pods do not give; it takes a multiple of {CanarySplit.SmallestTotal((int)Math.Clamp(requested, 0, 100))} pods");
        if (isCanary && state.Split.Total != state.Total)
            writer.WriteLine($"  {state.Total} pods were asked for, {state.Split.Total} are written");
        writer.WriteLine();
    }

    private static void WriteObstacle(TextWriter writer, ReleaseRefusal obstacle)
    {
        writer.WriteLine();
        writer.WriteLine(VisibleText.Escape($"  {Refusals.Describe(obstacle)}"));
        if (obstacle.Remedy is { } remedy)
            writer.WriteLine(VisibleText.Escape($"  try: {remedy}"));
    }

    private static int LineOf(Resource resource) => new Location(resource.File, (resource.NameNode?.Node ?? resource.Root).Span).Start.Line + 1;
}
