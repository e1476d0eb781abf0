using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Reads which machine the clients that probes use call: curl, wget, nc, pg_isready, redis-cli, mysqladmin.</summary>
internal static class CalledHost
{
    /// <summary>The first host that is surely another one than the pod itself; null when there is none.</summary>
    public static string? Find(CommandWords command)
    {
        foreach (ShellCommand simple in command.ReadCommands())
        {
            string? host = simple.Program switch
            {
                "curl" or "wget" => FindInAddress(simple.Words),
                "nc" or "ncat" => FindFirstArgument(simple.Words),
                "pg_isready" or "redis-cli" or "mysqladmin" => FindOption(simple.Words),
                _ => null,
            };
            if (host is not null && IsElsewhere(host))
                return host;
        }

        return null;
    }

    private static string? FindInAddress(ImmutableArray<ShellToken> words)
    {
        string? found = null;
        for (int i = 1; i < words.Length; i++)
        {
            // The address is then not where the request goes.
            if (words[i].Text is "--resolve" or "--connect-to" or "-x" or "--proxy" or "--preproxy" or "--unix-socket" or "--abstract-unix-socket")
                return null;
            if (words[i - 1].Text is not ("-e" or "--referer"))
                found ??= HostOf(words[i].Text);
        }

        return found;
    }

    // http://user@HOST:PORT/path; without a scheme it could be any argument.
    private static string? HostOf(string word)
    {
        int scheme = word.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || word[..scheme] is not ("http" or "https"))
            return null;

        string rest = word[(scheme + 3)..];
        int end = rest.AsSpan().IndexOfAny('/', '?', '#');
        string authority = end < 0 ? rest : rest[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (authority.StartsWith('['))
            return authority.IndexOf(']', StringComparison.Ordinal) is var close and > 0 ? authority[..(close + 1)] : null;
        int colon = authority.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? authority : authority[..colon];
    }

    // nc -z -w 2 HOST PORT; -U takes a socket, -l listens.
    private static string? FindFirstArgument(ImmutableArray<ShellToken> words)
    {
        for (int i = 1; i < words.Length; i++)
        {
            string word = words[i].Text;
            if (!word.StartsWith('-'))
                return i + 1 < words.Length ? word : null;
            if (word.AsSpan().ContainsAny('U', 'l', 'x'))
                return null;
            if (word[^1] is 'w' or 'i' or 'p' or 's' or 'q' or 'G')
                i++;
        }

        return null;
    }

    private static string? FindOption(ImmutableArray<ShellToken> words)
    {
        for (int i = 1; i < words.Length; i++)
        {
            string word = words[i].Text;
            if (word is "-h" or "--host")
                return i + 1 < words.Length ? words[i + 1].Text : null;
            if (word.StartsWith("--host=", StringComparison.Ordinal))
                return word["--host=".Length..];
            if (word is ['-', 'h', _, ..])
                return word[2..];
        }

        return null;
    }

    // $(POD_IP) and /var/run/postgresql are the pod itself.
    private static bool IsElsewhere(string host) => host.Length > 0
        && !host.AsSpan().ContainsAny('$', '`', '/')
        && !host.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)
        && !LoopbackHosts.Contains(host);
}
