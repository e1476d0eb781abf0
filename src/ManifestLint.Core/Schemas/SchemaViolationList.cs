using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Schemas;

/// <summary>The violations of one object, each once: what stands behind an anchor is met for each of its aliases, and is wrong once.</summary>
internal sealed class SchemaViolationList
{
    private readonly List<SchemaViolation> _violations = [];
    private readonly HashSet<(SchemaViolationKind Kind, YamlNodeHandle Place, string Field)> _known = [];

    /// <summary>The violations; valid until the list is cleared.</summary>
    public IReadOnlyList<SchemaViolation> All => _violations;

    public void Clear()
    {
        if (_violations.Count == 0)
            return;

        _violations.Clear();
        _known.Clear();
    }

    /// <summary>Takes violations out that lie in a span.</summary>
    public void RemoveIn(TextSpan span, Predicate<SchemaViolation> condition) =>
        _violations.RemoveAll(violation => span.Contains(violation.Node.Span) && condition(violation));

    /// <summary>By place, then kind, then field.</summary>
    public void Sort()
    {
        if (_violations.Count > 1)
            _violations.Sort(Compare);
    }

    public void Add(SchemaViolation violation)
    {
        if (_known.Add((violation.Kind, violation.Node.Handle, violation.Field)))
            _violations.Add(violation);
    }

    public void Add(SchemaViolationKind kind, YamlCursor place, Schema schema, MinorSet minors, string detail = "") =>
        Add(new SchemaViolation { Kind = kind, Node = place.Handle.Resolve(), Schema = schema, Minors = minors, Detail = detail });

    /// <summary>A question of a key.</summary>
    public void AddField(SchemaViolationKind kind, Schema schema, YamlCursor key, string name, MinorSet minors, MinorSet knownIn)
    {
        YamlNode node = key.Handle.Resolve();
        Add(new SchemaViolation { Kind = kind, Node = node, Schema = schema, Field = name, Entry = node.Parent as YamlEntry, Minors = minors, KnownIn = knownIn });
    }

    public void AddMissing(YamlCursor mapping, Schema schema, string field, MinorSet minors) =>
        Add(new SchemaViolation { Kind = SchemaViolationKind.MissingField, Node = mapping.Handle.Resolve(), Schema = schema, Field = field, Minors = minors });

    private static int Compare(SchemaViolation left, SchemaViolation right)
    {
        int order = left.Node.Span.CompareTo(right.Node.Span);
        if (order == 0)
            order = left.Kind.CompareTo(right.Kind);
        return order != 0 ? order : string.CompareOrdinal(left.Field, right.Field);
    }
}
