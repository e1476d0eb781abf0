using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Configuration;

/// <summary>Collects what is wrong in one configuration file.</summary>
/// <param name="file">The file.</param>
internal sealed class MistakeList(ManifestFile file)
{
    private readonly List<Diagnostic> _mistakes = [];

    /// <summary>The file.</summary>
    public ManifestFile File { get; } = file;

    /// <summary>A finding about a configuration.</summary>
    public static Diagnostic Describe(Location location, string message) => new()
    {
        Descriptor = EngineDiagnostics.InvalidConfiguration,
        Severity = EngineDiagnostics.InvalidConfiguration.Severity,
        Message = message,
        Location = location,
    };

    /// <summary>Adds a mistake at a place.</summary>
    /// <param name="place">The characters.</param>
    /// <param name="message">What is wrong, without final period.</param>
    public void Add(TextSpan place, string message) => _mistakes.Add(Describe(new Location(File, place), message));

    /// <summary>Adds a mistake at a node.</summary>
    /// <param name="node">The key or value.</param>
    /// <param name="key">The path of the key.</param>
    /// <param name="reason">What is wrong, without final period.</param>
    public void Add(YamlNode node, string key, string reason) => Add(node.ContentSpan, $"{key}: {reason}");

    /// <summary>Adds the mistake of a word that is none of those known; the likely one, or all of them, are named.</summary>
    /// <param name="node">The word.</param>
    /// <param name="key">The path of the key.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="known">The words that are right.</param>
    public void AddUnknown(YamlNode node, string key, string reason, IReadOnlyCollection<string> known)
    {
        string word = (node as YamlScalar)?.Value ?? node.ToString();
        Add(node, key, EditDistance.Closest(word, known) is { } meant ? $"{reason}, did you mean '{meant}'" : $"{reason}; known are {string.Join(", ", known)}");
    }

    /// <summary>The mistakes in the order of the text.</summary>
    public ImmutableArray<Diagnostic> ToSorted()
    {
        _mistakes.Sort(Diagnostic.Compare);
        return [.. _mistakes];
    }

    /// <summary>Where a node is written.</summary>
    public SettingOrigin OriginOf(YamlNode node) => new(File.Path, new Location(File, node.ContentSpan));
}
