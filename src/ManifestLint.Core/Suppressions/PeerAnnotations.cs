using System.Collections.Immutable;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Suppressions;

/// <summary>
/// Reads the annotations with which other linters are told to pass over an object. They suppress the rules that take the place of those linters'
/// checks (<see cref="PeerChecks"/>), with the meaning that each linter gives them: kube-linter (pkg/ignore) counts the key whatever the value, on the
/// object; kube-score (scorecard/enabled.go) a list in the value, on the object, and on the pod template for its checks of pods; polaris
/// (pkg/validator/schema.go) the value <c>true</c>, on the object.
/// </summary>
/// <param name="file">Takes what is found.</param>
internal sealed class PeerAnnotations(FileSuppressions file)
{
    private const string LinterCheck = "ignore-check.kube-linter.io/";
    private const string LinterAllKey = "kube-linter.io/ignore-all";
    private const string ScoreIgnoreKey = "kube-score/ignore";
    private const string ScoreSkipKey = "kube-score/skip";
    private const string PolarisPrefix = "polaris.fairwinds.com/";
    private const string PolarisEnd = "exempt";

    /// <summary>Parts of all these keys, as rare in other texts as can be.</summary>
    public static ImmutableArray<string> Marks { get; } = ["linter.io/", "score/ignore", "score/skip", "fairwinds.com/"];

    private static readonly Lazy<ImmutableArray<string>> AllOfLinter = new(() => RulesOf(Peer.KubeLinter, _ => true));
    private static readonly Lazy<ImmutableArray<string>> AllOfScore = new(() => RulesOf(Peer.KubeScore, _ => true));
    private static readonly Lazy<ImmutableArray<string>> AllOfScorePods = new(() => RulesOf(Peer.KubeScore, IsAboutPods));
    private static readonly Lazy<ImmutableArray<string>> AllOfPolaris = new(() => RulesOf(Peer.Polaris, _ => true));

    /// <summary>Reads the annotations of an object.</summary>
    public void Read(Resource resource)
    {
        foreach (YamlEntry entry in EntriesOf(resource.Metadata))
        {
            string key = entry.KeyText ?? "";
            if (key == LinterAllKey)
                Add(entry, resource, AllOfLinter.Value, ValueIsReason);
            else if (key.StartsWith(LinterCheck, StringComparison.Ordinal))
                AddCheck(entry, resource, Peer.KubeLinter, key[LinterCheck.Length..], LinterCheck, "", ValueIsReason);
            else if (key == ScoreIgnoreKey)
                AddList(entry, resource, isPodsOnly: false);
            else if (key == ScoreSkipKey && TextOf(entry) is { } answer && answer.ToUpperInvariant() is "TRUE" or "YES" or "ON" or "Y")
                Add(entry, resource, AllOfScore.Value, CommentIsReason);
            else if (key.StartsWith(PolarisPrefix, StringComparison.Ordinal) && key.EndsWith(PolarisEnd, StringComparison.Ordinal) && string.Equals(TextOf(entry), "true", StringComparison.OrdinalIgnoreCase))
                AddPolaris(entry, resource, key[PolarisPrefix.Length..^PolarisEnd.Length]);
        }
    }

    /// <summary>Reads the annotations of a pod template, where only kube-score looks.</summary>
    public void ReadTemplate(YamlMapping? metadata, Resource resource)
    {
        foreach (YamlEntry entry in EntriesOf(metadata))
        {
            if (entry.KeyText == ScoreIgnoreKey)
                AddList(entry, resource, isPodsOnly: true);
        }
    }

    private static ImmutableArray<YamlEntry> EntriesOf(YamlMapping? metadata) => metadata.GetMapping("annotations") is { } annotations ? annotations.Entries : [];

    private static string? TextOf(YamlEntry entry) => entry.Value.Dereference() is YamlScalar scalar ? scalar.Value : null;

    private static ImmutableArray<string> RulesOf(Peer peer, Func<string, bool> isMeant) =>
        [.. PeerChecks.All.Where(check => check.Peer == peer && isMeant(check.Name)).SelectMany(check => check.RuleIds).Distinct(StringComparer.Ordinal)];

