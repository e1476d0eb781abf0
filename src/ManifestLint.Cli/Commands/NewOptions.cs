using System.Collections.Immutable;
using ManifestLint.Releases.Generation;

namespace ManifestLint.Cli.Commands;

/// <summary>The arguments of <c>new</c> as they were given.</summary>
internal sealed record NewOptions
{
    /// <summary>Files, directories, globs, <c>-</c>; none when the service comes from <see cref="Scaffold"/>.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The service that has no manifests yet.</summary>
    public ScaffoldRecipe? Scaffold { get; init; }

    /// <summary>The set to make; null for a single service.</summary>
    public ReleaseRecipe? Recipe { get; init; }

    /// <summary>How the objects are spread over files.</summary>
    public LayoutKind Layout { get; init; }

    /// <summary>A directory, a file, or <c>-</c>; null means a directory of the application's name.</summary>
    public string? Output { get; init; }

    /// <summary>Whether to show what would be written and write nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether files that differ are replaced, and errors in the result do not count.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether nothing but errors is told.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether everything goes to standard output.</summary>
    public bool WritesToOutput => Output == "-";

    /// <summary>Whether the output is a single file.</summary>
    public bool IsFile => Output is { } output && IsFileName(output);

    /// <summary>Whether a path means a file and not a directory.</summary>
    public static bool IsFileName(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
