using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>One step of a <see cref="YamlPath"/>: a key of a mapping or the index of an item.</summary>
/// <param name="Key">The key as the JSON text that kubectl makes of it; null for an item.</param>
/// <param name="Index">The index from 0; -1 for a key.</param>
public readonly record struct YamlPathSegment(string? Key, int Index)
{
    /// <summary>Whether the step leads to an item.</summary>
    public bool IsItem => Key is null;
}

/// <summary>What a path leads to.</summary>
/// <param name="Node">The value or item as written: a final alias is not followed.</param>
/// <param name="Entry">The entry that holds the value; null for an item and for the root.</param>
/// <param name="Crossing">
/// The first <see cref="YamlAlias"/> that had to be followed, or the entry (<c>&lt;&lt;</c>) that brought a key in; null when the way leads
/// through the document's own nodes only, so that a change of <see cref="Node"/> changes nothing else.
/// </param>
public sealed record YamlPathTarget(YamlNode Node, YamlEntry? Entry, YamlNode? Crossing);

/// <summary>The way from a document's root to a node: keys and indexes, printed as <c>spec.template.spec.containers[0]</c>.</summary>
public sealed class YamlPath : IEquatable<YamlPath>
{
    private YamlPath(ImmutableArray<YamlPathSegment> segments) => Segments = segments;

    /// <summary>The path of the root node.</summary>
    public static YamlPath Root { get; } = new([]);

    /// <summary>The steps from the root.</summary>
    public ImmutableArray<YamlPathSegment> Segments { get; }

    /// <summary>Whether this is <see cref="Root"/>.</summary>
    public bool IsRoot => Segments.IsEmpty;

    /// <summary>The last step; the root has none.</summary>
    public YamlPathSegment? Last => IsRoot ? null : Segments[^1];

    /// <summary>The path without its last step; the root is its own parent.</summary>
    public YamlPath Parent => IsRoot ? this : new YamlPath(Segments.RemoveAt(Segments.Length - 1));

    /// <summary>A path from steps.</summary>
    public static YamlPath From(IEnumerable<YamlPathSegment> segments) => new([.. segments]);

    /// <summary>Reads a path as <see cref="ToString"/> prints it; the empty text is the root.</summary>
    /// <exception cref="FormatException">The text is no path; the message names the place.</exception>
    public static YamlPath Parse(string text) =>
        new YamlPathReader(text).Read(out string? error) is { } segments ? new YamlPath(segments) : throw new FormatException(error);

    /// <summary>Reads a path; false when the text is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out YamlPath? path)
    {
        path = new YamlPathReader(text).Read(out _) is { } segments ? new YamlPath(segments) : null;
        return path is not null;
    }

    /// <summary>
    /// The path of a node; a key and an entry have the path of the value. A key that kubectl refuses appears as it is written. When a key is
    /// written twice, the path leads to the last one.
    /// </summary>
    public static YamlPath Of(YamlNode node)
    {
        var segments = new List<YamlPathSegment>();
        for (YamlNode? current = node; current?.Parent is { } parent; current = parent)
        {
            if (current is YamlEntry entry)
                segments.Add(new(ScalarResolver.GetKey(entry.Key) ?? entry.Key.ToString(), -1));
            else if (parent is YamlSequence sequence)
                segments.Add(new(null, sequence.Items.IndexOf(current)));
        }

        segments.Reverse();
        return new YamlPath([.. segments]);
    }

    /// <summary>The path of the value of a key below this path.</summary>
    public YamlPath Child(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new YamlPath(Segments.Add(new(key, -1)));
    }

    /// <summary>The path of an item below this path.</summary>
    public YamlPath Item(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new YamlPath(Segments.Add(new(null, index)));
    }

    /// <summary>The path of the value of a key: <c>path / "spec" / "replicas"</c>.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Child is the method that this operator abbreviates.")]
    public static YamlPath operator /(YamlPath path, string key) => path.Child(key);

    /// <summary>The path of an item: <c>path / "containers" / 0</c>.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Item is the method that this operator abbreviates.")]
    public static YamlPath operator /(YamlPath path, int index) => path.Item(index);

    /// <summary>Whether <paramref name="other"/> is this path or leads further down from it.</summary>
    public bool Contains(YamlPath other) => other.Segments.AsSpan().StartsWith(Segments.AsSpan());

    /// <summary>The node that the path leads to, aliases and merges followed; null when there is none.</summary>
    public YamlNode? Resolve(YamlDocument document) => Find(document)?.Node.Dereference();

    /// <summary>What the path leads to, and through what; null when it leads nowhere.</summary>
    public YamlPathTarget? Find(YamlDocument document)
    {
        YamlNode? node = document.Root;
        YamlEntry? entry = null;
        YamlNode? crossing = null;
        foreach (YamlPathSegment segment in Segments)
        {
            if (node is YamlAlias)
                crossing ??= node;
            switch (node?.Dereference())
            {
                case YamlMapping mapping when segment.Key is { } key:
                    entry = mapping.Find(key);
                    if (entry is not null && entry.Parent != mapping)
                        crossing ??= mapping.Entries.First(candidate => candidate.IsMerge);
                    node = entry?.Value;
                    break;
                case YamlSequence sequence when segment.IsItem && segment.Index < sequence.Items.Length:
                    entry = null;
                    node = sequence.Items[segment.Index];
                    break;
                default:
                    return null;
            }
        }

        return node is null ? null : new YamlPathTarget(node, entry, crossing);
    }

    /// <inheritdoc/>
    public bool Equals(YamlPath? other) => other is not null && Segments.AsSpan().SequenceEqual(other.Segments.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as YamlPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (YamlPathSegment segment in Segments)
            hash.Add(segment);
        return hash.ToHashCode();
    }

    /// <summary>For example <c>spec.containers[0].env</c> or <c>metadata.labels['app.kubernetes.io/name']</c>; the root is the empty text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (YamlPathSegment segment in Segments)
        {
            if (segment.Key is not { } key)
                text.Append('[').Append(segment.Index).Append(']');
            else if (YamlPathReader.IsIdentifier(key))
                text.Append(text.Length > 0 ? "." : "").Append(key);
            else
                text.Append("['").Append(key.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)).Append("']");
        }

        return text.ToString();
    }
}
