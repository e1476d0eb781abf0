using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidFormatRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1012",
        name: "invalid-format",
        title: "A text, list or object that breaks the form its schema asks for",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterSchemaAction(SchemaViolationKind.Format, AnalyzeText);
        context.RegisterSchemaAction(SchemaViolationKind.Count, AnalyzeShape);
        context.RegisterSchemaAction(SchemaViolationKind.Combination, AnalyzeShape);
    }

    private static void AnalyzeText(SchemaContext context)
    {
        if (context.Violation.Node.Dereference() is not YamlScalar scalar)
            return;

        // What stands in a Secret is nobody's business, not even in a log.
        string shown = context.Resource is { Kind: "Secret", Group: "" } ? "The value" : $"'{SchemaText.Shorten(scalar.Resolve().Json)}'";
        string hint = context.Violation.Detail.Length > 0 ? $": {context.Violation.Detail}" : "";
        context.Report($"{shown} is not a valid {NameOf(context.Violation)}{hint}", Repair(context, scalar));
    }

    private static void AnalyzeShape(SchemaContext context) =>
        context.Report($"{SchemaText.Describe(YamlPath.Of(context.Violation.Node), context.Resource.Kind)} is not valid: {context.Violation.Detail}");

    private static string NameOf(SchemaViolation violation) => violation.Schema.Format switch
    {
        "quantity" => "quantity",
        "byte" => "base64 text",
        "date-time" => "time",
        "int32" or "int64" or null => KeyOf(violation.Node) is { } key ? $"value of {SchemaText.Shorten(key)}" : "value",
        var format => format,
    };

    private static string? KeyOf(YamlNode value) => value.Parent switch
    {
        YamlEntry entry => entry.KeyText,
        YamlSequence { Parent: YamlEntry entry } => entry.KeyText,
        _ => null,
    };

    private static CodeFix? Repair(SchemaContext context, YamlScalar scalar)
    {
        if (context.Violation.Node is YamlAlias)
            return null;

        string text = scalar.Resolve().Json;
        YamlPath path = YamlPath.Of(scalar);
        if (context.Violation.Schema.IsQuantity && QuantitySlips.Correct(text) is { } quantity)
            return CodeFix.Unsafe($"Write {quantity}", scalar, editor => editor.SetScalar(path, YamlValue.String(quantity)));

        bool isSecretData = context.Resource is { Kind: "Secret", Group: "" } && path.Parent.Equals(YamlPath.Of(context.Resource.Root) / "data");
        return isSecretData && scalar.Style is not (YamlScalarStyle.Literal or YamlScalarStyle.Folded)
            ? CodeFix.Unsafe("Encode it in base64", scalar, editor => editor.SetScalar(path, YamlValue.String(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)))))
            : null;
    }
}
