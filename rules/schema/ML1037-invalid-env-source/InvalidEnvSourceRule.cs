using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidEnvSourceRule : Rule
{
    private static readonly string[] Sources = ["configMapKeyRef", "secretKeyRef", "fieldRef", "resourceFieldRef", "fileKeyRef"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1037",
        name: "invalid-env-source",
        title: "An environment variable has no source, two, or one that does not exist",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        foreach (ContainerView container in context.Workload.PodSpec.All)
        {
            foreach (YamlMapping variable in container.Mapping.GetMappings("env"))
            {
                if (variable.Find("valueFrom") is { } from && from.Value.Dereference() is YamlMapping source)
                    CheckVariable(context, variable, from, source);
            }

            foreach (YamlMapping item in container.Mapping.GetMappings("envFrom"))
                CheckItem(context, item);
        }
    }

    private static void CheckVariable(WorkloadContext context, YamlMapping variable, YamlEntry from, YamlMapping source)
    {
        string name = variable.GetString("name")?.Value ?? "";
        (YamlEntry? first, YamlEntry? second) = FindSources(source);
        if (first is null)
        {
            if (!context.Workload.IsPartial && IsEmpty(source))
                context.Report(from.Key, $"{name}: valueFrom names no source");
        }
        else if (variable.GetString("value") is { Value.Length: > 0 } value)
        {
            if (!TemplateMarkers.IsTemplated(value.Value))
                context.Report(from.Key, $"{name}: it has a value and valueFrom, only one is allowed");
        }
        else if (second is not null)
        {
            context.Report(second.Key, $"{name}: valueFrom has {first.KeyText} and {second.KeyText}, only one is allowed");
        }
        else if (source.GetMapping("fieldRef").GetString("fieldPath") is { Value.Length: > 0 } path && DownwardFields.CheckField(path.Value) is { } wrongField)
        {
            context.Report(path.Node, $"{name}: {wrongField}");
        }
        else if (source.GetMapping("resourceFieldRef").GetString("resource") is { Value.Length: > 0 } resource && DownwardFields.CheckResource(resource.Value) is { } wrongResource)
        {
            context.Report(resource.Node, $"{name}: {wrongResource}");
        }
    }

    // The first two in the order of the text; the rest would say the same.
    private static (YamlEntry? First, YamlEntry? Second) FindSources(YamlMapping source)
    {
        YamlEntry? first = null;
        YamlEntry? second = null;
        foreach (string key in Sources)
        {
            if (source.Get(key) is null || source.Find(key) is not { } entry)
                continue;
            if (first is null)
                first = entry;
            else if (second is null || entry.Span.Start < second.Span.Start)
                second = entry;
        }

        return first is not null && second is not null && second.Span.Start < first.Span.Start ? (second, first) : (first, second);
    }

    private static void CheckItem(WorkloadContext context, YamlMapping item)
    {
        bool hasSecret = item.Get("secretRef") is not null;
        if (item.Get("configMapRef") is not null && hasSecret)
        {
            YamlEntry map = item.Find("configMapRef")!;
            YamlEntry secret = item.Find("secretRef")!;
            YamlEntry second = secret.Span.Start > map.Span.Start ? secret : map;
            context.Report(second.Key, $"{context.Workload.Resource.PathOf(item)}: it has configMapRef and secretRef, only one is allowed");
        }
        else if (item.Get("configMapRef") is null && !hasSecret && !context.Workload.IsPartial && IsEmpty(item, butFor: "prefix"))
        {
            context.Report(item, $"{context.Workload.Resource.PathOf(item)}: it has neither configMapRef nor secretRef");
        }
    }

    // Another key is likely a misspelt source, which the rule about unknown fields tells.
    private static bool IsEmpty(YamlMapping mapping, string? butFor = null)
    {
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (entry.KeyText != butFor && entry.Value.Dereference() is not YamlScalar { IsNull: true })
                return false;
        }

        return true;
    }
}
