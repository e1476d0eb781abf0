using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class OctalNumberRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0004",
        name: "octal-number",
        title: "A whole number that is not written as a plain decimal",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterSchemaAction(SchemaViolationKind.UnusualInteger, Analyze);

    private static void Analyze(SchemaContext context)
    {
        YamlNode value = context.Violation.Node;
        if (value is not YamlScalar scalar || IsFileMode(value) || !IsUnusual(scalar.Value) || scalar.Resolve().AsInteger is not { } number)
            return;

        YamlPath path = YamlPath.Of(value);
        context.Report(
            FormattableString.Invariant($"'{scalar.Value}' is read as {number}"),
            CodeFix.Safe(FormattableString.Invariant($"Write {number}"), value, editor => editor.SetScalar(path, YamlValue.Integer(number))));
    }

    // Everybody writes modes of files in octal.
    private static bool IsFileMode(YamlNode value) => value.Parent is YamlEntry { KeyText: "mode" or "defaultMode" };

    private static bool IsUnusual(string text)
    {
        string digits = text.TrimStart('+', '-');
        return digits.Contains('_', StringComparison.Ordinal) || (digits.Length > 1 && digits[0] == '0');
    }
}
