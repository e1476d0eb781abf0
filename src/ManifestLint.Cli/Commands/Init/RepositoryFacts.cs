using System.Collections.Immutable;
using ManifestLint.Configuration.Migration;

namespace ManifestLint.Cli.Commands.Init;

/// <summary>What is in a repository, as far as it decides what a configuration says. Paths are relative to it, with forward slashes.</summary>
internal sealed record RepositoryFacts
{
    /// <summary>How many objects there are.</summary>
    public int Manifests { get; init; }

    /// <summary>How many files they are in.</summary>
    public int Files { get; init; }

    /// <summary>Kustomizations.</summary>
    public ImmutableArray<string> Kustomizations { get; init; } = [];

    /// <summary>Directories of Helm charts.</summary>
    public ImmutableArray<string> Charts { get; init; } = [];

    /// <summary>Objects of Argo CD and Flux, which render something in the cluster.</summary>
    public int Deliveries { get; init; }

    /// <summary>Directories of other people's files that hold manifests.</summary>
    public ImmutableArray<string> Vendored { get; init; } = [];

    /// <summary>Whether the directory is the top of a git repository.</summary>
    public bool IsTop { get; init; }

    /// <summary>Whether it lies in one.</summary>
    public bool IsInGit { get; init; }

    /// <summary>Whether pre-commit is used.</summary>
    public bool HasPreCommit { get; init; }

    /// <summary>Whether GitHub runs jobs.</summary>
    public bool HasGitHub { get; init; }

    /// <summary>Whether GitLab runs jobs.</summary>
    public bool HasGitLab { get; init; }

    /// <summary>What other linters' configurations say.</summary>
    public ImmutableArray<PeerSettings> Peers { get; init; } = [];

    /// <summary>What could not be read or is passed over, in sentences.</summary>
    public ImmutableArray<string> Troubles { get; init; } = [];
}
