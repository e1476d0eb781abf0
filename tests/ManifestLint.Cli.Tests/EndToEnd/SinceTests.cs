namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>Only what changed since a revision is reported: the real git is asked in throw-away repositories.</summary>
public sealed class SinceTests
{
    // Each is one finding of ML9001, on the line of its image.
    private static readonly string Old = Poor("old");
    private static readonly string New = Poor("new");

    [Fact]
    public void Committed_staged_unstaged_and_unknown_changes_count()
    {
        using GitRepository repository = Repository();
        repository.Git("switch", "--quiet", "--create", "work");
        repository.Write("k8s/committed.yaml", New);
        repository.Commit("committed");
        repository.Write("k8s/staged.yaml", Poor("staged"));
        repository.Git("add", "k8s/staged.yaml");
        repository.Write("k8s/old.yaml", Old + "---\n" + Poor("unstaged"));
        repository.Write("k8s/unknown.yaml", Poor("unknown"));

        // What others did meanwhile is none of our changes.
        repository.Git("stash", "--quiet", "--include-untracked");
        repository.Git("switch", "--quiet", "main");
        repository.Write("k8s/other.yaml", Poor("changed-by-others"));
        repository.Commit("others");
        repository.Git("switch", "--quiet", "work");
        repository.Git("stash", "pop", "--quiet");

        Assert.Equal(["k8s/committed.yaml:15", "k8s/old.yaml:31", "k8s/staged.yaml:15", "k8s/unknown.yaml:15"], Found(repository, "main"));
        Assert.Equal(Found(repository, "main"), Found(repository, "main..."));
        Assert.Equal(["k8s/old.yaml:31", "k8s/staged.yaml:15", "k8s/unknown.yaml:15"], Found(repository, "HEAD"));
    }

