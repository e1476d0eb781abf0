using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

public sealed class KustomizeReadsDifferentlyRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0006",
        name: "kustomize-reads-differently",
        title: "A plain word that kubectl apply -f and kustomize read as different values",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.All,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        foreach (YamlNode node in context.Resource.Root.DescendantsAndSelf())
        {
            if (node is not YamlScalar { Style: YamlScalarStyle.Plain, Tag: null } scalar || node.Parent is YamlEntry { Key: var key } && key == node)
                continue;
            if (IsOldBoolean(scalar.Value) && !IsStringPlace(context, scalar))
                ReportBoolean(context, scalar);
            else if (IsDate(scalar.Value))
                ReportDate(context, scalar);
        }
    }

    private static void ReportBoolean(ResourceContext context, YamlScalar scalar)
    {
        bool value = scalar.Resolve().Json == "true";
        YamlPath path = YamlPath.Of(scalar);
        context.Report(
            scalar,
            $"kubectl -f reads '{scalar.Value}' as the boolean {scalar.Resolve().Json}, kustomize reads it as a string",
            CodeFix.Unsafe($"Write {scalar.Resolve().Json}", scalar, editor => editor.SetScalar(path, YamlValue.Boolean(value))));
    }

    private static void ReportDate(ResourceContext context, YamlScalar scalar)
    {
        TextSpan span = scalar.ContentSpan;
        context.Report(
            scalar,
            $"kubectl -f reads '{scalar.Value}' as this string, kustomize reads it as \"{scalar.Value}T00:00:00Z\"",
            CodeFix.Unsafe("Put the date in quotes", () => [TextChange.Insertion(span.Start, "\""), TextChange.Insertion(span.End, "\"")]));
    }

    // The words that YAML 1.1 has for booleans and YAML 1.2 has not.
    private static bool IsOldBoolean(string text) => text is "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF";

    private static bool IsDate(string text) => text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // ML0003 says more about a boolean where a string is wanted.
    private static bool IsStringPlace(ResourceContext context, YamlScalar scalar)
    {
        YamlNode? mapping = scalar.Parent;
        while (mapping is not (null or YamlMapping))
            mapping = mapping.Parent;
        if (mapping is not YamlMapping around || context.Schemas.Find(context.Resource) is not { } root || scalar.Parent is not YamlEntry { KeyText: { } field })
            return false;

        return SchemaSteps.To(around, context.Resource, root, context.Schemas) is [.., var step]
            && (step.Schema.Properties.Find(field)?.Schema ?? step.Schema.AdditionalProperties)?.Resolve() is { IsIntOrString: false, Types: SchemaTypes.String };
    }
}
