using System.Collections.Immutable;
using System.Text.Json;
using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>Tells about release sets in JSON; within version 1, fields are only ever added.</summary>
internal static class ReleaseJson
{
    private const int FormatVersion = 1;

    /// <summary>The states of sets.</summary>
    public static void Write(Stream output, ImmutableArray<ReleaseState> states) => Write(output, json =>
    {
        json.WriteStartArray("sets");
        foreach (ReleaseState state in states)
        {
            WriteState(json, state);
        }

        json.WriteEndArray();
    });

    /// <summary>A change.</summary>
    public static void Write(Stream output, ReleaseChange change, ImmutableArray<ReleaseRefusal> overruled, bool isWritten) => Write(output, json =>
    {
        json.WriteString("operation", change.Verb);
        json.WriteString("summary", change.Summary);
        json.WriteBoolean("changed", !change.IsNothing);
        json.WriteBoolean("written", isWritten && !change.IsNothing);
        json.WriteStartArray("edits");
        foreach (FieldEdit edit in change.Edits)
            WriteEdit(json, edit);
        json.WriteEndArray();
        WriteStrings(json, "forced", overruled.Select(objection => objection.Reason));
        WriteStrings(json, "notes", change.Notes);
        json.WriteStartArray("steps");
        foreach (RolloutStep step in change.Steps)
        {
            json.WriteStartObject();
            json.WriteString("purpose", step.Purpose);
            WriteStrings(json, "files", step.Files);
            WriteStrings(json, "commands", step.Commands);
            json.WriteString("wait", step.Wait);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteNext(json, change.IsNothing ? ReleaseAdvice.For(change.After) : change.Next);
        json.WritePropertyName("state");
        WriteState(json, change.After);
    });

    private static void Write(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output, JsonReporter.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version", FormatVersion);
            write(json);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>The state of a set.</summary>
    internal static void WriteState(Utf8JsonWriter json, ReleaseState state)
    {
        bool isCanary = state.Strategy == ReleaseStrategy.Canary;
        json.WriteStartObject();
        json.WriteString("name", state.Name);
        json.WriteString("namespace", state.Serving.Workload.Namespace);
        json.WriteString("strategy", isCanary ? "canary" : "blue-green");
        json.WriteString("label", state.Set.SlotKey);
        json.WriteString("obstacle", state.Obstacle is { } obstacle ? Refusals.Describe(obstacle) : null);
        json.WriteString("live", state.Obstacle is null ? state.Serving.Slot : null);
        json.WriteString("previous", state.Previous);
        json.WriteStartArray("sides");
        WriteSide(json, state, state.Serving, isCanary ? "stable" : "live");
        WriteSide(json, state, state.Other, isCanary ? "canary" : "idle");
        json.WriteEndArray();
        json.WriteStartArray("services");
        foreach (ServiceView service in state.Set.Services)
            WriteService(json, state, service);
        json.WriteEndArray();
        WriteWeight(json, state, isCanary);
        WriteNext(json, ReleaseAdvice.For(state));
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, ReleaseState state, ReleaseSide side, string role)
    {
        json.WriteStartObject();
        json.WriteString("slot", side.Slot);
        json.WriteString("role", state.Obstacle is null || state.Strategy == ReleaseStrategy.Canary ? role : null);
        json.WriteString("name", side.Name);
        json.WriteNumber("replicas", side.Replicas.Count);
        json.WriteNumber("maximum", side.Replicas.Maximum);
        json.WriteString("autoscaler", side.Scaler?.Resource.Name);
        WriteStrings(json, "images", side.Images);
        WritePlace(json, side.Workload.Resource);
        json.WriteEndObject();
    }

    private static void WriteService(Utf8JsonWriter json, ReleaseState state, ServiceView service)
    {
        json.WriteStartObject();
        json.WriteString("name", service.Name);
        json.WriteBoolean("public", state.Set.PublicServices.Contains(service));
        WriteStrings(json, "selects", ReleaseStatus.SlotsOf(state, service));
        WritePlace(json, service.Resource);
        json.WriteEndObject();
    }

    private static void WriteWeight(Utf8JsonWriter json, ReleaseState state, bool isCanary)
    {
        if (!isCanary)
        {
            json.WriteNull("weight");
            return;
        }

        json.WriteStartObject("weight");
        if (state.RequestedWeight is { } requested)
            json.WriteNumber("requested", requested);
        else
            json.WriteNull("requested");
        json.WriteNumber("effective", decimal.Round(state.Split.EffectiveWeight, 1, MidpointRounding.AwayFromZero));
        json.WriteNumber("canary", state.Split.Canary);
        json.WriteNumber("pods", state.Split.Total);
        json.WriteNumber("total", state.Total);
        json.WriteEndObject();
    }

    /// <summary>A field that changes.</summary>
    internal static void WriteEdit(Utf8JsonWriter json, FieldEdit edit)
    {
        json.WriteStartObject();
        json.WriteString("kind", edit.Resource.Kind);
        json.WriteString("name", edit.Resource.Name);
        json.WriteString("namespace", edit.Resource.Namespace);
        json.WriteString("path", edit.Path.ToString());
        foreach ((string key, Yaml.Editing.YamlValue? value) in (ReadOnlySpan<(string, Yaml.Editing.YamlValue?)>)[("before", edit.Before), ("after", edit.After)])
        {
            json.WritePropertyName(key);
            if (value is null)
                json.WriteNullValue();
            else
                ReleaseEmissions.WriteValue(json, value);
        }

        json.WriteString("file", edit.Place.File.Path);
        json.WriteNumber("line", edit.Place.Start.Line + 1);
        json.WriteNumber("column", edit.Place.Start.Character + 1);
        json.WriteEndObject();
    }

    private static void WriteNext(Utf8JsonWriter json, ImmutableArray<NextCommand> next)
    {
        json.WriteStartArray("next");
        foreach (NextCommand command in next)
        {
            json.WriteStartObject();
            json.WriteString("verb", command.Verb);
            json.WriteString("options", command.Options);
            json.WriteString("purpose", command.Purpose);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, Resource resource)
    {
        json.WriteString("file", resource.File.Path);
        json.WriteNumber("line", new Diagnostics.Location(resource.File, (resource.NameNode?.Node ?? resource.Root).Span).Start.Line + 1);
    }

    /// <summary>A list of texts.</summary>
    internal static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
