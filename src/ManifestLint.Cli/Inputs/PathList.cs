using System.Collections.Immutable;
using System.Text;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Inputs;

/// <summary>Reads the paths that <c>--files-from</c> gives: one on a line, or parted by NUL when there is one. They stand for themselves, without wildcards.</summary>
internal static class PathList
{
    /// <summary>The name that stands for standard input.</summary>
    public const string Input = "-";

    /// <summary>The paths of files that may hold manifests, in order; a list of all changed files names others too, which are passed over.</summary>
    /// <exception cref="WrongUseException">The list cannot be read.</exception>
    public static ImmutableArray<string> Read(CommandEnvironment environment, string file)
    {
        string text = Decode(ReadBytes(environment, file), file);
        string[] paths = text.Contains('\0', StringComparison.Ordinal) ? text.Split('\0') : text.ReplaceLineEndings("\n").Split('\n');
        return [.. paths.Where(path => IsWanted(environment, path))];
    }

    /// <summary>What to try when a path of a list is not there.</summary>
    public static string HintFor(string path) => path.StartsWith('"')
        ? "git quotes such names: list them with git diff -z"
        : "deleted files are left out by git diff --diff-filter=d";

    private static bool IsWanted(CommandEnvironment environment, string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return false;

        // A quoted name is one that git could not write plainly; it has to be told, not passed over.
        string name = path.StartsWith('"') ? path.TrimEnd('"') : path;
        return InputFile.IsManifestName(name) || InputFile.IsMarkdownName(name) || Directory.Exists(environment.FullPath(path));
    }

    private static byte[] ReadBytes(CommandEnvironment environment, string file)
    {
        try
        {
            if (file != Input)
                return environment.Disk.Read(environment.FullPath(file));

            using Stream input = environment.OpenInput();
            return Disk.ReadToEnd(input);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception) || exception is ObjectDisposedException)
        {
            throw new WrongUseException(file == Input
                ? "--files-from - cannot read standard input: it is closed"
                : $"--files-from cannot read {file}: {FileTrouble.Describe(environment.FullPath(file), exception)}");
        }
    }

    // PowerShell writes UTF-16.
    private static string Decode(byte[] bytes, string file)
    {
        if (bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
        {
            ReadOnlySpan<byte> content = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
            return Encoding.UTF8.GetString(content);
        }

        return SourceText.Decode(bytes, out TextDecodingError? error)?.Text
            ?? throw new WrongUseException($"--files-from cannot read {file}: {error!.Message}");
    }
}
