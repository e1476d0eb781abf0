using System.Text.Json;
using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;
using ManifestLint.Releases.Planning;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>Tells a plan in JSON; within version 1, fields are only ever added.</summary>
internal static class ReleasePlanJson
{
    private const int FormatVersion = 1;

    /// <summary>Writes the plan.</summary>
    public static void Write(Stream output, ReleasePlan plan, string path)
    {
        using (var json = new Utf8JsonWriter(output, JsonReporter.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version", FormatVersion);
            json.WriteString("name", plan.Before.Name);
            json.WriteString("namespace", plan.Before.Serving.Workload.Namespace);
            json.WriteString("strategy", plan.Before.Strategy == ReleaseStrategy.Canary ? "canary" : "blue-green");
            json.WriteString("goal", plan.Goal.Kind.ToString().ToLowerInvariant());
            json.WriteString("summary", plan.Summary);
            json.WriteNumber("wanted", plan.Wanted);
            WriteObstacles(json, plan);
            ReleaseJson.WriteStrings(json, "leftOut", plan.LeftOut);
            ReleaseJson.WriteStrings(json, "checks", plan.Checks.Select(command => command.Print(path)));
            json.WriteStartArray("steps");
            foreach (PlanStep step in plan.Steps)
                WriteStep(json, step, path);
            json.WriteEndArray();
            json.WritePropertyName("state");
            ReleaseJson.WriteState(json, plan.After);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteObstacles(Utf8JsonWriter json, ReleasePlan plan)
    {
        json.WriteStartArray("obstacles");
        foreach (PlanObstacle obstacle in plan.Obstacles)
        {
            json.WriteStartObject();
            json.WriteNumber("step", obstacle.Step);
            json.WriteString("reason", obstacle.Refusal.Reason);
            json.WriteString("remedy", obstacle.Refusal.Remedy);
            json.WriteString("file", obstacle.Refusal.Place?.File.Path);
            if (obstacle.Refusal.Place is { } place)
                json.WriteNumber("line", place.Start.Line + 1);
            else
                json.WriteNull("line");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStep(Utf8JsonWriter json, PlanStep step, string path)
    {
        json.WriteStartObject();
        json.WriteNumber("number", step.Number);
        json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(step.Kind.ToString()));
        json.WriteString("title", step.Title);
        json.WriteString("purpose", step.Purpose);
        json.WriteStartArray("edits");
        foreach (FieldEdit edit in step.Change?.Edits ?? [])
            ReleaseJson.WriteEdit(json, edit);
        json.WriteEndArray();
        ReleaseJson.WriteStrings(json, "commands", step.Commands.Select(command => command.Print(path)));
        json.WriteString("waitFor", step.WaitFor);
        json.WriteNumber("holdSeconds", step.HoldSeconds);
        json.WriteStartArray("sides");
        foreach (SidePods side in step.Sides)
            WriteSide(json, side);
        json.WriteEndArray();
        WriteRange(json, "peakPods", step.Peak);
        json.WriteStartObject("peakRequests");
        json.WriteString("cpu", step.Cpu?.ToString());
        json.WriteString("memory", step.Memory?.ToString());
        json.WriteEndObject();
        json.WriteNumber("serving", step.Serving);
        WriteWeight(json, step.Weight);
        ReleaseJson.WriteStrings(json, "notes", step.Notes);
        json.WriteStartObject("back");
        json.WriteString("summary", step.Back.Summary);
        ReleaseJson.WriteStrings(json, "commands", step.Back.Commands.Select(command => command.Print(path)));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, SidePods side)
    {
        json.WriteStartObject();
        json.WriteString("slot", side.Side.Slot);
        json.WriteString("name", side.Side.Name);
        WriteRange(json, "before", side.Before);
        WriteRange(json, "peak", side.Peak);
        WriteRange(json, "after", side.After);
        json.WriteNumber("readyAtWorst", side.ReadyAtWorst);
        WriteRange(json, "ending", side.Ending);
        json.WriteNumber("graceSeconds", side.GraceSeconds);
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, string name, PodRange range)
    {
        json.WriteStartObject(name);
        json.WriteNumber("least", range.Least);
        json.WriteNumber("most", range.Most);
        json.WriteEndObject();
    }

    private static void WriteWeight(Utf8JsonWriter json, PlanWeight? weight)
    {
        if (weight is not { } share)
        {
            json.WriteNull("weight");
            return;
        }

        json.WriteStartObject("weight");
        json.WriteNumber("requested", share.Requested);
        json.WriteNumber("effective", decimal.Round(share.Effective.EffectiveWeight, 1, MidpointRounding.AwayFromZero));
        json.WriteEndObject();
    }
}
