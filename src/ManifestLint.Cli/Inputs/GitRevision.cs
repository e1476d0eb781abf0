using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Inputs;

/// <summary>The revision that <c>--since</c> names, and why it may not be found.</summary>
/// <param name="Written">As the user wrote it.</param>
/// <param name="Name">What git is asked for.</param>
internal sealed record GitRevision(string Written, string Name)
{
    private const string Unshallow = "fetch what is missing with 'git fetch --unshallow' (GitHub Actions: fetch-depth: 0, GitLab: GIT_DEPTH: 0)";

    /// <summary>Reads what the user wrote: a revision, also in the form <c>main...</c>, which means the same here.</summary>
    /// <exception cref="WrongUseException">It is none.</exception>
    public static GitRevision Parse(string written)
    {
        string name = written.EndsWith("...HEAD", StringComparison.Ordinal) ? written[..^"...HEAD".Length] : written.EndsWith("...", StringComparison.Ordinal) ? written[..^"...".Length] : written;
        if (name.Length == 0)
            throw new WrongUseException("--since needs a revision, for example main, origin/main or HEAD~1");
        if (name.StartsWith('-'))
            throw new WrongUseException($"--since {written}: no revision begins with '-'");
        if (name.IndexOf("..", StringComparison.Ordinal) is var dots and >= 0)
            throw new WrongUseException($"--since {written} is a range; give the revision that it begins with{(dots > 0 ? $": {name[..dots]}" : "")}");
        return new GitRevision(written, name);
    }

    /// <summary>The commit that the working tree is compared with: the last one that the revision and HEAD have in common.</summary>
    /// <param name="git">Runs git in the repository.</param>
    /// <exception cref="WrongUseException">There is none; the message says why.</exception>
    public string FindBase(Func<ImmutableArray<string>, ProgramRun> git)
    {
        ProgramRun run = git(["merge-base", "--end-of-options", Name, "HEAD"]);
        if (run.ExitCode == 0)
            return run.Text.Trim();

        bool isShallow = git(["rev-parse", "--is-shallow-repository"]).Text.Trim() == "true";
        if (run.ExitCode == 1 && run.Errors.Length == 0)
        {
            throw Fail(isShallow
                ? $"this is a shallow clone, which does not reach back to where HEAD left {Name}; {Unshallow}"
                : $"{Name} and HEAD have no commit in common");
        }

        if (git(["rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}"]).ExitCode != 0)
            throw Fail($"git finds no commit here: {Reason(run.Errors)}");
        if (git(["rev-parse", "--verify", "--quiet", "--end-of-options", Name + "^{commit}"]).ExitCode == 0)
            throw Fail(Reason(run.Errors));
        if (isShallow)
            throw Fail($"this is a shallow clone without that revision; {Fetch()}");
        throw Fail($"git knows no such revision{Suggest(git(["for-each-ref", "--format=%(refname:short)"]).Text)}");
    }

    /// <summary>An error that names the option.</summary>
    public WrongUseException Fail(string reason) => new($"--since {Written}: {reason}");

    /// <summary>What git says is wrong, without the advice below.</summary>
    public static string Reason(string errors)
    {
        const string fatal = "fatal: ";
        string[] lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Find(lines, line => line.StartsWith(fatal, StringComparison.Ordinal)) is { } line ? line[fatal.Length..] : lines.Length > 0 ? lines[^1] : "it does not say why";
    }

    // HEAD~3 and a commit are reached by depth, a branch by its name.
    private string Fetch()
    {
        string branch = Name.StartsWith("origin/", StringComparison.Ordinal) ? Name["origin/".Length..] : Name;
        bool isBranch = !branch.StartsWith("HEAD", StringComparison.Ordinal) && !branch.All(char.IsAsciiHexDigit) && branch.All(c => char.IsLetterOrDigit(c) || c is '/' or '-' or '_' or '.');
        return isBranch ? $"{Unshallow}, and the branch with 'git fetch origin {branch}:refs/remotes/origin/{branch}'" : Unshallow;
    }

    private string Suggest(string references)
    {
        string[] names = references.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string remote = "origin/" + Name;
        string? meant = names.Contains(remote, StringComparer.Ordinal) ? remote : EditDistance.Closest(Name, names);
        return meant is null ? "" : $". Did you mean '{meant}'?";
    }
}
