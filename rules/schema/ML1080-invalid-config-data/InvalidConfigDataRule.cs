using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidConfigDataRule : Rule
{
    // DNS1123SubdomainMaxLength, which IsConfigMapKey uses.
    private const int MaximumKeyLength = 253;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1080",
        name: "invalid-config-data",
        title: "The data of a ConfigMap or Secret has a key that is not allowed, or is too large",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource is not { Kind: "ConfigMap" or "Secret", Group: "" } resource)
            return;

        YamlMapping? data = resource.Root.GetMapping("data");
        YamlMapping? other = resource.Root.GetMapping(resource.Kind == "Secret" ? "stringData" : "binaryData");
        AnalyzeKeys(context, data);
        AnalyzeKeys(context, other);
        if (data is not null && other is not null)
            AnalyzeTwins(context, data, other);
        AnalyzeSize(context, data, other);
    }

    private static void AnalyzeKeys(ResourceContext context, YamlMapping? map)
    {
        if (map is null)
            return;

        foreach (YamlEntry entry in map.Entries)
        {
            // $patch and its like are no keys but orders.
            if (!entry.IsMerge && ScalarResolver.GetKey(entry.Key) is { } key && WhyNoKey(key) is { } reason && !(context.Resource.IsPartial && key.StartsWith('$')) && map.Find(key) == entry && !TemplateMarkers.IsTemplated(key))
                context.Report(entry.Key, $"{context.Resource.PathOf(entry.Value)}: {reason}; {Refusal.ByServer}".ReplaceLineEndings("\\n"));
        }
    }

    // IsConfigMapKey of apimachinery/pkg/util/validation/validation.go.
    private static string? WhyNoKey(string key)
    {
        if (key.Length == 0)
            return "the key is empty";
        foreach (char c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                return $"a key takes letters, digits, '-', '_' and '.', not '{c}'";
        }

        if (key.Length > MaximumKeyLength)
            return string.Create(CultureInfo.InvariantCulture, $"the key has {key.Length} characters, at most {MaximumKeyLength}");
        if (key is ".")
            return "a key must not be '.'";
        return key.StartsWith("..", StringComparison.Ordinal) ? "a key must not start with '..'" : null;
    }

    private static void AnalyzeTwins(ResourceContext context, YamlMapping data, YamlMapping other)
    {
        foreach (YamlEntry entry in other.Entries)
        {
            if (entry.IsMerge || ScalarResolver.GetKey(entry.Key) is not { } key || data.Find(key) is not { } twin || other.Find(key) != entry)
                continue;

            if (context.Resource.Kind == "Secret")
                context.Report(twin.Key, $"{context.Resource.PathOf(twin.Value)}: stringData has the same key and wins", severity: DiagnosticSeverity.Info);
            else
                context.Report(entry.Key, $"{context.Resource.PathOf(entry.Value)}: data has the same key; {Refusal.ByServer}");
        }
    }

    private static void AnalyzeSize(ResourceContext context, YamlMapping? data, YamlMapping? other)
    {
        long size = ConfigDataSize.Measure(context.Resource);
        if (size <= ConfigDataSize.Maximum || (data ?? other) is not { Parent: YamlEntry entry })
            return;

        string mebibytes = (Math.Ceiling(size * 100.0 / ConfigDataSize.Maximum) / 100).ToString("0.00", CultureInfo.InvariantCulture);
        context.Report(entry.Key, $"{context.Resource.PathOf(entry.Value)}: the values have {mebibytes} MiB in all, at most 1 MiB; {Refusal.ByServer}");
    }
}
