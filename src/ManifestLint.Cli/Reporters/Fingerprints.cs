using System.Globalization;
using ManifestLint.Baselines;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>Names findings so that the same one is known again after lines and list items have moved: the key of a baseline in one word; equal ones are numbered.</summary>
internal sealed class Fingerprints
{
    /// <summary>The name of this kind of fingerprint. It changes when findings get other fingerprints than before.</summary>
    public const string Name = "manifestlint/v2";

    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly Dictionary<ulong, int> _seen = [];

    /// <summary>The fingerprint of the next finding, in the order of the report.</summary>
    public string Next(Diagnostic finding)
    {
        ulong hash = Hash(FindingKey.Of(finding, finding.Location.File.Path));
        int number = _seen[hash] = _seen.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hash:x16}:{number}");
    }

    // FNV-1a: what is hashed is no secret, and a cryptographic hash would load a library for it.
    private static ulong Hash(FindingKey key)
    {
        ulong hash = Add(Add(Offset, key.Rule), key.File);
        hash = Add(Add(Add(hash, key.Kind), key.Namespace), key.Object);
        return Add(Add(hash, key.Path), key.Text);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (char c in text)
            hash = (hash ^ c) * Prime;

        // A separator, so that moving a letter from one part to the next is a difference.
        return (hash ^ char.MaxValue) * Prime;
    }
}
