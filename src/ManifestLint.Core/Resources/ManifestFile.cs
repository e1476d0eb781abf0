using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>Why a file takes part in a run.</summary>
public enum FileRole
{
    /// <summary>Its findings are reported.</summary>
    Linted,

    /// <summary>It is read so that rules know what else exists; its findings are not reported.</summary>
    Context,
}

/// <summary>How a file came into a run, as far as that says something about what it holds.</summary>
/// <param name="IsNamed">Whether somebody asked for this very file, not for a directory that holds it.</param>
/// <param name="IsInChart">Whether it lies in the <c>templates</c> of a Helm chart.</param>
public readonly record struct FileOrigin(bool IsNamed = false, bool IsInChart = false);

/// <summary>One file of manifests.</summary>
public sealed class ManifestFile
{
    private readonly Func<SourceText, HostedText>? _find;
    private ResourcePlaces? _places;

    private ManifestFile(string path, FileRole role, SourceText host, Func<SourceText, HostedText> find, int maximumThreads, FileOrigin origin)
    {
        Path = path;
        Role = role;
        Origin = origin;
        Hosted = find(host);
        Tree = YamlTree.Parse(Hosted.Yaml, maximumThreads);
        _find = find;
        Resources = ResourceReader.Read(this, Tree);
    }

    private ManifestFile(string path, FileRole role, YamlTree? tree, string? readError, LinePosition readErrorPosition, bool isPatch, FileOrigin origin)
    {
        Path = path;
        Role = role;
        Tree = tree;
        ReadError = readError;
        ReadErrorPosition = readErrorPosition;
        IsPatch = isPatch;
        Origin = origin;
        IsTemplate = tree is not null && TemplateMarkers.IsTemplate(tree, origin.IsInChart);
        Resources = tree is null || IsTemplate ? [] : ResourceReader.Read(this, tree);
    }

    /// <summary>The path as reports show it: relative where possible, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>Why the file takes part.</summary>
    public FileRole Role { get; }

    /// <summary>The file's tree; null when it could not be read.</summary>
    public YamlTree? Tree { get; }

    /// <summary>The text as it stands in the file; null when it could not be read.</summary>
    public SourceText? Text => Hosted?.Host ?? Tree?.Text;

    /// <summary>Where the YAML stands in a file of another language, such as a page in Markdown; null for a file of YAML.</summary>
    public HostedText? Hosted { get; }

    /// <summary>Why the file could not be read, in plain words; null when it could.</summary>
    public string? ReadError { get; }

    /// <summary>Where reading stopped, for a file whose bytes are no text.</summary>
    public LinePosition ReadErrorPosition { get; }

    /// <summary>Whether a kustomization names the file among its patches: its objects are partial.</summary>
    public bool IsPatch { get; }

    /// <summary>How the file came into the run.</summary>
    public FileOrigin Origin { get; }

    /// <summary>
    /// Whether the file is the source of a template, which is no YAML before it is rendered: an expression stands in it outside of quotes, and it does not
    /// parse or lies in a chart.
    /// </summary>
    public bool IsTemplate { get; }

    /// <summary>The objects in the order of the text; the items of a List stand for themselves.</summary>
    public ImmutableArray<Resource> Resources { get; }

    /// <summary>The objects by their place.</summary>
    internal ResourcePlaces Places => _places ??= new ResourcePlaces(Resources);

    /// <summary>Whether the file tells kustomize what to do.</summary>
    public bool IsKustomization => IsKustomizationName(Path[(Path.LastIndexOf('/') + 1)..]);

    /// <summary>Whether kustomize looks for its instructions in a file of this name (kustomize/api/konfig).</summary>
    public static bool IsKustomizationName(string name) => name is "kustomization.yaml" or "kustomization.yml" or "Kustomization";

    /// <summary>A file that was read.</summary>
    /// <param name="path">The path as reports show it.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="role">Why it takes part.</param>
    /// <param name="maximumThreads">How many threads may parse it.</param>
    /// <param name="origin">How it came into the run.</param>
    public static ManifestFile Parse(string path, SourceText text, FileRole role = FileRole.Linted, int maximumThreads = 1, FileOrigin origin = default) =>
        new(path, role, YamlTree.Parse(text, maximumThreads), readError: null, default, isPatch: false, origin);

    /// <summary>A file whose bytes are no text, or that could not be opened.</summary>
    public static ManifestFile Unreadable(string path, string reason, LinePosition position = default, FileRole role = FileRole.Linted) =>
        new(path, role, tree: null, reason, position, isPatch: false, origin: default);

    /// <summary>Decodes and parses bytes; a decoding error makes an unreadable file.</summary>
    public static ManifestFile Parse(string path, ReadOnlySpan<byte> bytes, FileRole role = FileRole.Linted, int maximumThreads = 1, FileOrigin origin = default) =>
        SourceText.Decode(bytes, out TextDecodingError? error) is { } text
            ? Parse(path, text, role, maximumThreads, origin)
            : Unreadable(path, error!.Message, error.Position, role);

    /// <summary>A text of another language that has YAML in it.</summary>
    /// <param name="path">The path as reports show it.</param>
    /// <param name="host">What the file holds.</param>
    /// <param name="find">Finds the YAML in it; asked again after every change.</param>
    /// <param name="role">Why it takes part.</param>
    /// <param name="maximumThreads">How many threads may parse it.</param>
    /// <param name="origin">How it came into the run.</param>
    public static ManifestFile ParseHosted(string path, SourceText host, Func<SourceText, HostedText> find, FileRole role = FileRole.Linted, int maximumThreads = 1, FileOrigin origin = default) =>
        new(path, role, host, find, maximumThreads, origin);

    /// <summary>The same file, known to hold patches.</summary>
    public ManifestFile AsPatch() => _find is not null ? this : new(Path, Role, Tree, ReadError, ReadErrorPosition, isPatch: true, Origin);

    /// <summary>The same file, read only so that rules know what it holds.</summary>
    public ManifestFile AsContext() => new(Path, FileRole.Context, Tree, ReadError, ReadErrorPosition, IsPatch, Origin);

    /// <summary>The file with another text; what is known about it otherwise stays.</summary>
    public ManifestFile WithText(SourceText text, int maximumThreads = 1) => _find is null
        ? new(Path, Role, YamlTree.Parse(text, maximumThreads), readError: null, default, IsPatch, Origin)
        : new(Path, Role, text, _find, maximumThreads, Origin);

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
