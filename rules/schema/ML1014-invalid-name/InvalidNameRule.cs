using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidNameRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1014",
        name: "invalid-name",
        title: "A name breaks the grammar that its place has",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterResourceAction(AnalyzeObject);
        context.RegisterWorkloadAction(AnalyzePods);
    }

    private static void AnalyzeObject(ResourceContext context)
    {
        Resource resource = context.Resource;
        // What a patch is called may be anybody's business: a kustomization can name the target itself.
        if (resource.IsPartial || ObjectNames.GrammarOf(resource) is not { } grammar)
            return;

        if (resource.Name.Length > 0)
            AnalyzeName(context, grammar);
        else if (resource.Metadata.GetString("generateName") is { Value.Length: > 0 } prefix)
            // A '-' at the end is covered by the random letters (apimachinery maskTrailingDash).
            Check(context, prefix, prefix.Value[^1] == '-' ? $"{prefix.Value[..^1]}x" : prefix.Value, ObjectNames.Describe(resource.Kind), grammar, mayFix: false);
    }

    private static void AnalyzeName(ResourceContext context, Func<string, string?> grammar)
    {
        Resource resource = context.Resource;
        if (grammar(resource.Name) is null && ObjectNames.CheckMore(resource, context.Target) is null && !ObjectNames.NamesPods(resource))
            return;

        Located<string> name = resource.NameNode!.Value;
        if (Check(context, name, name.Value, ObjectNames.Describe(resource.Kind), grammar, mayFix: true) || TemplateMarkers.IsTemplated(name.Value))
            return;

        if (ObjectNames.CheckMore(resource, context.Target) is { } wrong)
            context.Report(name.Node, $"'{name.Value}' is not a valid name for {ObjectNames.Describe(resource.Kind)}: {wrong}");
        else if (Names.CheckLabel(name.Value) is { } risk)
            context.Report(name.Node, $"'{name.Value}' is used in names and hostnames of pods, where a DNS label is safe: {risk}", severity: DiagnosticSeverity.Warning);
    }

    private static void AnalyzePods(WorkloadContext workloadContext)
    {
        Workload workload = workloadContext.Workload;
        var context = new ResourceContext(workload.Resource, workloadContext.Resources, workloadContext.Findings);
        if (workload.Kind == WorkloadKind.StatefulSet && context.Target.HasFrom(33) && workload.Spec.GetString("serviceName") is { } service)
            Check(context, service, "the Service of a StatefulSet", Names.CheckLabel, note: context.Target.NoteFrom(33));
        if (!workload.HasOwnTemplate || workload.PodSpec.Mapping is not { } pod)
            return;

        foreach (ContainerView container in workload.PodSpec.Containers)
            CheckContainer(context, container);
        foreach (ContainerView container in workload.PodSpec.InitContainers)
            CheckContainer(context, container);
        foreach (YamlMapping volume in workload.PodSpec.Volumes)
            CheckVolume(context, volume);
        foreach (YamlMapping secret in pod.GetMappings("imagePullSecrets"))
            Check(context, secret.GetString("name"), "a Secret", Names.CheckSubdomain);

        Check(context, pod.GetString("hostname"), "the host of a pod", Names.CheckLabel);
        Check(context, pod.GetString("subdomain"), "the subdomain of a pod", Names.CheckLabel);
        Check(context, pod.GetString("serviceAccountName"), "a ServiceAccount", Names.CheckSubdomain);
        Check(context, pod.GetString("priorityClassName"), "a PriorityClass", Names.CheckSubdomain);
        Check(context, pod.GetString("runtimeClassName"), "a RuntimeClass", Names.CheckSubdomain);
        Check(context, pod.GetString("nodeName"), "a Node", Names.CheckSubdomain);
    }

    private static void CheckContainer(ResourceContext context, ContainerView container)
    {
        Check(context, container.Name, "a container", Names.CheckLabel);
        foreach (YamlMapping variable in container.Mapping.GetMappings("env"))
        {
            CheckReference(context, variable.GetMapping("valueFrom", "secretKeyRef"), "name", "a Secret");
            CheckReference(context, variable.GetMapping("valueFrom", "configMapKeyRef"), "name", "a ConfigMap");
        }

        foreach (YamlMapping source in container.Mapping.GetMappings("envFrom"))
        {
            CheckReference(context, source.GetMapping("secretRef"), "name", "a Secret");
            CheckReference(context, source.GetMapping("configMapRef"), "name", "a ConfigMap");
        }
    }

    private static void CheckVolume(ResourceContext context, YamlMapping volume)
    {
        // Mounts repeat the name, so that writing another one here alone helps nobody.
        if (volume.GetString("name") is { } name)
            Check(context, name, name.Value, "a volume", Names.CheckLabel, mayFix: false);
        CheckReference(context, volume.GetMapping("secret"), "secretName", "a Secret");
        CheckReference(context, volume.GetMapping("configMap"), "name", "a ConfigMap");
        foreach (YamlMapping source in volume.GetMapping("projected").GetMappings("sources"))
        {
            CheckReference(context, source.GetMapping("secret"), "name", "a Secret");
            CheckReference(context, source.GetMapping("configMap"), "name", "a ConfigMap");
        }
    }

    // The server takes any reference, but no object can have such a name; an optional one is simply not there.
    private static void CheckReference(ResourceContext context, YamlMapping? reference, string key, string what)
    {
        if (reference is not null && reference.GetBoolean("optional")?.Value != true)
            Check(context, reference.GetString(key), what, Names.CheckSubdomain);
    }

    private static void Check(ResourceContext context, Located<string>? name, string what, Func<string, string?> grammar, string note = "")
    {
        if (name is { } written)
            Check(context, written, written.Value, what, grammar, mayFix: true, note);
    }

    private static bool Check(ResourceContext context, Located<string> name, string text, string what, Func<string, string?> grammar, bool mayFix, string note = "")
    {
        // An empty name is a missing one, which another rule reports.
        if (text.Length == 0 || grammar(text) is not { } wrong || TemplateMarkers.IsTemplated(text))
            return false;

        context.Report(name.Node, $"'{name.Value}' is not a valid name for {what}: {wrong}{note}".ReplaceLineEndings("\\n"), mayFix ? Normalize(name, grammar) : null);
        return true;
    }

    private static CodeFix? Normalize(Located<string> name, Func<string, string?> grammar)
    {
        string normalized = ObjectNames.Normalize(name.Value);
        return normalized == name.Value || grammar(normalized) is not null ? null
            : CodeFix.Unsafe($"Write {normalized}", name.Node, editor => editor.SetScalar(YamlPath.Of(name.Node), YamlValue.String(normalized)));
    }
}
