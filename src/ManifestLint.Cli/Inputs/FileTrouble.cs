namespace ManifestLint.Cli.Inputs;

/// <summary>Says in plain words why a file could not be read or written.</summary>
internal static class FileTrouble
{
    private const int NoSpaceLeft = 28;
    private const int TooManyLinks = 40;

    /// <summary>Whether an exception is about the file and not about us.</summary>
    public static bool IsTrouble(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException;

    /// <summary>The reason without final period.</summary>
    public static string Describe(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => DescribeMissing(path),
        UnauthorizedAccessException => Directory.Exists(path) ? "it is a directory" : "permission denied",
        PathTooLongException => "the path is too long",
        IOException when ErrorNumber(exception) == NoSpaceLeft => "no space left on the device",
        IOException when ErrorNumber(exception) == TooManyLinks || (path.Length > 0 && IsLinkCycle(path)) => "its symbolic links form a circle",
        _ => exception.Message.TrimEnd('.'),
    };

    private static string DescribeMissing(string path)
    {
        try
        {
            // The link itself is there when what it points to is not.
            if (new FileInfo(path).LinkTarget is { } target)
                return $"it is a symbolic link to '{target}', which does not exist";
        }
        catch (IOException)
        {
            return "its symbolic links form a circle";
        }

        return "no such file or directory";
    }

    private static bool IsLinkCycle(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is null && new FileInfo(path).LinkTarget is not null;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // The base library keeps the system's error number in HResult on Unix, with or without Windows' facility bits.
    private static int ErrorNumber(Exception exception) => exception.HResult & 0xFFFF;
}
