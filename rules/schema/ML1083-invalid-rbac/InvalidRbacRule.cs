using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidRbacRule : Rule
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1083",
        name: "invalid-rbac",
        title: "A role or a binding is not valid",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource.Group != RbacGroup)
            return;

        switch (context.Resource.Kind)
        {
            case "Role" or "ClusterRole":
                foreach (YamlMapping rule in context.Resource.Root.GetMappings("rules"))
                    AnalyzeRule(context, rule);
                break;
            case "RoleBinding" or "ClusterRoleBinding":
                AnalyzeRoleRef(context);
                foreach (YamlMapping subject in context.Resource.Root.GetMappings("subjects"))
                    AnalyzeSubject(context, subject);
                break;
        }
    }

    // validatePolicyRule of pkg/apis/rbac/validation/validation.go. An absent list of verbs is ML1004.
    private static void AnalyzeRule(ResourceContext context, YamlMapping rule)
    {
        if (rule.Get("verbs") is YamlSequence { Items.IsEmpty: true } verbs)
            Report(context, verbs, "a rule needs at least one verb");

        bool? hasUrls = HasItems(rule, "nonResourceURLs");
        bool? hasGroups = HasItems(rule, "apiGroups");
        bool? hasResources = HasItems(rule, "resources");
        if (hasUrls == true && context.Resource.Kind == "Role")
        {
            ReportKey(context, rule, "nonResourceURLs", "a Role is about a namespace, URLs need a ClusterRole");
        }
        else if (hasUrls == true && (hasGroups == true || hasResources == true || HasItems(rule, "resourceNames") == true))
        {
            ReportKey(context, rule, "nonResourceURLs", "a rule is about resources or about URLs, not both");
        }
        else if (hasUrls == false && !context.Resource.IsPartial && rule.Entries is [var first, ..])
        {
            if (hasGroups == false)
                Report(context, NodeFor(rule, "apiGroups") ?? first.Key, context.Resource.PathOf(rule) / "apiGroups", hasResources == false ? "a rule needs apiGroups and resources, or nonResourceURLs" : "a rule needs at least one, \"\" is that of the core");
            else if (hasGroups == true && hasResources == false)
                Report(context, NodeFor(rule, "resources") ?? first.Key, context.Resource.PathOf(rule) / "resources", "a rule needs at least one");
        }
    }

    // Null when it is no list, which is not for this rule to judge.
    private static bool? HasItems(YamlMapping rule, string key) => rule.Get(key) switch
    {
        null => false,
        YamlSequence sequence => !sequence.Items.IsEmpty,
        _ => null,
    };

    private static void AnalyzeRoleRef(ResourceContext context)
    {
        if (context.Resource.Root.GetMapping("roleRef") is not { } role)
            return;

        if (Read(role, "apiGroup") is { Value: not ("" or RbacGroup) } group)
            Report(context, group.Node, $"'{group.Value}' is not {RbacGroup}");
        if (Read(role, "kind") is not { } kind)
            return;
        if (context.Resource.Kind == "ClusterRoleBinding" && kind.Value != "ClusterRole")
            Report(context, kind.Node, $"'{kind.Value}' is not ClusterRole");
        else if (kind.Value is not ("Role" or "ClusterRole"))
            Report(context, kind.Node, $"'{kind.Value}' is neither Role nor ClusterRole");
    }

    // validateRoleBindingSubject; in a RoleBinding a ServiceAccount without namespace is one of the binding's own.
    private static void AnalyzeSubject(ResourceContext context, YamlMapping subject)
    {
        if (Read(subject, "kind") is not { } kind)
            return;

        Located<string>? group = Read(subject, "apiGroup");
        switch (kind.Value)
        {
            case "ServiceAccount":
                if (group is { Value.Length: > 0 } written)
                    Report(context, written.Node, $"'{written.Value}' is not \"\", the group of ServiceAccounts", DeleteGroup(subject));
                if (context.Resource is { Kind: "ClusterRoleBinding", IsPartial: false } && subject.Get("namespace") is null or YamlScalar { Value: "" } && !MayGetNamespace(context))
                    Report(context, kind.Node, context.Resource.PathOf(subject) / "namespace", "absent, a ClusterRoleBinding has none to take");
                break;
            case "User" or "Group":
                if (group is { Value: not ("" or RbacGroup) } other)
                    Report(context, other.Node, $"'{other.Value}' is not {RbacGroup}");
                break;
            default:
                Report(context, kind.Node, $"'{kind.Value}' is none of ServiceAccount, User and Group");
                break;
        }
    }

    // kustomize writes its namespace into subjects too.
    private static bool MayGetNamespace(ResourceContext context) => context.Resources.OfKind(context.Resource, "Kustomization").Any();

    private static CodeFix DeleteGroup(YamlMapping subject) =>
        CodeFix.Safe("Delete apiGroup", subject, editor => editor.RemoveEntry(YamlPath.Of(subject) / "apiGroup"));

    private static Located<string>? Read(YamlMapping mapping, string key) =>
        mapping.GetString(key) is { } text && !TemplateMarkers.IsTemplated(text.Value) ? text : null;

    private static YamlNode? NodeFor(YamlMapping rule, string key) => rule.Get(key) is not null ? rule.Find(key)!.Value : null;

    private static void ReportKey(ResourceContext context, YamlMapping rule, string key, string reason) =>
        Report(context, rule.Find(key)!.Key, context.Resource.PathOf(rule) / key, reason);

    private static void Report(ResourceContext context, YamlNode node, string reason, CodeFix? fix = null) =>
        Report(context, node, context.Resource.PathOf(node), reason, fix);

    private static void Report(ResourceContext context, YamlNode node, YamlPath path, string reason, CodeFix? fix = null) =>
        context.Report(node, $"{path}: {reason}; {Refusal.ByServer}".ReplaceLineEndings("\\n"), fix);
}
