using System.Globalization;
using System.Text.Json;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Merging;

/// <summary>Reads a report and makes sure that it is one.</summary>
/// <param name="environment">Where files are.</param>
internal sealed class ReportFileReader(CommandEnvironment environment)
{
    private const int JsonVersion = 1;
    private const string SarifVersion = "2.1.0";
    private const string Expected = "expected a report that manifestlint lint wrote with --output json=FILE or --output sarif=FILE";

    /// <summary>Reads a file.</summary>
    /// <exception cref="WrongUseException">It cannot be read, or holds something else.</exception>
    public ReportFile Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = environment.Disk.Read(environment.FullPath(path));
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            throw new WrongUseException($"cannot read {path}: {FileTrouble.Describe(environment.FullPath(path), exception)}");
        }

        JsonElement root = Parse(path, bytes);
        return new ReportFile(path, bytes, root, FormatOf(path, root));
    }

    private static JsonElement Parse(string path, byte[] bytes)
    {
        if (bytes.Length == 0)
            throw new WrongUseException($"{path} is empty; {Expected}");

        try
        {
            ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
            return JsonDocument.Parse(bytes.AsSpan().StartsWith(mark) ? bytes.AsMemory(mark.Length) : bytes).RootElement;
        }
        catch (JsonException exception)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}:{(exception.LineNumber ?? 0) + 1}:{(exception.BytePositionInLine ?? 0) + 1}");
            throw new WrongUseException($"{place}: this is no JSON; {Expected}");
        }
    }

    private static MergeFormat FormatOf(string path, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out JsonElement version))
        {
            if (root.TryGetProperty("runs", out JsonElement runs) && runs.ValueKind == JsonValueKind.Array)
            {
                CheckSarif(path, version, runs);
                return MergeFormat.Sarif;
            }

            if (root.TryGetProperty("findings", out JsonElement findings) && root.TryGetProperty("summary", out JsonElement summary))
            {
                CheckJson(path, version, findings, summary);
                return MergeFormat.Json;
            }
        }

        throw new WrongUseException($"{path} is no report; {Expected}");
    }

    private static void CheckJson(string path, JsonElement version, JsonElement findings, JsonElement summary)
    {
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number != JsonVersion)
            throw new WrongUseException($"{path} has version {version.GetRawText()} of the report; this manifestlint knows version {JsonVersion}");
        if (findings.ValueKind != JsonValueKind.Array || summary.ValueKind != JsonValueKind.Object || findings.EnumerateArray().Any(finding => !IsFinding(finding)))
            throw new WrongUseException($"{path} is no report: its findings or its summary have another form; {Expected}");
    }

    private static bool IsFinding(JsonElement finding) =>
        finding.Text("rule") is not null && finding.Text("file") is not null && finding.Text("severity") is "error" or "warning" or "info" && finding.Text("message") is not null
        && finding.Number("line") > 0 && finding.Number("column") > 0;

    private static void CheckSarif(string path, JsonElement version, JsonElement runs)
    {
        if (version.ValueKind != JsonValueKind.String || version.GetString() != SarifVersion)
            throw new WrongUseException($"{path} is SARIF {version.GetRawText()}; expected \"{SarifVersion}\"");
        if (runs.GetArrayLength() != 1)
            throw new WrongUseException($"{path} holds {runs.GetArrayLength().ToString(CultureInfo.InvariantCulture)} runs; a report of manifestlint holds one");

        JsonElement run = runs[0];
        string? tool = run.At("tool", "driver")?.Text("name");
        if (tool != "ManifestLint")
            throw new WrongUseException($"{path} is a report of {tool ?? "an unknown tool"}; {Expected}");
        if (run.At("tool", "driver", "rules") is not { ValueKind: JsonValueKind.Array } || run.At("results") is not { ValueKind: JsonValueKind.Array } results
            || results.EnumerateArray().Any(result => result.Text("ruleId") is null || result.Text("level") is null))
        {
            throw new WrongUseException($"{path} is no report: its rules or its results have another form; {Expected}");
        }
    }
}

/// <summary>Looks into JSON whose form is not certain.</summary>
internal static class JsonLooks
{
    /// <summary>The text of a property; null when there is none.</summary>
    public static string? Text(this JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The whole number of a property; 0 when there is none.</summary>
    public static int Number(this JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : 0;

    /// <summary>What stands at the end of a way of properties; null when the way breaks off.</summary>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> properties)
    {
        foreach (string property in properties)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out element))
                return null;
        }

        return element;
    }
}
