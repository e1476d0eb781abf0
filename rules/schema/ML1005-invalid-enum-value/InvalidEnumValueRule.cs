using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidEnumValueRule : Rule
{
    private const int MostListed = 6;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1005",
        name: "invalid-enum-value",
        title: "A value outside of the closed set that the field takes",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterSchemaAction(SchemaViolationKind.EnumValue, Analyze);

    private static void Analyze(SchemaContext context)
    {
        YamlNode value = context.Violation.Node;
        if (value.Dereference() is not YamlScalar scalar || IsOwnedElsewhere(value))
            return;

        // For the types of Kubernetes itself, which have no notion of "not set", an empty text is not set.
        string text = scalar.Resolve().Json;
        if (text.Length == 0 && context.Root.IsBuiltIn)
            return;

        ImmutableArray<string> values = context.Violation.Schema.Enum;
        string? best = Nearest(text, values);
        string list = values.Length <= MostListed ? $", use {string.Join(", ", values.Where(known => known.Length > 0))}" : "";
        string hint = best is null ? "" : $", did you mean '{best}'";
        context.Report(
            $"'{SchemaText.Shorten(text)}' is not {WithArticle(FieldOf(value))} value{list}{hint}",
            best is null || value is YamlAlias ? null : Replace(value, best, string.Equals(text, best, StringComparison.OrdinalIgnoreCase)));
    }

    // ML1054 tells more about the scheme of a probe.
    private static bool IsOwnedElsewhere(YamlNode value) => value.Parent is YamlEntry { KeyText: "scheme", Parent.Parent: YamlEntry { KeyText: "httpGet" } };

    private static string FieldOf(YamlNode value) => value.Parent switch
    {
        YamlEntry { KeyText: { } key } => key,
        YamlSequence { Parent: YamlEntry { KeyText: { } key } } => key,
        _ => "valid",
    };

    private static string WithArticle(string field) => field[0] is 'a' or 'e' or 'i' or 'o' || field.StartsWith("un", StringComparison.Ordinal) ? $"an {field}" : $"a {field}";

    private static string? Nearest(string text, ImmutableArray<string> values)
    {
        if (values.FirstOrDefault(value => string.Equals(value, text, StringComparison.OrdinalIgnoreCase)) is { } same)
            return same;

        (string Value, int Distance)[] near = [.. values.Where(value => EditDistance.IsSlip(text, value)).Select(value => (Value: value, Distance: EditDistance.Between(text, value))).OrderBy(slip => slip.Distance)];
        return near.Length == 1 || (near.Length > 1 && near[0].Distance < near[1].Distance) ? near[0].Value : null;
    }

    private static CodeFix Replace(YamlNode value, string best, bool isSameWord)
    {
        YamlPath path = YamlPath.Of(value);
        return isSameWord
            ? CodeFix.Safe($"Replace it by {best}", value, editor => editor.SetScalar(path, YamlValue.String(best))).Uncovering()
            : CodeFix.Unsafe($"Replace it by {best}", value, editor => editor.SetScalar(path, YamlValue.String(best))).Uncovering();
    }
}
