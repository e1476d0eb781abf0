using System.Collections.Immutable;
using System.Text.Json;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>SARIF 2.1.0, which code scanning services read.</summary>
internal sealed class SarifReporter : IReporter
{
    private const string SchemaUri = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string SourceRoot = "%SRCROOT%";

    public void Write(LintReport report, Stream output)
    {
        ImmutableArray<DiagnosticDescriptor> rules =
            [.. report.Findings.Select(finding => finding.Descriptor).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        using (var json = new Utf8JsonWriter(output, JsonReporter.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("$schema", SchemaUri);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, report, rules);
            WriteInvocation(json);
            json.WriteStartArray("results");
            var fingerprints = new Fingerprints();
            foreach (Diagnostic finding in report.Findings)
            {
                WriteResult(json, report, finding, rules, fingerprints.Next(finding));
                JsonReporter.FlushWhenLarge(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter json, LintReport report, ImmutableArray<DiagnosticDescriptor> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ManifestLint");
        json.WriteString("semanticVersion", report.Version);
        json.WriteString("informationUri", "https://manifestlint.dev");
        json.WriteStartArray("rules");
        foreach (DiagnosticDescriptor rule in rules)
            WriteRule(json, rule, report.GetPage(rule));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, DiagnosticDescriptor rule, string page)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        WriteText(json, "shortDescription", rule.Title);
        WriteText(json, "fullDescription", RulePageText.Summary(page) ?? rule.Title);
        json.WriteStartObject("help");
        json.WriteString("text", RulePageText.Plain(page));
        json.WriteString("markdown", page);
        json.WriteEndObject();
        json.WriteString("helpUri", rule.HelpUri);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue(rule.Category);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json)
    {
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(SourceRoot);
        WriteText(json, "description", "The directory in which manifestlint was run.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, LintReport report, Diagnostic finding, ImmutableArray<DiagnosticDescriptor> rules, string fingerprint)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Descriptor.Id);
        json.WriteNumber("ruleIndex", IndexOf(rules, finding.Descriptor.Id));
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations");
        WriteLocation(json, report, finding.Location, message: null);
        json.WriteEndArray();
        if (!finding.Related.IsEmpty)
        {
            json.WriteStartArray("relatedLocations");
            foreach (RelatedLocation related in finding.Related)
                WriteLocation(json, report, related.Location, related.Message);
            json.WriteEndArray();
        }

        json.WriteStartObject("partialFingerprints");
        json.WriteString(Fingerprints.Name, fingerprint);
        json.WriteEndObject();
        if (finding.Fix is { } fix)
            WriteFix(json, report, finding.Location.File, fix);
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, LintReport report, Location location, string? message)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, report, location.File);
        WriteRegion(json, "region", location.Start, location.End);
        json.WriteEndObject();
        if (message is not null)
            WriteText(json, "message", message);
        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, LintReport report, ManifestFile file, CodeFix fix)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        WriteText(json, "description", fix.Title);
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        WriteArtifact(json, report, file);
        json.WriteStartArray("replacements");
        foreach (TextChange change in fix.Changes)
        {
            json.WriteStartObject();
            WriteRegion(json, "deletedRegion", file.Tree!.Text.GetPosition(change.Span.Start), file.Tree.Text.GetPosition(change.Span.End));
            WriteText(json, "insertedContent", change.NewText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteArtifact(Utf8JsonWriter json, LintReport report, ManifestFile file)
    {
        json.WriteStartObject("artifactLocation");
        bool isBelow = !Path.IsPathRooted(file.Path) && !file.Path.StartsWith("../", StringComparison.Ordinal);
        string uri = string.Join('/', (isBelow ? file.Path : Path.GetFullPath(file.Path, report.WorkingDirectory).Replace('\\', '/')).Split('/').Select(Uri.EscapeDataString));
        json.WriteString("uri", isBelow ? uri : $"file://{(uri.StartsWith('/') ? "" : "/")}{uri}");
        if (isBelow)
            json.WriteString("uriBaseId", SourceRoot);
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, string property, LinePosition start, LinePosition end)
    {
        json.WriteStartObject(property);
        json.WriteNumber("startLine", start.Line + 1);
        json.WriteNumber("startColumn", start.Character + 1);
        json.WriteNumber("endLine", end.Line + 1);
        json.WriteNumber("endColumn", end.Character + 1);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static int IndexOf(ImmutableArray<DiagnosticDescriptor> rules, string id)
    {
        int index = 0;
        while (rules[index].Id != id)
            index++;
        return index;
    }

    private static string Level(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Info ? "note" : ReportText.Name(severity);
}
