using System.Buffers;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidJobSpecRule : Rule
{
    // pkg/apis/batch/validation/validation.go: maxParallelismForIndexedJob, maxFailedIndexesForIndexedJob, maxManagedByLength.
    private const long MaximumIndexed = 100_000;
    private const int MaximumManagedByLength = 63;

    // The minor that first has the field without a gate; an older server drops the field, and ML1009 says so.
    private const int FirstWithBackoffPerIndex = 29;
    private const int FirstWithReplacementPolicy = 29;
    private const int FirstWithSuccessPolicy = 31;
    private const int FirstWithManagedBy = 32;

    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~%!$&'()*+,;=:");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1076",
        name: "invalid-job-spec",
        title: "Fields of a Job contradict each other",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (context.Workload.JobSpec is not { } job)
            return;

        bool isModeKnown = job.Get("completionMode") is null ? !context.Workload.IsPartial : job.GetString("completionMode") is { Value: "Indexed" or "NonIndexed" };
        if (isModeKnown && job.GetString("completionMode") is { Value: "Indexed" } mode)
            AnalyzeIndexed(new JobFindings(context), job, mode);
        else if (isModeKnown)
            AnalyzeNonIndexed(new JobFindings(context), job);
        if (job.Get("managedBy") is not null)
            AnalyzeManagedBy(new JobFindings(context), job);
        if (job.GetMapping("podFailurePolicy") is { } policy)
        {
            AnalyzeReplacement(new JobFindings(context), job);
            new PodFailurePolicyCheck(new JobFindings(context), context.Workload, job).Analyze(policy);
        }
    }

    private static void AnalyzeIndexed(JobFindings findings, YamlMapping job, Located<string> mode)
    {
        if (job.Get("completions") is null && !findings.IsPartial)
            findings.ReportAt(mode.Node, findings.PathOf(job) / "completions", "an Indexed Job needs the number of its indexes");
        if (job.GetInteger("parallelism") is { Value: > MaximumIndexed } parallelism)
            findings.Report(parallelism.Node, $"{parallelism.Value} is above {MaximumIndexed}, the limit of an Indexed Job");

        if (job.GetInteger("maxFailedIndexes") is not { } failed)
            return;
        if (job.Get("backoffLimitPerIndex") is null && !findings.IsPartial)
            findings.Report(failed.Node, "needs backoffLimitPerIndex", FirstWithBackoffPerIndex);
        else if (job.GetInteger("completions") is { } completions && failed.Value > completions.Value)
            findings.Report(failed.Node, $"{failed.Value} is above completions {completions.Value}", FirstWithBackoffPerIndex);
        else if (failed.Value > MaximumIndexed)
            findings.Report(failed.Node, $"{failed.Value} is above {MaximumIndexed}", FirstWithBackoffPerIndex);
    }

    // One switch is missing, however many fields wait for it.
    private static void AnalyzeNonIndexed(JobFindings findings, YamlMapping job)
    {
        _ = NeedIndexed(findings, job, "backoffLimitPerIndex", FirstWithBackoffPerIndex)
            || NeedIndexed(findings, job, "maxFailedIndexes", FirstWithBackoffPerIndex)
            || NeedIndexed(findings, job, "successPolicy", FirstWithSuccessPolicy);
    }

    private static bool NeedIndexed(JobFindings findings, YamlMapping job, string key, int since)
    {
        if (job.Get(key) is null)
            return false;

        findings.ReportAt(job.Find(key)!.Key, findings.PathOf(job) / key, "needs completionMode: Indexed", since);
        return true;
    }

    private static void AnalyzeReplacement(JobFindings findings, YamlMapping job)
    {
        if (job.GetString("podReplacementPolicy") is { Value: "TerminatingOrFailed" } policy)
            findings.Report(policy.Node, "with podFailurePolicy only Failed is allowed", FirstWithReplacementPolicy);
    }

    private static void AnalyzeManagedBy(JobFindings findings, YamlMapping job)
    {
        if (job.GetString("managedBy") is { } name && !TemplateMarkers.IsTemplated(name.Value) && WhyNoController(name.Value) is { } reason)
            findings.Report(name.Node, reason, FirstWithManagedBy);
    }

    private static string? WhyNoController(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == name.Length - 1)
            return $"'{name}' is not a domain and a path such as example.com/controller";
        if (Names.CheckSubdomain(name[..slash]) is { } wrong)
            return $"the domain of '{name}': {wrong}";
        if (name.AsSpan(slash).IndexOfAnyExcept(PathCharacters) is var other and >= 0)
            return $"the path of '{name}': character '{name[slash + other]}'";
        return name.Length > MaximumManagedByLength ? $"{name.Length} characters, at most {MaximumManagedByLength}" : null;
    }
}

/// <summary>Where the parts of the rule report: the path of a field, what is wrong, and on which versions.</summary>
internal readonly record struct JobFindings(WorkloadContext Context)
{
    public bool IsPartial => Context.Workload.IsPartial;

    public YamlPath PathOf(YamlNode node) => Context.Workload.Resource.PathOf(node);

    public void Report(YamlNode node, string reason, int since = TargetVersions.Oldest) => ReportAt(node, PathOf(node), reason, since);

    public void ReportAt(YamlNode node, YamlPath path, string reason, int since = TargetVersions.Oldest)
    {
        if (Context.Target.HasFrom(since))
            Context.Report(node, $"{path}: {reason}; {Refusal.ByServer}{Context.Target.NoteFrom(since)}".ReplaceLineEndings("\\n"));
    }
}