    [Fact]
    public void A_changed_object_speaks_as_a_whole_and_others_do_not()
    {
        using GitRepository repository = Repository();
        repository.Write("k8s/old.yaml", Old.Replace("replicas: 2", "replicas: 3", StringComparison.Ordinal));

        CommandResult result = repository.Lint("lint", "k8s", "--select", "ML9001", "--since", "HEAD");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("k8s/old.yaml:15:18: warning ML9001", result.Output, StringComparison.Ordinal);
        Assert.Contains("Unchanged: 1 finding not shown.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_page_the_manifests_that_changed_speak()
    {
        using var repository = new GitRepository();
        string page = $"# Page\n\n```yaml\n{Misspelt("one")}```\n\nAnd:\n\n```yaml\n{Misspelt("two")}```\n";
        repository.Write("page.md", page);
        repository.Commit("one");
        repository.Write("page.md", "New words.\n\n" + page.Replace("name: two", "name: two # changed", StringComparison.Ordinal));

        Assert.Equal(["page.md:20"], Places(repository.Lint("lint", "page.md", "--select", "ML1001", "--since", "HEAD", "--format", "concise").Output));

        static string Misspelt(string name) => $"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {name}\nspecs: {{}}\n";
    }

    [Fact]
    public void What_was_rendered_speaks_when_its_sources_changed()
    {
        using GitRepository repository = Repository();
        repository.Write("k8s/kustomization.yaml", "resources: [old.yaml, other.yaml]\npatches: [{path: patch.yaml}]\n");
        repository.Write("k8s/patch.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: other}\nspec: {template: {spec: {containers: [{name: log, image: log:latest}]}}}\n");
        repository.Commit("rendered");

        Assert.Empty(Places(Lint()));
        repository.Write("k8s/other.yaml", Poor("other").Replace("replicas: 2", "replicas: 3", StringComparison.Ordinal));
        Assert.Equal(["k8s/other.yaml:15"], Places(Lint()));

        string Lint() => repository.Lint("lint", "k8s", "--render", "--select", "ML9001", "--since", "HEAD", "--format", "concise").Output;
    }

    [Fact]
    public void A_file_that_was_only_moved_has_nothing_to_report()
    {
        using GitRepository repository = Repository();
        repository.Git("mv", "k8s/old.yaml", "k8s/moved.yaml");

        Assert.Empty(Found(repository, "HEAD"));
        Assert.Equal(0, repository.Lint("lint", "k8s", "--select", "ML9001", "--since", "HEAD").ExitCode);

        repository.Write("k8s/moved.yaml", Old + "---\n" + New);
        repository.Git("add", "--all");
        Assert.Equal(["k8s/moved.yaml:31"], Found(repository, "HEAD"));
    }

    [Fact]
    public void Odd_names_links_and_subdirectories()
    {
        using GitRepository repository = Repository();
        repository.Write("k8s/sub dir/übel \"x\".yaml", New);
        repository.Commit("odd");
        repository.Write("k8s/sub dir/übel \"x\".yaml", New + "# more\n");
        File.CreateSymbolicLink(Path.Combine(repository.Root, "k8s/sub dir/link.yaml"), "../old.yaml");
        repository.Commit("link");
        repository.Write("k8s/old.yaml", Old + "# more\n");

        (int code, string output, string errors) = ManifestLintProgram.Run(
            Path.Combine(repository.Root, "k8s", "sub dir"), "", [], "lint", ".", "--select", "ML9001", "--since", "HEAD~1", "--format", "concise");

        Assert.Equal("", errors);
        Assert.Equal(1, code);
        Assert.Equal(["link.yaml:15", "übel \"x\".yaml:15"], Places(output));
    }

    [Fact]
    public void A_persons_configuration_of_git_changes_nothing()
    {
        using GitRepository repository = Repository();
        repository.Write("k8s/old.yaml", Old + "# more\n");
        repository.Write(".gitattributes", "*.yaml -diff\n");
        foreach (string setting in (string[])["diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.relative=true", "diff.external=false", "color.ui=always", "diff.context=9", "core.quotePath=false", "diff.renames=false"])
            repository.Git("config", setting.Split('=')[0], setting.Split('=')[1]);

        Assert.Equal(["k8s/old.yaml:15"], Found(repository, "HEAD"));
    }

    [Fact]
    public void In_a_hook_git_speaks_of_itself()
    {
        using GitRepository repository = Repository();
        (string file, string[] arguments) = ManifestLintProgram.Command;
        string command = string.Join(' ', arguments.Prepend(file).Select(argument => $"'{argument}'"));
        repository.Write(".git/hooks/pre-commit", $"#!/bin/sh\nenv | grep ^GIT_INDEX_FILE >&2\ncd k8s && exec {command} lint --select ML9001 --since HEAD --format concise\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(repository.Root, ".git/hooks/pre-commit"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        repository.Write("k8s/new.yaml", New);
        repository.Write("k8s/fine.yaml", Manifests.Deployment("fine"));
        repository.Git("add", "--all");

        (int code, string output, string errors) = ManifestLintProgram.Start(repository.Root, "", Commit, "git", "commit", "--all", "--quiet", "--message", "x");

        Assert.Equal(1, code);
        Assert.Contains("new.yaml:15:18: warning ML9001", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("old.yaml", output + errors, StringComparison.Ordinal);
        Assert.Contains("GIT_INDEX_FILE", errors, StringComparison.Ordinal);

        repository.Write("k8s/new.yaml", New.Replace(":latest", ":1.0", StringComparison.Ordinal));
        repository.Git("commit", "--all", "--quiet", "--message", "repaired");
    }

    [Fact]
    public void A_shallow_clone_says_what_it_lacks()
    {
        using GitRepository origin = Repository();
        origin.Write("k8s/new.yaml", New);
        origin.Commit("two");
        using var clone = new GitRepository();
        string path = Path.Combine(clone.Root, "clone");
        clone.Git("clone", "--quiet", "--depth", "1", new Uri(origin.Root).AbsoluteUri, path);

        CommandResult missing = In(path, "lint", "--since", "HEAD~1");
        Assert.Equal(2, missing.ExitCode);
        Assert.Equal(
            "manifestlint: --since HEAD~1: this is a shallow clone without that revision; fetch what is missing with 'git fetch --unshallow' (GitHub Actions: fetch-depth: 0, GitLab: GIT_DEPTH: 0)\n",
            missing.Error);
        Assert.Equal(0, In(path, "lint", "--since", "origin/main").ExitCode);

        clone.Git("-C", path, "fetch", "--quiet", "--unshallow");
        Assert.Equal(["k8s/new.yaml:15"], Places(In(path, "lint", "--select", "ML9001", "--since", "HEAD~1", "--format", "concise").Output));
    }

    [Fact]
    public void Branches_without_a_common_commit_in_a_shallow_clone_say_so()
    {
        using GitRepository origin = Repository();
        origin.Git("switch", "--quiet", "--create", "work");
        origin.Write("k8s/new.yaml", New);
        origin.Commit("two");
        using var clone = new GitRepository();
        string path = Path.Combine(clone.Root, "clone");
        clone.Git("clone", "--quiet", "--depth", "1", "--branch", "work", new Uri(origin.Root).AbsoluteUri, path);

        CommandResult unknown = In(path, "lint", "--since", "main");
        Assert.Contains("git fetch origin main:refs/remotes/origin/main", unknown.Error, StringComparison.Ordinal);

        origin.Git("switch", "--quiet", "main");
        origin.Write("more.yaml", New);
        origin.Commit("three");
        clone.Git("-C", path, "fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main");
        CommandResult apart = In(path, "lint", "--since", "origin/main");
        Assert.Equal(2, apart.ExitCode);
        Assert.Contains("this is a shallow clone, which does not reach back to where HEAD left origin/main; fetch what is missing", apart.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revision_that_is_not_known_is_told_with_what_was_meant()
    {
        using GitRepository repository = Repository();
        repository.Git("update-ref", "refs/remotes/origin/trunk", "HEAD");

        Assert.Equal(new CommandResult(2, "", "manifestlint: --since mian: git knows no such revision. Did you mean 'main'?\n"), repository.Lint("lint", "--since", "mian"));
        Assert.Equal(new CommandResult(2, "", "manifestlint: --since trunk: git knows no such revision. Did you mean 'origin/trunk'?\n"), repository.Lint("lint", "--since", "trunk"));
        repository.Git("switch", "--quiet", "--orphan", "unborn");
        repository.Write("k8s/new.yaml", New);
        Assert.Equal(2, repository.Lint("lint", "--since", "main").ExitCode);
    }

    [Fact]
    public void A_submodule_is_compared_with_what_the_revision_held()
    {
        using GitRepository inner = Repository();
        using GitRepository outer = Repository();
        outer.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", new Uri(inner.Root).AbsoluteUri, "sub");
        outer.Commit("with a submodule");
        outer.Write("sub/k8s/old.yaml", Old + "---\n" + New);
        outer.Write("sub/k8s/unknown.yaml", Poor("unknown"));

        Assert.Equal(["sub/k8s/old.yaml:31", "sub/k8s/unknown.yaml:15"], Found(outer, "HEAD"));
    }

    [Fact]
    public void A_fix_repairs_what_changed_only()
    {
        using GitRepository repository = Repository();
        string typing = Manifests.Deployment("typing").Replace("replicas: 2", "replicsa: 2", StringComparison.Ordinal);
        repository.Write("k8s/two.yaml", typing);
        repository.Commit("two");
        repository.Write("k8s/two.yaml", typing.Replace("name: typing", "name: new", StringComparison.Ordinal) + "---\n" + typing);

        repository.Lint("lint", "k8s", "--fix", "--unsafe-fixes", "--select", "ML1001", "--since", "HEAD");

        Assert.Equal(typing.Replace("replicsa", "replicas", StringComparison.Ordinal).Replace("name: typing", "name: new", StringComparison.Ordinal) + "---\n" + typing, repository.Read("k8s/two.yaml"));
    }

    [Fact]
    public void Standard_input_is_compared_as_the_file_that_it_stands_for()
    {
        using GitRepository repository = Repository();
        string text = Old + "---\n" + New;
        string[] lint = ["lint", "-", "--stdin-filename", "k8s/old.yaml", "--select", "ML9001", "--since", "HEAD", "--format", "concise"];

        Assert.Equal([], Places(repository.Lint(Old, [], lint).Output));
        Assert.Equal(["k8s/old.yaml:15", "k8s/old.yaml:31"], Places(repository.Lint(text, [], lint).Output));
        repository.Write("k8s/old.yaml", text);
        Assert.Equal(["k8s/old.yaml:31"], Places(repository.Lint(text, [], lint).Output));
    }

    private static readonly (string, string)[] Commit =
    [
        ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@example.com"),
        ("GIT_COMMITTER_NAME", "a"), ("GIT_COMMITTER_EMAIL", "a@example.com"),
    ];

    private static string Poor(string name) => Manifests.Deployment(name).Replace(":1.0", ":latest", StringComparison.Ordinal);

    private static GitRepository Repository()
    {
        var repository = new GitRepository();
        repository.Write("k8s/old.yaml", Old);
        repository.Write("k8s/other.yaml", Poor("other"));
        repository.Commit("one");
        return repository;
    }

    private static string[] Found(GitRepository repository, string revision)
    {
        CommandResult result = repository.Lint(["lint", "--select", "ML9001", "--since", revision, "--format", "concise"]);
        Assert.Equal("", result.Error);
        return Places(result.Output);
    }

    private static string[] Places(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(':', line.Split(':').Take(2)))];

    private static CommandResult In(string directory, params string[] arguments)
    {
        (int code, string output, string errors) = ManifestLintProgram.Run(directory, "", [.. Commit], arguments);
        return new CommandResult(code, output, errors);
    }
}
