using System.Collections.Immutable;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration.Migration;

namespace ManifestLint.Cli.Commands.Init;

/// <summary>Tells what was found and written, and what to do next, in 80 columns.</summary>
internal sealed class InitReport(TextWriter writer, RepositoryFacts facts, PeerMigration migration, ImmutableArray<TargetFile> targets)
{
    private const string Baseline = ".manifestlint-baseline.json";

    /// <summary>Writes all of it.</summary>
    /// <param name="directory">The repository as the user named it.</param>
    public void Write(string directory)
    {
        WriteFound();
        GeneratedOutput.TellFiles(writer, targets);
        foreach (PeerSettings peer in facts.Peers)
            WritePeer(peer);
        if (facts.Peers.Length > 0)
            WriteMigration();
        string trimmed = directory.TrimEnd('/');
        string place = trimmed is "." or "" ? directory.TrimEnd('.') : $"{trimmed}/";
        WriteNext(place);
        WriteJobs(place);
    }

    private void WriteFound()
    {
        List<string> found = [facts.Manifests == 0 ? "no manifest" : $"{ReportText.Count(facts.Manifests, "manifest")} in {ReportText.Count(facts.Files, "file")}"];
        if (!facts.Kustomizations.IsEmpty)
            found.Add(ReportText.Count(facts.Kustomizations.Length, "kustomization"));
        if (!facts.Charts.IsEmpty)
            found.Add(ReportText.Count(facts.Charts.Length, "Helm chart"));
        if (facts.Deliveries > 0)
            found.Add($"{ReportText.Count(facts.Deliveries, "object")} of Argo CD or Flux");
        writer.WriteLine($"found     {string.Join(", ", found.Take(2))}");
        if (found.Count > 2)
            writer.WriteLine($"          {string.Join(", ", found.Skip(2))}");
        foreach (string left in facts.Vendored.Concat(migration.Exclude))
            writer.WriteLine($"          left out: {VisibleText.Escape(left)}");
    }

    private void WritePeer(PeerSettings peer)
    {
        int inForce = peer.Checks.Count(check => check.IsInForce);
        writer.WriteLine($"          from {VisibleText.Escape(peer.Source)}: {ReportText.Count(inForce, "check")} in force, {peer.Checks.Count(check => !check.IsInForce)} off");
    }

    private void WriteMigration()
    {
        string overrides = migration.Overrides.IsEmpty ? "" : $"; {ReportText.Count(migration.Overrides.Length, "override")}";
        writer.WriteLine($"          rules: {migration.Rules.Count(rule => rule.Severity is null)} off, {migration.Rules.Count(rule => rule.Severity is not null)} on or raised{overrides}");
    }

    // Without a manifest there is nothing to lint but what a chart renders.
    private void WriteNext(string place)
    {
        writer.WriteLine();
        writer.WriteLine("next");
        if (facts.Manifests > 0 || facts.Charts.IsEmpty)
            WriteLint(place.Length == 0 ? "" : $" {ShellWord(place.Length == 1 ? place : place[..^1])}");
        if (facts.Charts.IsEmpty)
            return;

        string chart = facts.Charts[0] == "." ? (place.Length == 0 ? "." : place) : place + facts.Charts[0];
        writer.WriteLine($"  helm template {ShellWord(chart)} | manifestlint lint --complete -");
        writer.WriteLine("      a chart's templates are skipped, so lint what comes out of them");
    }

    private void WriteLint(string path)
    {
        writer.WriteLine($"  manifestlint lint{path}");
        writer.WriteLine("      what there is today");
        writer.WriteLine($"  manifestlint lint{path} --write-baseline {Baseline}");
        writer.WriteLine("      put it on file, to hear only of what is new");
        writer.WriteLine($"  manifestlint lint{path} --baseline {Baseline}");
        writer.WriteLine("      what a hook and a job run");
    }

    // What is typed as it stands means the same file.
    private static string ShellWord(string path)
    {
        string visible = VisibleText.Escape(path);
        return visible.All(letter => char.IsLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-' or '+' or ',' or '@') ? visible : $"'{visible.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private void WriteJobs(string place)
    {
        bool hasJobs = facts.HasGitHub || facts.HasGitLab;
        if (facts.HasPreCommit)
            WriteSnippet("in .pre-commit-config.yaml, below repos", Hook(place));
        else if (facts.IsInGit && !hasJobs)
            WriteSnippet("as .pre-commit-config.yaml", $"repos:\n{Hook(place)}");
        if (facts.HasGitHub)
            WriteSnippet("as .github/workflows/manifestlint.yml", GitHub);
        if (facts.HasGitLab)
            WriteSnippet("in .gitlab-ci.yml", GitLab);
    }

    // All is read, so that the hook judges what the baseline and the job judge: an overlay elsewhere may say what a changed base leaves out.
    private static string Hook(string place) => IsPlain(place)
        ? $"{PreCommit}\n        args: [{place}, --since, HEAD, --baseline, {Baseline}]\n        files: ^{place.Replace(".", @"\.", StringComparison.Ordinal)}"
        : $"{PreCommit}\n        args: [--since, HEAD, --baseline, {Baseline}]";

    // A regular expression that looks like the path, below the top of the repository.
    private static bool IsPlain(string place) =>
        place.Length > 0 && place[0] is not ('/' or '.') && place.All(letter => char.IsLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-');

    private void WriteSnippet(string place, string snippet)
    {
        writer.WriteLine();
        writer.WriteLine(place);
        foreach (string line in snippet.Split('\n'))
            writer.WriteLine($"  {line}");
    }

    private static readonly string PreCommit = $"""
          - repo: https://git.example.com/manifestlint  # where ManifestLint is
            rev: v{CommandLine.Version}
            hooks:
              - id: manifestlint
                pass_filenames: false
        """;

    private static readonly string GitHub = $"""
        name: manifestlint
        on: pull_request
        jobs:
          lint:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: example/manifestlint@v{CommandLine.Version}  # where ManifestLint is
                with:
                  baseline: {Baseline}
        """;

    private const string GitLab = $"""
        manifestlint:
          script:
            - manifestlint lint --baseline {Baseline}
              --output gitlab=gl-code-quality.json
          artifacts:
            when: always
            reports:
              codequality: gl-code-quality.json
        """;
}
