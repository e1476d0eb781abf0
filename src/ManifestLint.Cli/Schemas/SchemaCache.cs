using System.Security.Cryptography;
using System.Text;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Schemas;

/// <summary>Keeps what was downloaded: one file for each address, in the user's cache directory.</summary>
/// <param name="environment">Where that is.</param>
internal sealed class SchemaCache(CommandEnvironment environment)
{
    // A schema behind an address may change; a run a day asks for it again.
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);

    private readonly string? _directory = FindDirectory(environment);
    private bool _isUnwritable;

    /// <summary>The copy of an address; null when there is none.</summary>
    public byte[]? Read(Uri address, out bool isFresh)
    {
        isFresh = false;
        if (_directory is null)
            return null;

        string path = PathOf(address);
        try
        {
            isFresh = environment.Clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) < FreshFor;
            return File.Exists(path) ? environment.Disk.Read(path) : null;
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return null;
        }
    }

    /// <summary>Keeps a copy. Not being able to costs the next run time and nothing else, so nobody is told.</summary>
    public void Write(Uri address, byte[] content, CancellationToken cancellation)
    {
        if (_directory is null || _isUnwritable)
            return;

        try
        {
            Directory.CreateDirectory(_directory);
            _isUnwritable = new AtomicFile(environment.Disk).TryWrite(PathOf(address), content, cancellation) is not null;
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            _isUnwritable = true;
        }
    }

    private string PathOf(Uri address) => Path.Combine(_directory!, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri))) + ".json");

    // XDG Base Directory Specification: a relative path is to be ignored.
    private static string? FindDirectory(CommandEnvironment environment)
    {
        string? cache = environment.GetVariable("XDG_CACHE_HOME");
        if (!Path.IsPathRooted(cache))
            cache = environment.GetVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache") : environment.GetVariable("LOCALAPPDATA");
        return string.IsNullOrEmpty(cache) ? null : Path.Combine(cache, "manifestlint", "schemas");
    }
}
