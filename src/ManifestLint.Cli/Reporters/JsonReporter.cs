using System.Text.Encodings.Web;
using System.Text.Json;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>One object; within version 1, fields are only ever added.</summary>
internal sealed class JsonReporter : IReporter
{
    private const int FormatVersion = 1;

    /// <summary>Readable, with line feeds everywhere; control characters are escaped as JSON demands.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(LintReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version", FormatVersion);
            json.WriteStartArray("findings");
            foreach (Diagnostic finding in report.Findings)
            {
                WriteFinding(json, finding);
                FlushWhenLarge(json);
            }

            json.WriteEndArray();
            WriteSummary(json, report);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Passes on what is written so far, so that a long report is never whole in memory.</summary>
    public static void FlushWhenLarge(Utf8JsonWriter json)
    {
        if (json.BytesPending > 1 << 16)
            json.Flush();
    }

    private static void WriteFinding(Utf8JsonWriter json, Diagnostic finding)
    {
        LinePosition start = finding.Location.Start;
        LinePosition end = finding.Location.End;
        json.WriteStartObject();
        json.WriteString("rule", finding.Descriptor.Id);
        json.WriteString("name", finding.Descriptor.Name);
        json.WriteString("severity", ReportText.Name(finding.Severity));
        json.WriteString("message", finding.Message);
        json.WriteString("file", finding.Location.File.Path);
        json.WriteNumber("line", start.Line + 1);
        json.WriteNumber("column", start.Character + 1);
        json.WriteNumber("endLine", end.Line + 1);
        json.WriteNumber("endColumn", end.Character + 1);
        WriteResource(json, finding.Resource);
        json.WriteString("path", FindingPath.Of(finding));
        WriteFix(json, finding.Fix);
        json.WriteString("helpUri", finding.Descriptor.HelpUri);
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, Resource? resource)
    {
        if (resource is null)
        {
            json.WriteNull("resource");
            return;
        }

        json.WriteStartObject("resource");
        json.WriteString("apiVersion", resource.ApiVersion);
        json.WriteString("kind", resource.Kind);
        json.WriteString("namespace", resource.Namespace);
        json.WriteString("name", resource.Name);
        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, CodeFix? fix)
    {
        if (fix is null)
        {
            json.WriteNull("fix");
            return;
        }

        json.WriteStartObject("fix");
        json.WriteString("title", fix.Title);
        json.WriteString("safety", fix.Safety == FixSafety.Safe ? "safe" : "unsafe");
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("files", report.Files);
        json.WriteNumber("manifests", report.Manifests);
        json.WriteNumber("errors", report.Count(DiagnosticSeverity.Error));
        json.WriteNumber("warnings", report.Count(DiagnosticSeverity.Warning));
        json.WriteNumber("infos", report.Count(DiagnosticSeverity.Info));
        json.WriteNumber("fixable", report.CountFixable(FixSafety.Safe) + report.CountFixable(FixSafety.Unsafe));
        json.WriteNumber("suppressed", report.Suppressed);
        if (report.Baselined is { } baselined)
            json.WriteNumber("baselined", baselined);
        if (report.Unchanged is { } unchanged)
            json.WriteNumber("unchanged", unchanged);
        json.WriteNumber("withoutSchema", report.WithoutSchema.Sum(kind => kind.Count));
        if (report.Fixed is { } repaired)
            json.WriteNumber("fixed", repaired.Length);
        json.WriteEndObject();
    }
}

/// <summary>Where in its object a finding stands.</summary>
internal static class FindingPath
{
    /// <summary>For example <c>spec.template.spec.containers[0]</c>; null for a finding about a document or file.</summary>
    public static string? Of(Diagnostic finding)
    {
        if (finding.Node?.Resolve() is not { } node)
            return null;

        return (finding.Resource is { } resource ? resource.PathOf(node) : YamlPath.Of(node)).ToString();
    }
}
