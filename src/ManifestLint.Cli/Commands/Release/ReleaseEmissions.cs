using System.Text;
using System.Text.Json;
using ManifestLint.Cli.Reporters;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Commands.Release;

/// <summary>A change as commands for a shell.</summary>
internal static class ReleaseEmissions
{
    /// <summary>Writes the commands.</summary>
    public static void Write(TextWriter writer, ReleaseChange change, ReleaseEmission emission)
    {
        if (emission == ReleaseEmission.Commands)
            WriteCommands(writer, change);
        else
            WritePatches(writer, change);
    }

    private static void WriteCommands(TextWriter writer, ReleaseChange change)
    {
        foreach (RolloutStep step in change.Steps)
        {
            foreach (string command in step.Commands)
                writer.WriteLine(command);
            WriteWait(writer, step);
        }
    }

    // A script of them waits where the steps do: what shrinks would otherwise do so before the other side is up.
    private static void WritePatches(TextWriter writer, ReleaseChange change)
    {
        List<IGrouping<Resource, FieldEdit>> rest = [.. change.Edits.GroupBy(edit => edit.Resource)];
        foreach (RolloutStep step in change.Steps)
        {
            foreach (IGrouping<Resource, FieldEdit> edits in rest.Where(edits => step.Files.Contains(edits.Key.File.Path)).OrderBy(edits => step.Files.IndexOf(edits.Key.File.Path)).ToArray())
            {
                WritePatch(writer, edits);
                rest.Remove(edits);
            }

            WriteWait(writer, step);
        }

        foreach (IGrouping<Resource, FieldEdit> edits in rest)
            WritePatch(writer, edits);
    }

    private static void WritePatch(TextWriter writer, IGrouping<Resource, FieldEdit> edits)
    {
        Resource resource = edits.Key;
        string patch = Encoding.UTF8.GetString(PatchOf(edits));
        writer.WriteLine($"kubectl patch{KubectlCommands.Namespace(resource)} {resource.Kind.ToLowerInvariant()} {KubectlCommands.Quote(resource.Name)} --type=json -p {KubectlCommands.Quote(patch)}");
    }

    private static void WriteWait(TextWriter writer, RolloutStep step)
    {
        if (step.Wait is { } wait)
            writer.WriteLine(char.IsUpper(wait[0]) ? $"# {wait}" : wait);
    }

    /// <summary>The JSON patch (RFC 6902) of an object's edits; each replaced or removed value is tested for first.</summary>
    public static byte[] PatchOf(IEnumerable<FieldEdit> edits)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonReporter.WriterOptions with { Indented = false }))
        {
            json.WriteStartArray();
            foreach (FieldEdit edit in edits)
            {
                if (edit.Before is { } before)
                    WriteOperation(json, "test", edit.Path, before);
                WriteOperation(json, edit.After is null ? "remove" : edit.Before is null ? "add" : "replace", edit.Path, edit.After);
            }

            json.WriteEndArray();
        }

        return buffer.ToArray();
    }

    private static void WriteOperation(Utf8JsonWriter json, string operation, YamlPath path, YamlValue? value)
    {
        json.WriteStartObject();
        json.WriteString("op", operation);
        json.WriteString("path", string.Concat(path.Segments.Select(segment => "/" + (segment.Key?.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal) ?? segment.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)))));
        if (value is not null)
        {
            json.WritePropertyName("value");
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes data as JSON.</summary>
    public static void WriteValue(Utf8JsonWriter json, YamlValue value)
    {
        switch (value)
        {
            case YamlMappingValue mapping:
                json.WriteStartObject();
                foreach ((string key, YamlValue item) in mapping.Entries)
                {
                    json.WritePropertyName(key);
                    WriteValue(json, item);
                }

                json.WriteEndObject();
                break;
            case YamlSequenceValue sequence:
                json.WriteStartArray();
                foreach (YamlValue item in sequence.Items)
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            case YamlScalarValue { Kind: YamlScalarKind.String } text:
                json.WriteStringValue(text.Text);
                break;
            case YamlScalarValue scalar:
                json.WriteRawValue(scalar.Text);
                break;
        }
    }
}
