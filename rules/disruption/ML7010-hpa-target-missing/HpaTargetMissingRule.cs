using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HpaTargetMissingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7010",
        name: "hpa-target-missing",
        title: "An autoscaler names an object that is not there",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (ScalerView.From(resource) is not { } scaler || resources.FindTargetFault(scaler) is not { } fault)
            return;

        switch (fault.Defect)
        {
            case ScaleTargetDefect.WrongGroup:
                ReportGroup(context, scaler, fault.ApiVersion!);
                break;
            case ScaleTargetDefect.OtherKind:
                ReportKind(context, scaler, fault.Found!, fault.ApiVersion);
                break;
            case ScaleTargetDefect.Missing:
                ReportMissing(context, scaler, fault.Found);
                break;
        }
    }

    private static void ReportGroup(ResourceContext context, ScalerView scaler, string apiVersion)
    {
        Located<string>? written = scaler.TargetRef.GetString("apiVersion");
        string what = written is { } version
            ? $"apiVersion {version.Value} serves no {scaler.TargetKind}"
            : $"scaleTargetRef has no apiVersion, which means v1, and v1 serves no {scaler.TargetKind}";
        YamlPath path = YamlPath.Of(scaler.TargetRef!);
        context.Report(
            written?.Node ?? scaler.Resource.Spec!.Find("scaleTargetRef")!.Key,
            $"{what}, so {scaler} finds no target and scales nothing",
            CodeFix.Safe(
                $"Set apiVersion to {apiVersion}",
                scaler.TargetRef!,
                editor => written is null
                    ? editor.InsertEntry(path, "apiVersion", YamlValue.String(apiVersion), EntryPosition.First)
                    : editor.Set(path / "apiVersion", YamlValue.String(apiVersion))));
    }

    private static void ReportKind(ResourceContext context, ScalerView scaler, Workload found, string? apiVersion)
    {
        string name = scaler.TargetName!.Value.Value;
        bool isKind = found.Resource.Kind == scaler.TargetKind;
        string named = isKind ? $"{scaler.TargetKind} '{name}' of group {scaler.TargetGroup}" : $"{scaler.TargetKind} '{name}'";
        string has = isKind ? $"{found} of {found.Resource.ApiVersion}" : $"{found}";
        context.Report(
            scaler.TargetRef.GetString(isKind ? "apiVersion" : "kind")?.Node ?? scaler.TargetName.Value.Node,
            $"scaleTargetRef names {named} but the given manifests have {has}, so {scaler} scales nothing",
            apiVersion is null ? null : Name(scaler.TargetRef!, found.Resource.Kind, apiVersion),
            related: [new RelatedLocation(new Location(found.Resource.File, found.Resource.NameNode!.Value.Span), $"{found}")]);
    }

    private static CodeFix Name(YamlMapping reference, string kind, string apiVersion)
    {
        YamlPath path = YamlPath.Of(reference);
        return CodeFix.Unsafe(
            $"Name {kind} of {apiVersion}",
            reference,
            editor =>
            {
                YamlEditor edited = reference.Get("kind") is null
                    ? editor.InsertEntry(path, "kind", YamlValue.String(kind), EntryPosition.Before("name"))
                    : editor.Set(path / "kind", YamlValue.String(kind));
                return reference.Get("apiVersion") is null
                    ? edited.InsertEntry(path, "apiVersion", YamlValue.String(apiVersion), EntryPosition.First)
                    : edited.Set(path / "apiVersion", YamlValue.String(apiVersion));
            });
    }

    private static void ReportMissing(ResourceContext context, ScalerView scaler, Workload? found)
    {
        (Resource resource, ResourceSet resources, _) = context;
        Located<string> name = scaler.TargetName!.Value;
        string? closest = EditDistance.Closest(name.Value, resources.InNamespaceOf(resource, scaler.TargetKind).Select(other => other.Name));
        string note = found is not null ? $", {found} has no scale" : closest is not null ? $", closest is {scaler.TargetKind} '{closest}'" : "";
        context.Report(
            name.Node,
            $"{scaler.TargetKind} '{name.Value}' named by scaleTargetRef is not in the given manifests{note}, so {scaler} scales nothing");
    }
}
