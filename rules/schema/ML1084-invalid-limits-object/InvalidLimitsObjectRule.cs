using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidLimitsObjectRule : Rule
{
    // What must not be above what (ValidateLimitRange of pkg/apis/core/validation/validation.go). What the server fills in breaks no other pair.
    private static readonly (string Lower, string Upper)[] Order =
    [
        ("min", "max"), ("min", "default"), ("min", "defaultRequest"), ("defaultRequest", "default"), ("default", "max"), ("defaultRequest", "max"),
    ];

    private static readonly string[] DefaultKeys = ["default", "defaultRequest"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1084",
        name: "invalid-limits-object",
        title: "A LimitRange or ResourceQuota is not valid",
        severity: DiagnosticSeverity.Error,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource is { Kind: "LimitRange", Group: "" })
        {
            foreach (YamlMapping limit in context.Resource.Spec.GetMappings("limits"))
                AnalyzeLimit(context, limit);
        }
        else if (context.Resource is { Kind: "ResourceQuota", Group: "", Spec: { } spec } && spec.GetMapping("hard") is { } hard)
        {
            new QuotaCheck(context, spec).Analyze(hard);
        }
    }

    private static void AnalyzeLimit(ResourceContext context, YamlMapping limit)
    {
        bool isPod = limit.GetString("type") is { Value: "Pod" };
        if (isPod)
        {
            foreach (string key in DefaultKeys)
            {
                if (limit.GetMapping(key) is { Entries.IsEmpty: false })
                    context.Report(limit.Find(key)!.Key, $"{context.Resource.PathOf(limit) / key}: limits of type Pod have no {key}; {Refusal.ByServer}");
            }
        }

        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string lower, string upper) in Order)
        {
            if (!(isPod && (DefaultKeys.Contains(lower) || DefaultKeys.Contains(upper))) && limit.GetMapping(lower) is { } lowers && limit.GetMapping(upper) is { } uppers)
                Compare(context, (lower, lowers), (upper, uppers), reported);
        }
    }

    // One finding a resource: what contradicts one bound mostly contradicts the next one too.
    private static void Compare(ResourceContext context, (string Name, YamlMapping Values) lower, (string Name, YamlMapping Values) upper, HashSet<string> reported)
    {
        foreach ((string resource, YamlEntry entry) in lower.Values.EffectiveEntries())
        {
            if (Quantity.Read(entry.Value) is not { } low || Quantity.Read(upper.Values.GetWritten(resource)) is not { } high || low.Value <= high.Value || !reported.Add(resource))
                continue;

            context.Report(low.Node, $"{context.Resource.PathOf(low.Node)}: {TextOf(low)} is above {upper.Name} {TextOf(high)}; {Refusal.ByServer}");
        }
    }

    private static string TextOf(Located<Quantity> quantity) => ((YamlScalar)quantity.Node.Dereference()).Value;
}
