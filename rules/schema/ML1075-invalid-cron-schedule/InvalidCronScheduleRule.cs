using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidCronScheduleRule : Rule
{
    // Until then a zone in the schedule was taken, though never documented.
    private const int FirstMinorWithoutZone = 29;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1075",
        name: "invalid-cron-schedule",
        title: "The schedule or the time zone of a CronJob is not valid",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (context.Workload is not { Kind: WorkloadKind.CronJob, Spec: { } spec })
            return;

        // An empty schedule is a missing one: ML1004.
        if (spec.GetString("schedule") is { Value.Length: > 0 } schedule && !TemplateMarkers.IsTemplated(schedule.Value))
            AnalyzeSchedule(context, spec, schedule);
        if (spec.GetString("timeZone") is { } zone && !TemplateMarkers.IsTemplated(zone.Value) && WhyNoZone(zone.Value) is { } reason)
            Report(context, zone.Node, $"timeZone '{zone.Value}' is not valid: {reason}");
    }

    private static void AnalyzeSchedule(WorkloadContext context, YamlMapping spec, Located<string> schedule)
    {
        (string Zone, string Fields)? split = CronSchedule.SplitZone(schedule.Value);
        string fields = split?.Fields ?? schedule.Value;
        if (CronSchedule.Check(fields) is { } wrong)
            Report(context, schedule.Node, $"Schedule '{schedule.Value}' is not valid: {wrong}");
        else if (split is { } parts)
            AnalyzeZone(context, spec, schedule, parts.Zone, parts.Fields);
        else if (CronSchedule.WhyNever(fields) is { } never)
            Report(context, schedule.Node, $"Schedule '{schedule.Value}' never runs: {never}", severity: DiagnosticSeverity.Warning);
    }

    private static void AnalyzeZone(WorkloadContext context, YamlMapping spec, Located<string> schedule, string zone, string fields)
    {
        bool isKnown = zone.Length > 0 && TimeZones.Contains(zone);
        bool hasOther = spec.Get("timeZone") is not null;
        if (zone.Length > 0 && zone != "Local" && !isKnown)
            Report(context, schedule.Node, $"Schedule '{schedule.Value}' is not valid: {DescribeUnknown(zone)}");
        else if (hasOther)
            Report(context, schedule.Node, $"Schedule '{schedule.Value}' is not valid: it names a time zone, and so does timeZone", MoveZone(context.Workload, spec, isKnown ? zone : null, fields));
        else if (context.Target.HasFrom(FirstMinorWithoutZone))
            Report(context, schedule.Node, $"Schedule '{schedule.Value}' is not valid: the time zone belongs in timeZone{context.Target.NoteFrom(FirstMinorWithoutZone)}", MoveZone(context.Workload, spec, isKnown ? zone : null, fields));
    }

    // A block scalar ends in a line break.
    private static void Report(WorkloadContext context, YamlNode node, string message, CodeFix? fix = null, DiagnosticSeverity? severity = null) =>
        context.Report(node, message.ReplaceLineEndings("\\n"), fix, severity);

    private static string? WhyNoZone(string zone)
    {
        if (zone.Length == 0)
            return "it is empty";
        if (string.Equals(zone, "Local", StringComparison.OrdinalIgnoreCase))
            return "the API server refuses it, write the name of a zone";
        return TimeZones.Contains(zone) ? null : DescribeUnknown(zone);
    }

    private static string DescribeUnknown(string zone) =>
        $"the tz database has no '{zone}'{(TimeZones.FindSimilar(zone) is { } similar ? $", did you mean '{similar}'" : "")}";

    // Two zones that differ leave open which one was meant; in a patch the other one may stand in the base.
    private static CodeFix? MoveZone(Workload workload, YamlMapping spec, string? zone, string fields)
    {
        if (zone is null || workload.IsPartial || (spec.Get("timeZone") is not null && spec.GetString("timeZone")?.Value != zone))
            return null;

        return CodeFix.Safe(
            $"Set schedule to '{fields}' and timeZone to {zone}",
            spec,
            editor =>
            {
                YamlPath path = YamlPath.Of(spec);
                YamlEditor edited = editor.SetScalar(path / "schedule", YamlValue.String(fields));
                return spec.Find("timeZone") is null
                    ? edited.InsertEntry(path, "timeZone", YamlValue.String(zone), EntryPosition.After("schedule"))
                    : edited.Set(path / "timeZone", YamlValue.String(zone));
            });
    }
}
