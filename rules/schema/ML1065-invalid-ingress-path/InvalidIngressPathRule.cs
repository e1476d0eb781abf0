using System.Buffers;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidIngressPathRule : Rule
{
    // What a path holds only when it is meant as a regular expression; a dot or a plus may be meant literally.
    private static readonly SearchValues<char> RegexCharacters = SearchValues.Create(@"()[]|*?^$\");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1065",
        name: "invalid-ingress-path",
        title: "A path of an Ingress or its type is not valid",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (!IngressParts.IsIngress(context.Resource))
            return;

        foreach (YamlMapping rule in context.Resource.Spec.GetMappings("rules"))
        {
            if (rule.GetMapping("http") is not { } http)
                continue;

            if (!context.Resource.IsPartial && HasNoPaths(http))
                Report(context, rule.Find("http")!.Key, http, "paths", "at least one path is needed");
            foreach (YamlMapping path in http.GetMappings("paths"))
                CheckPath(context, path);
        }
    }

    private static bool HasNoPaths(YamlMapping http) => http.Get("paths") switch
    {
        null => !MisspeltKey.IsIn(http, "paths"),
        YamlSequence paths => paths.Items.IsEmpty,
        _ => false,
    };

    private static void CheckPath(ResourceContext context, YamlMapping item)
    {
        Located<string>? path = item.GetString("path");
        bool isPathAbsent = item.Get("path") is null;
        if (path is { } written && TemplateMarkers.IsTemplated(written.Value))
            return;

        switch (item.GetString("pathType")?.Value)
        {
            case null when item.Get("pathType") is null && !context.Resource.IsPartial && !MisspeltKey.IsIn(item, "pathType"):
                Report(context, path?.Node ?? item, item, "pathType", "it is required", AddPathType(item));
                break;
            case "Exact" or "Prefix" when isPathAbsent && !context.Resource.IsPartial && !MisspeltKey.IsIn(item, "path"):
                Report(context, item.Find("pathType")!.Value, item, "path", "Exact and Prefix need one");
                break;
            case "Exact" or "Prefix" when path is { } plain:
                if (Check(plain.Value) is { } reason)
                    Report(context, plain.Node, item, "path", reason, AddSlash(plain));
                else
                    CheckRegex(context, item, plain);
                break;
            case "ImplementationSpecific" when path is { Value: [not '/', ..] } relative:
                Report(context, relative.Node, item, "path", $"'{relative.Value}' does not start with /", AddSlash(relative));
                break;
        }
    }

    // pkg/apis/networking/validation/validation.go, invalidPathSequences and invalidPathSuffixes.
    private static string? Check(string path)
    {
        if (!path.StartsWith('/'))
            return path.Length == 0 ? "Exact and Prefix need one" : $"'{path}' does not start with /";

        foreach (string part in (ReadOnlySpan<string>)["//", "/./", "/../", "%2f", "%2F"])
        {
            if (path.Contains(part, StringComparison.Ordinal))
                return $"'{path}' contains {part}";
        }

        foreach (string end in (ReadOnlySpan<string>)["/..", "/."])
        {
            if (path.EndsWith(end, StringComparison.Ordinal))
                return $"'{path}' ends in {end}";
        }

        return null;
    }

    private static void CheckRegex(ResourceContext context, YamlMapping item, Located<string> path)
    {
        bool usesRegex = context.Resource.GetAnnotation("nginx.ingress.kubernetes.io/use-regex")?.Value == "true";
        if (usesRegex && path.Value.AsSpan().ContainsAny(RegexCharacters))
        {
            context.Report(
                path.Node,
                $"{context.Resource.PathOf(item) / "path"}: '{path.Value}' is a regular expression, for which ingress-nginx wants pathType ImplementationSpecific, not {item.GetString("pathType")!.Value.Value}",
                severity: DiagnosticSeverity.Warning);
        }
    }

    private static void Report(ResourceContext context, YamlNode place, YamlMapping holder, string key, string reason, CodeFix? fix = null) =>
        context.Report(place, $"{context.Resource.PathOf(holder) / key}: {reason}; {Refusal.ByServer}", fix);

    private static CodeFix? AddPathType(YamlMapping item)
    {
        if (item.GetString("path") is not { Value: ['/', ..] })
            return null;

        YamlPath path = YamlPath.Of(item);
        return CodeFix.Unsafe("Set pathType to Prefix", item, editor => item.Find("pathType") is not null
            ? editor.Set(path / "pathType", YamlValue.String("Prefix"))
            : editor.InsertEntry(path, "pathType", YamlValue.String("Prefix"), EntryPosition.After("path")));
    }

    private static CodeFix? AddSlash(Located<string> path)
    {
        string absolute = $"/{path.Value}";
        return path.Value is [not '/', ..] && Check(absolute) is null
            ? CodeFix.Unsafe($"Set path to {absolute}", path.Node, editor => editor.SetScalar(YamlPath.Of(path.Node), YamlValue.String(absolute)))
            : null;
    }
}