    // kube-score's registry of checks of pods (RegisterPodCheck); the other ones do not look at the template's annotations.
    private static bool IsAboutPods(string check) =>
        check.StartsWith("container-", StringComparison.Ordinal) || check.StartsWith("pod-", StringComparison.Ordinal) || check.StartsWith("environment-", StringComparison.Ordinal);

    private void AddPolaris(YamlEntry entry, Resource resource, string check)
    {
        if (check.Length == 0)
            Add(entry, resource, AllOfPolaris.Value, CommentIsReason);
        else if (check[^1] == '-')
            AddCheck(entry, resource, Peer.Polaris, check[..^1], PolarisPrefix, "-" + PolarisEnd, CommentIsReason);
    }

    private void AddList(YamlEntry entry, Resource resource, bool isPodsOnly)
    {
        foreach (string name in (TextOf(entry) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == "*")
                Add(entry, resource, isPodsOnly ? AllOfScorePods.Value : AllOfScore.Value, CommentIsReason);
            else if (!isPodsOnly || IsAboutPods(name))
                AddCheck(entry, resource, Peer.KubeScore, name, "", "", CommentIsReason);
        }
    }

    private void AddCheck(YamlEntry entry, Resource resource, Peer peer, string name, string before, string behind, Func<YamlNodeHandle, bool> hasReason)
    {
        if (PeerChecks.Find(peer, name) is { } check)
            Add(entry, resource, RulesOf(check), hasReason);
        else if (PeerChecks.All.FirstOrDefault(candidate => candidate.Peer == peer && EditDistance.IsSlip(name, candidate.Name)) is { } meant)
            AddSlip(entry, resource, name, meant, before, behind);
    }

    // scorecard.go: who ignores container-resources does not care about disk space either.
    private static ImmutableArray<string> RulesOf(PeerCheck check) => check is { Peer: Peer.KubeScore, Name: "container-resources" }
        ? check.RuleIds.AddRange(PeerChecks.Find(Peer.KubeScore, "container-ephemeral-storage-request-and-limit")!.RuleIds)
        : check.RuleIds;

    private void Add(YamlEntry entry, Resource resource, ImmutableArray<string> ruleIds, Func<YamlNodeHandle, bool> hasReason)
    {
        YamlNodeHandle place = entry.Handle;
        file.Add(new Suppression(ruleIds, resource.Root.Span, "this object", entry.Key.Span) { Peer = new PeerAnnotation(() => hasReason(place)) });
    }

    // Names of checks are free in these linters, so that a strange one is told only where the nearly equal one would suppress something.
    private void AddSlip(YamlEntry entry, Resource resource, string name, PeerCheck meant, string before, string behind)
    {
        YamlPath path = YamlPath.Of(entry);
        YamlNodeHandle place = entry.Handle;
        string linter = meant.Peer switch { Peer.KubeLinter => "kube-linter", Peer.KubeScore => "kube-score", _ => "polaris" };
        string text = TextOf(entry) ?? "";
        var fix = CodeFix.Unsafe($"Write '{meant.Name}'", () =>
        {
            YamlEditor editor = YamlEditor.Of(place.Document);
            YamlEditor edited = meant.Peer == Peer.KubeScore
                ? editor.SetScalar(path, YamlValue.String(text.Replace(name, meant.Name, StringComparison.Ordinal)))
                : editor.RenameKey(path, before + meant.Name + behind);
            return edited.Refusal is null ? edited.Changes : [];
        });
        var mistake = new SuppressionMistake(entry.Key.Span, $"No check of {linter} is called '{name}', did you mean '{meant.Name}'", fix);
        file.Add(new Suppression(meant.RuleIds, resource.Root.Span, "this object", entry.Key.Span) { Peer = new PeerAnnotation(() => true, mistake) });
    }

    private static bool ValueIsReason(YamlNodeHandle entry) => !string.IsNullOrWhiteSpace(TextOf((YamlEntry)entry.Resolve())) || CommentIsReason(entry);

    // These annotations have no room for a reason; a comment beside one is as good.
    private static bool CommentIsReason(YamlNodeHandle entry)
    {
        YamlNode node = entry.Resolve();
        return entry.Document.Comments.Any(comment => comment.Owner == node && comment.Text.AsSpan().TrimStart("# ").Length > 0 && comment.Placement != YamlCommentPlacement.Below);
    }
}
