using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SlotKeyOnlySelectorRule : Rule
{
    private static readonly SwitchOption AllowBareSlot = new(
        "allowBareSlot",
        Default: false,
        "Accept such a selector in a namespace without another application");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6030",
        name: "slot-key-only-selector",
        title: "A Service selects by the slot of a release and not by the application",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [AllowBareSlot];

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        foreach (ServiceView service in set.BareServices)
        {
            // Of several releases that it may be for, the one that it is named after speaks, else the first.
            ReleaseSet? meant = resources.FindReleaseOfBareSlot(service);
            if (!ReferenceEquals(set, meant ?? resources.ReleaseSetsAround(service.Resource).First(candidate => candidate.BareServices.Contains(service))))
                continue;

            List<Workload> strangers = [.. resources.WorkloadsSelectedBy(service).Where(workload => !set.Sides.Contains(workload) && !workload.IsPartial)];
            if (strangers.Count == 0 && context.GetOption(AllowBareSlot) && !HasOtherApplication(resources, set, service))
                continue;

            string pool = strangers.Count > 0
                ? $"so {WorkloadText.List(strangers)} {(strangers.Count == 1 ? "is" : "are")} in its pool too"
                : "and every other application with this label joins its pool";
            context.Report(
                service.Resource,
                service.Resource.Spec!.Find("selector")!.Key,
                $"Service '{service.Name}' selects only {service.Selector.MatchLabels}, {pool}",
                meant is not null ? AddIdentity(meant, service) : null);
        }
    }

    private static bool HasOtherApplication(ResourceSet resources, ReleaseSet set, ServiceView service) =>
        resources.WorkloadsAround(service.Resource).Any(workload => !set.Sides.Contains(workload) && Namespaces.AreSame(workload.Resource, service.Resource, NamespaceMatch.SameOrUnnamed));

    private static CodeFix? AddIdentity(ReleaseSet set, ServiceView service)
    {
        if (set.Pair.SharedIdentity is not var (key, value))
            return null;

        return CodeFix.Unsafe(
            $"Add {key}: {value} to the selector",
            service.Resource.Root,
            editor => editor.InsertEntry(YamlPath.Of(service.Resource.Root) / "spec" / "selector", key, YamlValue.String(value), EntryPosition.First));
    }
}
