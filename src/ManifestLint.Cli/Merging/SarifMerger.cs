using System.Collections.Immutable;
using System.Text.Json;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Merging;

/// <summary>Puts SARIF reports together: one run, whose rules are those of all reports.</summary>
internal sealed class SarifMerger
{
    private const string RuleIndex = "ruleIndex";

    private readonly IReadOnlyList<ReportFile> _reports;
    private readonly ImmutableArray<JsonElement> _runs;
    private readonly ImmutableArray<JsonElement> _rules;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    private SarifMerger(IReadOnlyList<ReportFile> reports)
    {
        _reports = reports;
        _runs = [.. reports.Select(report => report.Root.GetProperty("runs")[0])];
        _rules = [.. _runs.SelectMany(run => run.At("tool", "driver", "rules")!.Value.EnumerateArray()).DistinctBy(IdOf).OrderBy(IdOf, StringComparer.Ordinal)];
        for (int i = 0; i < _rules.Length; i++)
            _indexes[IdOf(_rules[i])] = i;
    }

    /// <summary>The one report.</summary>
    /// <exception cref="WrongUseException">The reports are of different versions of ManifestLint.</exception>
    public static MergedReport Merge(IReadOnlyList<ReportFile> reports)
    {
        var merger = new SarifMerger(reports);
        merger.CheckVersions();
        ImmutableArray<MergedFinding> findings = FindingOrder.Merge(merger._runs.Select(FindingsOf), PlaceOf, IdentityOf);
        if (reports.Count == 1)
            return new MergedReport(reports[0].Bytes, findings);

        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, JsonReporter.WriterOptions))
            merger.Write(json, findings);
        content.WriteByte((byte)'\n');
        return new MergedReport(content.ToArray(), findings);
    }

    private static string IdOf(JsonElement rule) => rule.Text("id") ?? "";

    // Rules of two versions may differ under one id.
    private void CheckVersions()
    {
        string? first = VersionOf(_runs[0]);
        for (int i = 1; i < _runs.Length; i++)
        {
            if (VersionOf(_runs[i]) is var version && version != first)
                throw new WrongUseException($"{_reports[i].Path} was written by ManifestLint {version}, {_reports[0].Path} by {first}; merge reports of one version");
        }
    }

    private static string? VersionOf(JsonElement run) => run.At("tool", "driver")!.Value.Text("semanticVersion");

    private static IEnumerable<MergedFinding> FindingsOf(JsonElement run) =>
        run.GetProperty("results").EnumerateArray().Select(result => new MergedFinding(result, result.Text("ruleId")!, SeverityOf(result.Text("level")!)));

    private static DiagnosticSeverity SeverityOf(string level) => level switch
    {
        "error" => DiagnosticSeverity.Error,
        "warning" => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };

    private static FindingPlace PlaceOf(MergedFinding finding)
    {
        JsonElement? location = finding.Element.At("locations") is { ValueKind: JsonValueKind.Array } locations && locations.GetArrayLength() > 0 ? locations[0].At("physicalLocation") : null;
        JsonElement region = location?.At("region") ?? default;
        return new FindingPlace(
            PathOf(location?.At("artifactLocation")?.Text("uri") ?? ""),
            region.Number("startLine"),
            region.Number("startColumn"),
            region.Number("endLine"),
            region.Number("endColumn"),
            finding.Rule,
            finding.Element.At("message")?.Text("text") ?? "");
    }

    // Addresses of files are escaped, their order in a report is that of the paths; what lies outside of the working directory begins with ".." there.
    private static string PathOf(string uri)
    {
        const string outside = "file://";
        return uri.StartsWith(outside, StringComparison.Ordinal) ? "../" + Uri.UnescapeDataString(uri[outside.Length..]) : Uri.UnescapeDataString(uri);
    }

    // The number of a rule says nothing about the finding.
    private static string IdentityOf(MergedFinding finding) =>
        string.Join('\n', finding.Element.EnumerateObject().Where(member => member.Name != RuleIndex).Select(member => member.Name + member.Value.GetRawText()));

    private void Write(Utf8JsonWriter json, ImmutableArray<MergedFinding> findings)
    {
        json.WriteStartObject();
        foreach (JsonProperty member in _reports[0].Root.EnumerateObject())
        {
            if (member.Name != "runs")
            {
                member.WriteTo(json);
                continue;
            }

            json.WriteStartArray("runs");
            WriteRun(json, findings);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteRun(Utf8JsonWriter json, ImmutableArray<MergedFinding> findings)
    {
        json.WriteStartObject();
        foreach (JsonProperty member in _runs[0].EnumerateObject())
        {
            switch (member.Name)
            {
                case "tool":
                    WriteTool(json, member.Value);
                    break;
                case "invocations":
                    WriteInvocations(json);
                    break;
                case "results":
                    json.WriteStartArray(member.Name);
                    foreach (MergedFinding finding in findings)
                        WriteResult(json, finding);
                    json.WriteEndArray();
                    break;
                default:
                    member.WriteTo(json);
                    break;
            }
        }

        json.WriteEndObject();
    }

    private void WriteTool(Utf8JsonWriter json, JsonElement tool)
    {
        json.WriteStartObject("tool");
        foreach (JsonProperty part in tool.EnumerateObject())
        {
            if (part.Name != "driver")
            {
                part.WriteTo(json);
                continue;
            }

            json.WriteStartObject("driver");
            foreach (JsonProperty member in part.Value.EnumerateObject())
            {
                if (member.Name != "rules")
                {
                    member.WriteTo(json);
                    continue;
                }

                json.WriteStartArray("rules");
                foreach (JsonElement rule in _rules)
                    rule.WriteTo(json);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // One that says the same as another is not repeated: a run on one machine has one, too.
    private void WriteInvocations(Utf8JsonWriter json)
    {
        json.WriteStartArray("invocations");
        foreach (JsonElement invocation in _runs.SelectMany(run => run.At("invocations") is { ValueKind: JsonValueKind.Array } all ? [.. all.EnumerateArray()] : Array.Empty<JsonElement>()).DistinctBy(invocation => invocation.GetRawText()))
            invocation.WriteTo(json);
        json.WriteEndArray();
    }

    private void WriteResult(Utf8JsonWriter json, MergedFinding finding)
    {
        json.WriteStartObject();
        foreach (JsonProperty member in finding.Element.EnumerateObject())
        {
            if (member.Name == RuleIndex && _indexes.TryGetValue(finding.Rule, out int index))
                json.WriteNumber(RuleIndex, index);
            else
                member.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
