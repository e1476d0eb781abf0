using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
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

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (!StringPlaces.MayConcern(context.Resource.Document))
            return;

        StringPlaces.Visit(
            context.Resource,
            context.Resources.WorkloadOf(context.Resource),
            value =>
            {
                if (value.Dereference() is YamlScalar { Style: YamlScalarStyle.Plain } scalar && !ScalarResolver.IsPlainString(scalar.Value) && scalar.Tag is null)
                    ReportValue(context, value, scalar);
            },
            entry =>
            {
                if (entry.Key is YamlScalar { Style: YamlScalarStyle.Plain } key && !ScalarResolver.IsPlainString(key.Value) && ScalarResolver.GetKey(key) is { } read && read != key.Value)
                    ReportKey(context, entry, key, read);
            });
    }

    private static void ReportValue(ResourceContext context, YamlNode place, YamlScalar scalar)
    {
        ResolvedScalar resolved = scalar.Resolve();
        if (resolved.Kind is YamlScalarKind.Null or YamlScalarKind.Invalid)
            return;

        YamlPath path = YamlPath.Of(place);
        context.Report(
            place,
            $"'{scalar.Value}' is read as {Describe(resolved)}, but {path} takes a string{Surprise(scalar.Value, resolved)}",
            place == scalar ? CodeFix.Safe("Put the value in quotes", scalar, editor => editor.SetScalar(path, YamlValue.String(scalar.Value))) : null);
    }

    private static void ReportKey(ResourceContext context, YamlEntry entry, YamlScalar key, string read)
    {
        ResolvedScalar resolved = key.Resolve();
        YamlPath path = YamlPath.Of(entry);
        context.Report(
            key,
            $"'{key.Value}' is read as {Describe(resolved)}, so the key in {path.Parent} becomes \"{read}\"{Surprise(key.Value, resolved)}",
            CodeFix.Unsafe("Put the key in quotes", entry, editor => editor.RenameKey(path, key.Value)));
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
