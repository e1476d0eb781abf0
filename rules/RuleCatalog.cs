using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>Every rule, one line each, ordered by id.</summary>
public static class RuleCatalog
{
    /// <summary>Makes one instance of every rule.</summary>
    public static ImmutableArray<Rule> CreateRules() =>
    [
        new YamlSyntaxErrorRule(),
        new DuplicateKeyRule(),
        new YamlTypeSurpriseRule(),
        new OctalNumberRule(),
        new KubectlRefusesYamlRule(),
        new KustomizeReadsDifferentlyRule(),
        new UnusedAnchorRule(),
        new RuleFailedRule(),
        new UnknownSuppressionRule(),
        new UnusedSuppressionRule(),
        new SuppressionWithoutReasonRule(),
        new UnreadableFileRule(),
        new TemplatedFileSkippedRule(),
        new LimitExceededRule(),
        new NotAnObjectRule(),
        new NothingLintedRule(),
        new FixNotAppliedRule(),
        new UnknownFieldRule(),
        new MisplacedFieldRule(),
        new WrongTypeRule(),
        new MissingRequiredFieldRule(),
        new InvalidEnumValueRule(),
        new RemovedApiRule(),
        new DeprecatedApiRule(),
        new UnknownKindRule(),
        new FieldNotInVersionRule(),
        new SelectorTemplateMismatchRule(),
        new DuplicateObjectRule(),
        new InvalidFormatRule(),
        new NumberOutOfRangeRule(),
        new InvalidNameRule(),
        new InvalidLabelOrAnnotationRule(),
        new InvalidSelectorRule(),
        new DuplicateListEntryRule(),
        new DeprecatedFieldRule(),
        new NamespaceOnClusterObjectRule(),
        new ServerFieldInManifestRule(),
        new ZeroSurgeAndUnavailableRule(),
        new RollingUpdateNotAllowedRule(),
        new InvalidIntOrPercentRule(),
        new ProgressDeadlineTooShortRule(),
        new InvalidRestartPolicyRule(),
        new FieldForbiddenInTemplateRule(),
        new InvalidDaemonSetUpdateRule(),
        new InvalidStatefulSetSpecRule(),
        new InvalidPortNumberRule(),
        new InvalidPortNameRule(),
        new DuplicatePortRule(),
        new HostPortMismatchRule(),
        new UnnamedServicePortRule(),
        new AmbiguousPortRule(),
        new InvalidEnvNameRule(),
        new InvalidEnvSourceRule(),
        new VolumeMountWithoutVolumeRule(),
        new DuplicateMountPathRule(),
        new InvalidVolumePathRule(),
        new VolumeSourceCountRule(),
        new RequestAboveLimitRule(),
        new InvalidResourceRule(),
        new InvalidSchedulingRuleRule(),
        new InvalidInitContainerRule(),
        new SecurityContextConflictRule(),
        new InvalidPodDnsRule(),
        new HandlerCountRule(),
        new InvalidProbeThresholdRule(),
        new InvalidProbeGraceRule(),
        new InvalidHandlerRule(),
        new SleepOutOfRangeRule(),
        new StopSignalWithoutOsRule(),
        new ServiceTypeConflictRule(),
        new SessionAffinityConflictRule(),
        new ServiceFieldIgnoredRule(),
        new InvalidIngressPathRule(),
        new InvalidIngressBackendRule(),
        new InvalidIngressHostRule(),
        new InvalidNetworkPolicyRule(),
        new PdbBothBoundsRule(),
        new InvalidHpaBoundsRule(),
        new InvalidHpaMetricRule(),
        new InvalidHpaBehaviorRule(),
        new InvalidCronScheduleRule(),
        new InvalidJobSpecRule(),
        new JobSelectorSetRule(),
        new InvalidConfigDataRule(),
        new InvalidSecretTypeRule(),
        new InvalidVolumeClaimRule(),
        new InvalidRbacRule(),
        new InvalidLimitsObjectRule(),
        new TooLargeForApplyRule(),
        new ReadinessProbeMissingRule(),
        new LivenessSameAsReadinessRule(),
        new MaxUnavailableUnsafeRule(),
        new RecreateDowntimeRule(),
        new NginxPreStopMissingRule(),
        new GracePeriodTooShortRule(),
        new NginxQuitWithoutWaitRule(),
        new ServiceSelectsNothingRule(),
        new TargetPortUnresolvedRule(),
        new OverlappingSelectorsRule(),
    ];

    /// <summary>The page of a rule in Markdown.</summary>
    public static string GetPage(DiagnosticDescriptor rule)
    {
        string name = $"{rule.Category}/{rule.Id}-{rule.Name}/README.md";
        using Stream page = typeof(RuleCatalog).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The rule {rule} has no page at rules/{name}.");
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }
}
