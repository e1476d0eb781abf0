using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class YamlTypeSurpriseRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0003",
        name: "yaml-type-surprise",
        title: "A plain scalar is read as a boolean or number where a string is wanted",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterSchemaAction(SchemaViolationKind.StringSurprise, AnalyzeValue);
        context.RegisterSchemaAction(SchemaViolationKind.KeySurprise, AnalyzeKey);
    }

    private static void AnalyzeValue(SchemaContext context)
    {
        YamlNode place = context.Violation.Node;
        if (place.Dereference() is not YamlScalar scalar)
            return;

        ResolvedScalar resolved = scalar.Resolve();
        YamlPath path = YamlPath.Of(place);
        bool isRepairable = place == scalar && scalar is { Style: YamlScalarStyle.Plain, Tag: null };

        // What stands in a Secret is nobody's business, not even in a log.
        bool isSecret = context.Resource is { Kind: "Secret", Group: "" } && path.Parent.Last?.Key is "data" or "stringData";
        context.Report(
            isSecret ? $"The value is read as a {(resolved.Kind == YamlScalarKind.Boolean ? "boolean" : "number")}, but {path} takes a string"
                : $"'{scalar.Value}' is read as {Describe(resolved)}, but {path} takes a string{Surprise(scalar.Value, resolved)}",
            isRepairable ? CodeFix.Safe("Put the value in quotes", scalar, editor => editor.SetScalar(path, YamlValue.String(scalar.Value))).Uncovering() : null);
    }

    private static void AnalyzeKey(SchemaContext context)
    {
        if (context.Violation is not { Entry: { Key: YamlScalar key } entry, Field: var read })
            return;

        ResolvedScalar resolved = key.Resolve();
        YamlPath path = YamlPath.Of(entry);
        context.Report(
            $"'{key.Value}' is read as {Describe(resolved)}, so the key in {path.Parent} becomes \"{read}\"{Surprise(key.Value, resolved)}",
            CodeFix.Unsafe("Put the key in quotes", entry, editor => editor.RenameKey(path, key.Value)).Uncovering());
    }

    private static string Describe(ResolvedScalar resolved) => resolved.Kind == YamlScalarKind.Boolean ? $"the boolean {resolved.Json}" : $"the number {resolved.Json}";

    private static string Surprise(string written, ResolvedScalar resolved)
    {
        string digits = written.TrimStart('+', '-');
        if (resolved.Kind == YamlScalarKind.Integer && digits.Length > 1 && digits[0] == '0' && digits.All(char.IsAsciiDigit))
            return $": a leading 0 means octal, so it is {resolved.Json}";
        if (digits.Length > 15 && digits.All(char.IsAsciiDigit) && digits != resolved.Json.TrimStart('-'))
            return $": more than 2^63, so digits are rounded to {resolved.Json}";
        if (resolved.Kind == YamlScalarKind.Float && digits.Contains('.', StringComparison.Ordinal) && digits.EndsWith('0') && digits.All(c => char.IsAsciiDigit(c) || c == '.'))
            return ": the trailing zero is lost";
        return "";
    }
}
