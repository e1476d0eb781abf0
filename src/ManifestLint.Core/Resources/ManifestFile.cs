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

/// <summary>One file of manifests.</summary>
public sealed class ManifestFile
{
    private ManifestFile(string path, FileRole role, YamlTree? tree, string? readError, LinePosition readErrorPosition, bool isPatch)
    {
        Path = path;
        Role = role;
        Tree = tree;
        ReadError = readError;
        ReadErrorPosition = readErrorPosition;
        IsPatch = isPatch;
        IsTemplate = tree is not null && TemplateMarkers.IsTemplate(tree);
        Resources = tree is null || IsTemplate ? [] : ResourceReader.Read(this, tree);
    }

    /// <summary>The path as reports show it: relative where possible, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>Why the file takes part.</summary>
    public FileRole Role { get; }

    /// <summary>The file's tree; null when it could not be read.</summary>
    public YamlTree? Tree { get; }

    /// <summary>Why the file could not be read, in plain words; null when it could.</summary>
    public string? ReadError { get; }

    /// <summary>Where reading stopped, for a file whose bytes are no text.</summary>
    public LinePosition ReadErrorPosition { get; }

    /// <summary>Whether a kustomization names the file among its patches: its objects are partial.</summary>
    public bool IsPatch { get; }

    /// <summary>Whether the file is the source of a template, which is no YAML before it is rendered: <c>{{</c> stands in it and it does not parse.</summary>
    public bool IsTemplate { get; }

    /// <summary>The objects in the order of the text; the items of a List stand for themselves.</summary>
    public ImmutableArray<Resource> Resources { get; }

    /// <summary>A file that was read.</summary>
    /// <param name="path">The path as reports show it.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="role">Why it takes part.</param>
    /// <param name="maximumThreads">How many threads may parse it.</param>
    public static ManifestFile Parse(string path, SourceText text, FileRole role = FileRole.Linted, int maximumThreads = 1) =>
        new(path, role, YamlTree.Parse(text, maximumThreads), readError: null, default, isPatch: false);

    /// <summary>A file whose bytes are no text, or that could not be opened.</summary>
    public static ManifestFile Unreadable(string path, string reason, LinePosition position = default, FileRole role = FileRole.Linted) =>
        new(path, role, tree: null, reason, position, isPatch: false);

    /// <summary>Decodes and parses bytes; a decoding error makes an unreadable file.</summary>
    public static ManifestFile Parse(string path, ReadOnlySpan<byte> bytes, FileRole role = FileRole.Linted, int maximumThreads = 1) =>
        SourceText.Decode(bytes, out TextDecodingError? error) is { } text
            ? Parse(path, text, role, maximumThreads)
            : Unreadable(path, error!.Message, error.Position, role);

    /// <summary>The same file, known to hold patches.</summary>
    public ManifestFile AsPatch() => new(Path, Role, Tree, ReadError, ReadErrorPosition, isPatch: true);

    /// <summary>The file with another text; what is known about it otherwise stays.</summary>
    public ManifestFile WithText(SourceText text, int maximumThreads = 1) =>
        new(Path, Role, YamlTree.Parse(text, maximumThreads), readError: null, default, IsPatch);

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
