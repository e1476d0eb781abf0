using System.Globalization;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>
/// Names findings so that the same one is known again after lines have moved: by rule, file, object and place in the object, or, outside of
/// objects, by the text of the line; equal ones are numbered.
/// </summary>
internal sealed class Fingerprints
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int MaximumLineLength = 200;

    private readonly Dictionary<ulong, int> _seen = [];

    /// <summary>The fingerprint of the next finding, in the order of the report.</summary>
    public string Next(Diagnostic finding)
    {
        ulong hash = Hash(finding);
        int number = _seen[hash] = _seen.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hash:x16}:{number}");
    }

    // FNV-1a: what is hashed is no secret, and a cryptographic hash would load a library for it.
    private static ulong Hash(Diagnostic finding)
    {
        ulong hash = Add(Add(Offset, finding.Descriptor.Id), finding.Location.File.Path);
        if (finding.Resource is not { } resource)
            return Add(hash, LineText(finding));

        hash = Add(Add(Add(hash, resource.Kind), resource.Namespace ?? ""), resource.Name);
        return Add(hash, FindingPath.Of(finding) ?? "");
    }

    private static string LineText(Diagnostic finding)
    {
        if (finding.Location.File.Tree is not { Text: var text })
            return "";

        var line = text.GetLineSpan(text.GetLine(finding.Location.Span.Start));
        return text.Text.AsSpan(line.Start, Math.Min(line.Length, MaximumLineLength)).Trim().ToString();
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (char c in text)
            hash = (hash ^ c) * Prime;

        // A separator, so that moving a letter from one part to the next is a difference.
        return (hash ^ char.MaxValue) * Prime;
    }
}
